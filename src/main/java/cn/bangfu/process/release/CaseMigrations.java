package cn.bangfu.process.release;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.release.ReleaseStore.Owner;
import cn.bangfu.shared.CaseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Running cases stay on the version they began under, unless they are moved: planned, tried case by case in a transaction that is taken
 * back, and then moved where it fits. Nobody else may migrate.
 */
@Service
public class CaseMigrations {

    private static final Logger log = LoggerFactory.getLogger(CaseMigrations.class);
    private static final int MOST = 500;
    private static final int MOST_TASKS = 2_000;

    private final CaseEngine engine;
    private final IdentificationCases cases;
    private final ReleaseStore store;
    private final Trail trail;
    private final TransactionTemplate alone;

    CaseMigrations(
            CaseEngine engine,
            IdentificationCases cases,
            ReleaseStore store,
            Trail trail,
            PlatformTransactionManager transactions) {
        this.engine = engine;
        this.cases = cases;
        this.store = store;
        this.trail = trail;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * A case on an older version.
     *
     * @param waitsAt names of the steps
     * @param obstacle why it cannot be moved; null if it can
     */
    public record Line(
            String caseId,
            String number,
            int version,
            String waitsAt,
            @Nullable String obstacle) {}

    /** @param more whether there are more cases than are shown */
    public record Plan(String processKey, String name, int latest, List<Line> lines, boolean more) {
        public Plan {
            lines = List.copyOf(lines);
        }

        public long fitting() {
            return lines.stream().filter(line -> line.obstacle() == null).count();
        }
    }

    /**
     * Which cases run on older versions, and which of them would fit the latest. Nothing is moved. Of cases that stand at the same place
     * of the same version one is tried; when they are moved, each is tried again by itself.
     */
    public Optional<Plan> plan(String processKey) {
        return latest(processKey).map(latest -> {
            var instances = behind(latest);
            var shown = instances.stream().limit(MOST).toList();
            var tasks = tasks(shown);
            var tried = new HashMap<Place, Optional<String>>();
            return new Plan(
                    processKey,
                    latest.getName(),
                    latest.getVersion(),
                    shown.stream()
                            .map(instance -> new Line(
                                    instance.getBusinessKey(),
                                    number(instance),
                                    definition(instance).getVersion(),
                                    String.join("、", tasks.getOrDefault(instance.getId(), Set.of())),
                                    tried.computeIfAbsent(
                                                    place(instance),
                                                    place -> Optional.ofNullable(obstacle(instance, latest)))
                                            .orElse(null)))
                            .toList(),
                    instances.size() > MOST);
        });
    }

    /** Where a case stands: what decides whether it can be moved. */
    private record Place(String definition, List<String> elements) {}

    private Place place(ProcessInstance instance) {
        return new Place(
                instance.getProcessDefinitionId(),
                engine.asApplication(e -> e.getRuntimeService().getActiveActivityIds(instance.getId())).stream()
                        .sorted()
                        .toList());
    }

    /** Names of the steps that wait, by instance. */
    private Map<String, Set<String>> tasks(List<ProcessInstance> instances) {
        var names = new HashMap<String, Set<String>>();
        if (!instances.isEmpty()) {
            var ids = instances.stream().map(ProcessInstance::getId).toArray(String[]::new);
            engine.asApplication(e -> e.getTaskService()
                            .createTaskQuery()
                            .processInstanceIdIn(ids)
                            .listPage(0, MOST_TASKS))
                    .forEach(task -> names.computeIfAbsent(task.getProcessInstanceId(), id -> new TreeSet<>())
                            .add(task.getName()));
        }
        return names;
    }

    private Optional<ProcessDefinition> latest(String processKey) {
        return engine.asApplication(e -> Optional.ofNullable(e.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(processKey)
                .latestVersion()
                .singleResult()));
    }

    private List<ProcessInstance> behind(ProcessDefinition latest) {
        return engine.asApplication(e -> {
            var found = new ArrayList<ProcessInstance>();
            for (var definition : e.getRepositoryService()
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(latest.getKey())
                    .orderByProcessDefinitionVersion()
                    .desc()
                    .listPage(0, MOST)) {
                if (definition.getVersion() < latest.getVersion() && found.size() <= MOST) {
                    found.addAll(e.getRuntimeService()
                            .createProcessInstanceQuery()
                            .processDefinitionId(definition.getId())
                            .listPage(0, MOST + 1));
                }
            }
            return found;
        });
    }

    private ProcessDefinition definition(ProcessInstance instance) {
        return engine.asApplication(
                e -> e.getRepositoryService().getProcessDefinition(instance.getProcessDefinitionId()));
    }

    private Optional<IdentificationCase> caseOf(ProcessInstance instance) {
        try {
            return cases.find(CaseId.of(instance.getBusinessKey()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String number(ProcessInstance instance) {
        return caseOf(instance).map(found -> found.number().value()).orElse("");
    }

    private static MigrationPlan plan(ProcessEngine e, ProcessInstance instance, ProcessDefinition latest) {
        return e.getRuntimeService()
                .createMigrationPlan(instance.getProcessDefinitionId(), latest.getId())
                .mapEqualActivities()
                .updateEventTriggers()
                .build();
    }

    private static void move(ProcessEngine e, ProcessInstance instance, ProcessDefinition latest) {
        e.getRuntimeService()
                .newMigration(plan(e, instance, latest))
                .processInstanceIds(instance.getId())
                .execute();
    }

    private @Nullable String obstacle(ProcessInstance instance, ProcessDefinition latest) {
        try {
            alone.executeWithoutResult(transaction -> {
                transaction.setRollbackOnly();
                engine.asApplication(e -> {
                    move(e, instance, latest);
                    return e;
                });
            });
            return null;
        } catch (MigratingProcessInstanceValidationException e) {
            return e.getValidationReport().getActivityInstanceReports().stream()
                    .map(report -> name(instance, report.getSourceScopeId()))
                    .distinct()
                    .collect(Collectors.joining("、", "停在", "，新版里没有或变了，不能迁移"));
        } catch (MigrationPlanValidationException e) {
            return "新旧两版的步骤对不上，不能迁移";
        }
    }

    private String name(ProcessInstance instance, String element) {
        return engine.asApplication(e -> {
            var model = e.getRepositoryService().getBpmnModelInstance(instance.getProcessDefinitionId());
            return model.getModelElementById(element) instanceof FlowElement step && step.getName() != null
                    ? "“" + step.getName() + "”"
                    : "“" + element + "”";
        });
    }

    /** What was moved and what stayed. */
    public record Moved(int moved, int stayed) {}

    /** Moves every case that fits, each by itself; one that does not fit stays where it is. */
    public Moved move(String processKey, SignedInOfficer officer) {
        if (!officer.has(Role.PROCESS_OWNER)) {
            throw new AccessDeniedException("only process owners move cases");
        }
        var latest = latest(processKey).orElseThrow();
        var moved = 0;
        var stayed = 0;
        var from = 0;
        for (var instance : behind(latest)) {
            var definition = definition(instance);
            try {
                alone.executeWithoutResult(transaction -> {
                    engine.asApplication(e -> {
                        move(e, instance, latest);
                        return e;
                    });
                    caseOf(instance)
                            .ifPresent(found ->
                                    trail.append(TrailEvent.of("case.migrated", found.id(), found.household(), null)
                                            .with("process", processKey)
                                            .with("from", definition.getVersion())
                                            .with("to", latest.getVersion())
                                            .with("by", officer.name())));
                });
                moved++;
                from = Math.max(from, definition.getVersion());
            } catch (MigratingProcessInstanceValidationException | MigrationPlanValidationException e) {
                stayed++;
            }
        }
        var counted = new Moved(moved, stayed);
        var last = from;
        alone.executeWithoutResult(transaction -> store.addMigration(
                processKey,
                last,
                latest.getVersion(),
                counted.moved(),
                counted.stayed(),
                new Owner(officer.id(), officer.person(), officer.name())));
        log.info("cases migrated process={} to={} moved={} stayed={}", processKey, latest.getVersion(), moved, stayed);
        return counted;
    }
}
