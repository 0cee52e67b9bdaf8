package cn.bangfu.process.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** A step that a process owner added, and no Java knows, is only written down: a new question needs no programmer. */
    Step require(String element) {
        return steps.stream()
                .filter(step -> step.element().equals(element))
                .findFirst()
                .orElseGet(() -> new RecordedStep(element));
    }

    /** Opens empty, refuses nothing that the form takes; the gateway keeps the answer and goes the way that its routing fields say. */
    private record RecordedStep(String element) implements Step {

        @Override
        public Map<String, @Nullable Object> prefill(StepContext context) {
            return Map.of();
        }

        @Override
        public StepResult submit(StepContext context, Answers answers) {
            return StepResult.taken();
        }
    }

    Optional<StartStep> start(String element) {
        return starts.stream().filter(start -> start.element().equals(element)).findFirst();
    }

    List<StartStep> starts() {
        return starts.stream().sorted(Comparator.comparing(StartStep::element)).toList();
    }
}
