package cn.bangfu.process.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Deploys the models of this application: each process with the forms it names, each decision by itself. A file that did not change
 * makes no new version, a file that did makes one of its own model only, and one that is invalid stops neither the others nor the
 * application. A version that a process owner released in between is never overtaken by a restart.
 */
class ModelDeployer {

    private static final Logger log = LoggerFactory.getLogger(ModelDeployer.class);

    /** Tells our deployments from those that a process owner released. */
    static final String SOURCE = "bangfu";

    private static final Pattern FORM_REF = Pattern.compile("\\bformRef=\"([^\"$#]+)\"");

    private final ProcessEngine engine;
    private final boolean strict;

    /** @param strict whether an invalid model stops the application: in tests and builds */
    ModelDeployer(ProcessEngine engine, boolean strict) {
        this.engine = engine;
        this.strict = strict;
    }

    /** @param root where {@code processes} and {@code forms} lie: {@code classpath*:} */
    void deployAll(String root) {
        var forms = new LinkedHashMap<String, Resource>();
        find(root + "forms/*.form").forEach(form -> forms.put(fileName(form), form));
        for (var process : find(root + "processes/*.bpmn")) {
            attempt(process, () -> deploy(process, formsOf(process, forms)));
        }
        for (var decision : find(root + "processes/*.dmn")) {
            attempt(decision, () -> deploy(decision, Map.of()));
        }
    }

    private void attempt(Resource model, Runnable deployment) {
        try {
            deployment.run();
        } catch (ProcessEngineException | IllegalStateException | UncheckedIOException e) {
            if (strict) {
                throw e;
            }
            log.error(
                    "model {} is not deployed, its last released version stays in force: {}",
                    fileName(model),
                    e.getMessage());
        }
    }

    private void deploy(Resource model, Map<String, Resource> forms) {
        var name = fileName(model);
        if (releasedByOthers(name)) {
            log.warn("model {} of this version is not deployed: a process owner has released a version of it", name);
            return;
        }
        var deployment = engine.getRepositoryService()
                .createDeployment()
                .name(name)
                .source(SOURCE)
                // Not "changed only": that would deploy a changed diagram without its forms.
                .enableDuplicateFiltering(false)
                .addString(name, text(model));
        forms.forEach((formName, form) -> deployment.addString(formName, text(form)));
        deployment.deploy();
    }

    private boolean releasedByOthers(String fileName) {
        var key = fileName.substring(0, fileName.lastIndexOf('.'));
        var repository = engine.getRepositoryService();
        var latest = fileName.endsWith(".bpmn")
                ? repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .latestVersion()
                        .singleResult()
                : repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(key)
                        .latestVersion()
                        .singleResult();
        if (latest == null) {
            return false;
        }
        var deployment = repository
                .createDeploymentQuery()
                .deploymentId(latest.getDeploymentId())
                .singleResult();
        return !SOURCE.equals(deployment.getSource());
    }

    private static Map<String, Resource> formsOf(Resource process, Map<String, Resource> forms) {
        var named = new LinkedHashMap<String, Resource>();
        var refs = new TreeSet<String>();
        var matcher = FORM_REF.matcher(text(process));
        while (matcher.find()) {
            refs.add(matcher.group(1));
        }
        for (var ref : refs) {
            var form = forms.get(ref + ".form");
            if (form == null) {
                throw new IllegalStateException(
                        fileName(process) + " names the form " + ref + ", which does not exist");
            }
            named.put(ref + ".form", form);
        }
        return named;
    }

    private static List<Resource> find(String pattern) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(pattern))
                    .sorted(Comparator.comparing(ModelDeployer::fileName))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fileName(Resource resource) {
        return Objects.requireNonNull(resource.getFilename());
    }

    private static String text(Resource resource) {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
