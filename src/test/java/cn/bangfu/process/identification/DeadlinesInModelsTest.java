package cn.bangfu.process.identification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.junit.jupiter.api.Test;

/** A deadline that a diagram shows is the one that the step gets. */
class DeadlinesInModelsTest {

    @Test
    void everyStepGetsTheDeadlineThatItsDiagramShows() {
        var given = new TreeMap<String, String>();
        CaseTaskDeadlines.TERMS.forEach((element, term) -> given.put(element, term.name()));
        assertThat(given).containsExactlyEntriesOf(shown());
    }

    private static Map<String, String> shown() {
        var shown = new TreeMap<String, String>();
        Stream.of("household-identification", "public-notice", "assistance-assignment")
                .map(key -> Bpmn.readModelFromFile(
                        Path.of("processes", key + ".bpmn").toFile()))
                .flatMap(model -> model.getModelElementsByType(UserTask.class).stream())
                .forEach(task -> shown.put(
                        task.getId(),
                        task
                                .getExtensionElements()
                                .getElementsQuery()
                                .filterByType(CamundaProperties.class)
                                .singleResult()
                                .getCamundaProperties()
                                .stream()
                                .filter(property -> property.getCamundaName().equals("deadline"))
                                .findFirst()
                                .orElseThrow()
                                .getCamundaValue()));
        return shown;
    }
}
