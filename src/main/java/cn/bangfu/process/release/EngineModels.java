package cn.bangfu.process.release;

import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.ModelVariables;
import cn.bangfu.process.ProcessVariable;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.guard.CountyOrder;
import cn.bangfu.process.guard.GuardBasis;
import cn.bangfu.process.guard.ModelFile;
import cn.bangfu.process.guard.Surroundings;
import cn.bangfu.process.identification.HouseholdIdentification;
import cn.bangfu.shared.DivisionCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The models as the engine has them now, and how others come into it. */
@Component
class EngineModels implements GuardBasis {

    /** Tells what process owners released from what came with the product; a restart never overtakes it. */
    static final String SOURCE = "bangfu-release";

    private static final Pattern FORM_REF = Pattern.compile("\\bformRef=[\"']([^\"'$#]+)[\"']");

    private final CaseEngine engine;
    private final ListableBeanFactory beans;
    private final CountyParameters parameters;
    private final LegalClock clock;
    private final List<DivisionCode> counties;

    EngineModels(
            CaseEngine engine,
            ListableBeanFactory beans,
            CountyParameters parameters,
            LegalClock clock,
            @Value("${bangfu.counties}") List<String> counties) {
        this.engine = engine;
        this.beans = beans;
        this.parameters = parameters;
        this.clock = clock;
        this.counties = counties.stream().map(DivisionCode::new).toList();
    }

    /**
     * A model in force.
     *
     * @param version the engine's, empty for a form: it goes with its process
     */
    record InForce(String fileName, String name, String version) {}

    /** Everything that is in force: processes with their forms, decisions. */
    List<InForce> inForce() {
        return engine.asApplication(e -> {
            var models = new ArrayList<InForce>();
            for (var definition : processes(e)) {
                models.add(new InForce(
                        definition.getKey() + ".bpmn", definition.getName(), "第" + definition.getVersion() + "版"));
            }
            for (var shipped : shippedNames("processes/*.dmn")) {
                var decision = e.getRepositoryService()
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(key(shipped))
                        .latestVersion()
                        .singleResult();
                if (decision != null) {
                    models.add(new InForce(shipped, decision.getName(), "第" + decision.getVersion() + "版"));
                }
            }
            var forms = new TreeMap<String, InForce>();
            for (var definition : processes(e)) {
                for (var form : forms(text(e, definition))) {
                    forms.put(form, new InForce(form + ".form", "表单", "随流程" + definition.getName()));
                }
            }
            models.addAll(forms.values());
            return models;
        });
    }

    private static List<ProcessDefinition> processes(ProcessEngine e) {
        return ModelVariables.BY_PROCESS.keySet().stream()
                .sorted()
                .flatMap(key -> Optional.ofNullable(e.getRepositoryService()
                                .createProcessDefinitionQuery()
                                .processDefinitionKey(key)
                                .latestVersion()
                                .singleResult())
                        .stream())
                .toList();
    }

    private static String text(ProcessEngine e, ProcessDefinition definition) {
        return new String(
                bytes(e.getRepositoryService()
                        .getResourceAsStream(definition.getDeploymentId(), definition.getResourceName())),
                StandardCharsets.UTF_8);
    }

