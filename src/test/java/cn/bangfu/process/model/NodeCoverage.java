package cn.bangfu.process.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Writes, when the application of the tests closes, to which elements of the shipped processes no case has come: with real services,
 * real forms and the real database. The report says it of the classes that have run; {@code .ci/run} demands that of all of them
 * together nothing is left.
 */
public final class NodeCoverage {

    private static final Path REPORT = Path.of("target", "node-coverage.txt");

    private final ProcessEngine engine;

    public NodeCoverage(ProcessEngine engine) {
        this.engine = engine;
    }

    @EventListener(ContextClosedEvent.class)
    void write() throws IOException {
        var lines = new ArrayList<String>();
        var visited = engine.getHistoryService().createHistoricActivityInstanceQuery().list().stream()
                .map(activity -> activity.getProcessDefinitionKey() + " " + activity.getActivityId())
                .collect(Collectors.toSet());
        for (var model : ProcessModel.all()) {
            var key = model.process().getId();
            var missing = new TreeSet<>(model.nodeIds());
            var all = missing.size();
            missing.removeIf(node -> visited.contains(key + " " + node));
            lines.add("%s %d/%d".formatted(key, all - missing.size(), all));
            missing.forEach(node -> lines.add("missing " + key + " " + node));
        }
        Files.write(REPORT, lines);
    }
}
