package cn.bangfu.process.assistance;

import cn.bangfu.assistance.HandoverProcess;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.shared.CaseId;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A handover has a dossier of its own, with a number of its own, as a case has. */
@Component
class CamundaHandoverProcess implements HandoverProcess {

    private final CaseEngine engine;

    CamundaHandoverProcess(CaseEngine engine) {
        this.engine = engine;
    }

    @Override
    public void begin(UUID handover) {
        engine.start(OfficerHandover.PROCESS_KEY, new CaseId(handover), Map.of());
    }
}
