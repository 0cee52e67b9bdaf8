package cn.bangfu.process.release;

import cn.bangfu.policy.ParameterGuard;
import cn.bangfu.policy.ParameterSet;
import cn.bangfu.process.ModelVariables;
import cn.bangfu.process.guard.CountyOrder;
import cn.bangfu.process.guard.ModelGuard;
import java.util.List;
import org.springframework.stereotype.Component;

/** A county may want another order only once a diagram in force has it: cases would stand still where it is missing. */
@Component
class DiagramsFitParameters implements ParameterGuard {

    private final EngineModels models;

    DiagramsFitParameters(EngineModels models) {
        this.models = models;
    }

    @Override
    public List<String> faults(ParameterSet set) {
        var wanted = CountyOrder.of(List.of(set));
        return ModelVariables.BY_PROCESS.keySet().stream()
                .sorted()
                .flatMap(process -> models.current(process + ".bpmn").stream())
                .flatMap(diagram -> ModelGuard.orderFaults(diagram, wanted).stream())
                .map(fault -> "现在用的流程图还不是这个次序，请流程管理员先改图、发布：" + fault.message())
                .toList();
    }
}