    private static byte[] bytes(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Set<String> forms(String bpmn) {
        var forms = new TreeSet<String>();
        var named = FORM_REF.matcher(bpmn);
        while (named.find()) {
            forms.add(named.group(1));
        }
        return forms;
    }

    private static String key(String fileName) {
        return fileName.substring(0, fileName.lastIndexOf('.'));
    }

    /** The file as it is in force now. */
    Optional<ModelFile> current(String fileName) {
        return engine.asApplication(e -> current(e, fileName));
    }

    private Optional<ModelFile> current(ProcessEngine e, String fileName) {
        var repository = e.getRepositoryService();
        if (fileName.endsWith(".dmn")) {
            return Optional.ofNullable(repository
                            .createDecisionDefinitionQuery()
                            .decisionDefinitionKey(key(fileName))
                            .latestVersion()
                            .singleResult())
                    .map(decision -> new ModelFile(
                            fileName,
                            bytes(repository.getResourceAsStream(
                                    decision.getDeploymentId(), decision.getResourceName()))));
        }
        for (var definition : processes(e)) {
            if (fileName.equals(definition.getKey() + ".bpmn")) {
                return Optional.of(new ModelFile(fileName, text(e, definition).getBytes(StandardCharsets.UTF_8)));
            }
            if (fileName.endsWith(".form")
                    && repository
                            .getDeploymentResourceNames(definition.getDeploymentId())
                            .contains(fileName)) {
                return Optional.of(new ModelFile(
                        fileName, bytes(repository.getResourceAsStream(definition.getDeploymentId(), fileName))));
            }
        }
        return Optional.empty();
    }

    /**
     * Puts files into force: a diagram with the forms it names, a form with each process that uses it, a table by itself.
     *
     * @return the deployment of each file
     */
    Map<String, String> deploy(String name, List<ModelFile> files) {
        var byName = files.stream().collect(Collectors.toMap(ModelFile::name, Function.identity()));
        return engine.asApplication(e -> {
            var deployments = new LinkedHashMap<String, String>();
            var diagrams = new LinkedHashMap<String, ModelFile>();
            files.stream()
                    .filter(file -> file.ending().equals("bpmn"))
                    .forEach(file -> diagrams.put(file.name(), file));
            for (var definition : processes(e)) {
                var fileName = definition.getKey() + ".bpmn";
                if (!diagrams.containsKey(fileName)
                        && forms(text(e, definition)).stream().anyMatch(form -> byName.containsKey(form + ".form"))) {
                    diagrams.put(fileName, current(e, fileName).orElseThrow());
                }
            }
            // Called processes first, so that a caller never meets one that does not fit.
            diagrams.values().stream()
                    .sorted((a, b) -> Boolean.compare(
                            a.key().equals(HouseholdIdentification.PROCESS_KEY),
                            b.key().equals(HouseholdIdentification.PROCESS_KEY)))
                    .forEach(diagram -> {
                        var forms = forms(new String(diagram.content(), StandardCharsets.UTF_8)).stream()
                                .map(form -> form + ".form")
                                .map(form -> Optional.ofNullable(byName.get(form))
                                        .or(() -> current(e, form))
                                        .or(() -> shipped(form))
                                        .orElseThrow())
                                .toList();
                        var id = deploy(e, name, diagram, forms);
                        deployments.put(diagram.name(), id);
                        forms.stream()
                                .filter(form -> byName.containsKey(form.name()))
                                .forEach(form -> deployments.put(form.name(), id));
                    });
            files.stream()
                    .filter(file -> file.ending().equals("dmn"))
                    .forEach(table -> deployments.put(table.name(), deploy(e, name, table, List.of())));
            return deployments;
        });
    }

    private static String deploy(ProcessEngine e, String name, ModelFile model, List<ModelFile> forms) {
        var deployment = e.getRepositoryService()
                .createDeployment()
                .name(name)
                .source(SOURCE)
                .addString(model.name(), new String(model.content(), StandardCharsets.UTF_8));
        forms.forEach(form -> deployment.addString(form.name(), new String(form.content(), StandardCharsets.UTF_8)));
        return deployment.deploy().getId();
    }

    // --- what the guard measures against

    @Override
    public Surroundings around(List<ModelFile> files, boolean released) {
        return new Surroundings() {
            @Override
            public Optional<ModelFile> form(String key) {
                return files.stream()
                        .filter(file -> file.name().equals(key + ".form"))
                        .findFirst()
                        .or(() -> released
                                ? current(key + ".form").or(() -> EngineModels.shipped(key + ".form"))
                                : Optional.empty());
            }

            @Override
            public Optional<ModelFile> shipped(String fileName) {
                return EngineModels.shipped(fileName);
            }

            @Override
            public Set<String> delegates() {
                return Set.of(beans.getBeanNamesForType(JavaDelegate.class, false, false));
            }

            @Override
            public Set<String> processes() {
                return ModelVariables.BY_PROCESS.keySet();
            }

            @Override
            public Map<String, ProcessVariable<?>> variables(String processKey) {
                return ModelVariables.BY_PROCESS.getOrDefault(processKey, Set.of()).stream()
                        .collect(Collectors.toMap(ProcessVariable::name, Function.identity()));
            }

            @Override
            public CountyOrder order() {
                return EngineModels.this.order();
            }
        };
    }

    /** Of what is in force today and what is published for later. */
    private CountyOrder order() {
        var today = clock.today();
        return CountyOrder.of(counties.stream()
                .flatMap(county -> Stream.concat(
                        Stream.of(parameters.of(county, today)),
                        parameters.history(county).stream()
                                .filter(set -> set.validFrom().isAfter(today))))
                .toList());
    }

    static Optional<ModelFile> shipped(String fileName) {
        var resource = new ClassPathResource((fileName.endsWith(".form") ? "forms/" : "processes/") + fileName);
        if (!resource.exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ModelFile(fileName, bytes(resource.getInputStream())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> shippedNames(String pattern) {
        try {
            var names = new TreeSet<String>();
            for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:" + pattern)) {
                names.add(String.valueOf(resource.getFilename()));
            }
            return List.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
