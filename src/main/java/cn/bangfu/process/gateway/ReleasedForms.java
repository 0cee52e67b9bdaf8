package cn.bangfu.process.gateway;

import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.gateway.form.FormSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.springframework.stereotype.Component;

/** The form of a step as it was released with one version of the process. Released versions never change, so they are read once. */
@Component
class ReleasedForms {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private final CaseEngine engine;
    private final Map<Place, ReleasedForm> known = new ConcurrentHashMap<>();

    ReleasedForms(CaseEngine engine) {
        this.engine = engine;
    }

    /**
     * @param name of the element, as the diagram shows it
     * @param hint the element's property of this name: one sentence on when to choose it; empty if it has none
     * @param file the form's file as it was released
     */
    record ReleasedForm(
            String processKey,
            int processVersion,
            String element,
            String name,
            String hint,
            FormSchema schema,
            String file) {

        String model() {
            return processKey + ":" + processVersion;
        }
    }

    private record Place(String processDefinition, String element) {}

    /** @throws IllegalStateException if that version has no such element, or it has no form that the server can check */
    ReleasedForm of(String processDefinitionId, String element) {
        // Not computeIfAbsent: reading calls the engine, which may call back.
        var place = new Place(processDefinitionId, element);
        var form = known.get(place);
        if (form == null) {
            form = engine.asApplication(e -> read(e, place));
            known.put(place, form);
        }
        return form;
    }

    /** Of the version under which a new case would run; empty as long as the process is not deployed. */
    Optional<ReleasedForm> ofStart(String processKey, String element) {
        return engine.asApplication(e -> Optional.ofNullable(e.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(processKey)
                        .latestVersion()
                        .singleResult()))
                .map(latest -> of(latest.getId(), element));
    }

    private static ReleasedForm read(ProcessEngine engine, Place place) {
        var repository = engine.getRepositoryService();
        var definition = repository.getProcessDefinition(place.processDefinition());
        ModelElementInstance node =
                repository.getBpmnModelInstance(place.processDefinition()).getModelElementById(place.element());
        if (node == null) {
            throw new IllegalStateException(definition.getId() + " has no element " + place.element());
        }
        var reference = node.getAttributeValueNs(CAMUNDA, "formRef");
        if (reference == null) {
            throw new IllegalStateException(place.element() + " of " + definition.getId() + " has no form");
        }
        if (!"deployment".equals(node.getAttributeValueNs(CAMUNDA, "formRefBinding"))) {
            throw new IllegalStateException(place.element() + " of " + definition.getId()
                    + ": only the form released with the diagram can be answered (binding deployment)");
        }
        try (var stream = repository.getResourceAsStream(definition.getDeploymentId(), reference + ".form")) {
            var file = stream.readAllBytes();
            var name = node.getAttributeValue("name");
            return new ReleasedForm(
                    definition.getKey(),
                    definition.getVersion(),
                    place.element(),
                    name == null ? place.element() : name,
                    hint(node),
                    FormSchema.parse(file),
                    new String(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hint(ModelElementInstance node) {
        return node instanceof FlowNode step && step.getExtensionElements() != null
                ? step.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                        .flatMap(properties -> properties.getCamundaProperties().stream())
                        .filter(property -> "hint".equals(property.getCamundaName()))
                        .map(CamundaProperty::getCamundaValue)
                        .findFirst()
                        .orElse("")
                : "";
    }
}
