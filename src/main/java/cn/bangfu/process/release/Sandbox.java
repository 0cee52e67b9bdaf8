package cn.bangfu.process.release;

import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.MovableTime;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.guard.ModelFile;
import cn.bangfu.process.guard.ModelGuard;
import cn.bangfu.shared.CaseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipInputStream;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Service;

/** The second process, in which a draft is walked through on the demo county: the draft is in force at once, timers go off by hand. */
@Service
@ConditionalOnProperty("bangfu.sandbox.enabled")
public class Sandbox {

    private static final Logger log = LoggerFactory.getLogger(Sandbox.class);
    private static final int MOST_FILES = 100;
    private static final int SHOWN = 200;

    private final CaseEngine engine;
    private final EngineModels models;
    private final IdentificationCases cases;
    private final MovableTime time;
    private final @Nullable Path draft;

    /** @throws SandboxInProduction if it is asked for in production */
    Sandbox(
            CaseEngine engine,
            EngineModels models,
            IdentificationCases cases,
            MovableTime time,
            Environment environment,
            @Value("${bangfu.sandbox.draft:#{null}}") @Nullable Path draft) {
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            throw new SandboxInProduction();
        }
        this.engine = engine;
        this.models = models;
        this.cases = cases;
        this.time = time;
        this.draft = draft;
    }

    @EventListener(ApplicationReadyEvent.class)
    void takeDraft() throws IOException {
        if (draft != null) {
            var faults = take(draft);
            if (faults.isEmpty()) {
                log.info("试办草案已生效：{}", draft);
            } else {
                faults.forEach(fault -> log.error("试办草案不能用：{}", fault));
            }
        }
    }

    /** What is wrong with the draft; nothing if it is in force now. */
    List<String> take(Path zip) throws IOException {
        var files = new ArrayList<ModelFile>();
        try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.add(new ModelFile(entry.getName(), entries.readNBytes(ModelGuard.MOST_BYTES + 1)));
                }
                if (files.size() > MOST_FILES) {
                    return List.of("文件太多");
                }
            }
        }
        var faults = ModelGuard.faults(files, models.around(files, true));
        if (faults.isEmpty()) {
            models.deploy("试办", files);
        }
        return faults.stream().map(Object::toString).toList();
    }

    /** Something that happens by itself when its time comes. */
    public record Timer(String id, String number, String what, Instant due) {}

    /** Those that lie ahead, the next first. */
    public List<Timer> timers() {
        return engine.asApplication(
                e -> e
                        .getManagementService()
                        .createJobQuery()
                        .timers()
                        .active()
                        .orderByJobDuedate()
                        .asc()
                        .listPage(0, SHOWN)
                        .stream()
                        .filter(job -> job.getProcessInstanceId() != null && job.getDuedate() != null)
                        .map(job -> new Timer(
                                job.getId(),
                                number(job),
                                what(job),
                                job.getDuedate().toInstant()))
                        .toList());
    }

    private String number(Job job) {
        return engine.asApplication(e -> Optional.ofNullable(e.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(job.getProcessInstanceId())
                        .singleResult()))
                .flatMap(instance -> cases.find(CaseId.of(instance.getBusinessKey())))
                .map(found -> found.number().value())
                .orElse("");
    }

    private String what(Job job) {
        return engine.asApplication(e -> {
            var definition = e.getManagementService()
                    .createJobDefinitionQuery()
                    .jobDefinitionId(job.getJobDefinitionId())
                    .singleResult();
            return e.getRepositoryService()
                                    .getBpmnModelInstance(job.getProcessDefinitionId())
                                    .getModelElementById(definition.getActivityId())
                            instanceof FlowElement element
                    ? words(element)
                    : definition.getActivityId();
        });
    }

    /** What hangs on a step is told with the step: 补正材料：逾期. */
    private static String words(FlowElement element) {
        var name = element.getName() == null ? element.getId() : element.getName();
        return element instanceof BoundaryEvent event && event.getAttachedTo().getName() != null
                ? event.getAttachedTo().getName() + "：" + name
                : name;
    }

    /** Legal time goes on to the timer's moment, and it goes off in a thread of its own: not whoever pressed the button ends the step. */
    public void fire(String id) {
        timers().stream().filter(timer -> timer.id().equals(id)).findFirst().ifPresent(timer -> {
            time.goOnTo(timer.due());
            CompletableFuture.runAsync(() -> engine.asApplication(e -> {
                        e.getManagementService().executeJob(id);
                        return e;
                    }))
                    .join();
        });
    }
}
