package cn.bangfu.process.identification;

import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.shared.CaseId;
import org.springframework.stereotype.Component;

/** Whether the village is being asked already: what is found meanwhile stands in the same form. */
@Component
class LateFindings {

    private final CaseEngine engine;

    LateFindings(CaseEngine engine) {
        this.engine = engine;
    }

    boolean alreadyAsked(CaseId id) {
        return engine.asApplication(e -> e.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(id.toString())
                        .taskDefinitionKeyIn(
                                HouseholdIdentification.Elements.ANSWER_FINDINGS,
                                HouseholdIdentification.Elements.ANSWER_LATE_FINDINGS)
                        .count()
                > 0);
    }
}
