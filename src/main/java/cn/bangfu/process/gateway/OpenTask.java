package cn.bangfu.process.gateway;

import cn.bangfu.process.gateway.CaseHouseholds.CaseHousehold;
import cn.bangfu.process.gateway.ReleasedForms.ReleasedForm;
import org.camunda.bpm.engine.task.Task;

/** A task that the signed-in officer may work on, with all that the gateway has to know of it. */
record OpenTask(Task task, CaseHousehold household, ReleasedForm form, Step step, StepContext context) {

    Drafts.Target draft() {
        return new Drafts.Target.OfTask(task.getId(), household.household());
    }
}
