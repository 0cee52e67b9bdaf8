package cn.bangfu.process.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The Java behind the elements. Asked for when needed: steps lean on features, which lean on ports that lean on the engine. */
@Component
class Steps {

    private final ObjectProvider<Step> steps;
    private final ObjectProvider<StartStep> starts;

    Steps(ObjectProvider<Step> steps, ObjectProvider<StartStep> starts) {
        this.steps = steps;
        this.starts = starts;
    }

    /** @throws IllegalStateException if a diagram has a step that no Java knows */
    Step require(String element) {
        return steps.stream()
                .filter(step -> step.element().equals(element))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no step for " + element));
    }

    Optional<StartStep> start(String element) {
        return starts.stream().filter(start -> start.element().equals(element)).findFirst();
    }

    List<StartStep> starts() {
        return starts.stream().sorted(Comparator.comparing(StartStep::element)).toList();
    }
}
