package cn.bangfu.assistance.web;

import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.shared.FieldError;
import java.util.List;

final class AssistanceOutcomes {

    private AssistanceOutcomes() {}

    static AssistanceOutcome of(List<FieldError> errors) {
        return errors.isEmpty() ? new AssistanceOutcome.Recorded() : new AssistanceOutcome.Refused(errors);
    }
}
