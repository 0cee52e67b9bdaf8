package cn.bangfu.process.assistance;

import cn.bangfu.process.ProcessVariable;
import java.util.List;
import java.util.Set;

/** Names shared with {@code processes/assistance-assignment.bpmn}; a test holds the two together. */
public final class AssistanceAssignment {

    public static final String PROCESS_KEY = "assistance-assignment";

    private AssistanceAssignment() {}

    /** Ids of the model: events, steps, gateways. */
    public static final class Elements {

        public static final String ASSISTANCE_DUE = "StartEvent_AssistanceDue";
        public static final String MEASURE_PROPOSED = "StartEvent_MeasureProposed";

        public static final String NAME_RESPONSIBLE_OFFICER = "UserTask_NameResponsibleOfficer";
        public static final String PROPOSE_PLAN = "UserTask_ProposePlan";
        public static final String ACCEPT_MEASURE = "UserTask_AcceptMeasure";
        public static final String HAND_OVER_PLAN = "UserTask_HandOverPlan";

        public static final String CHECK_PLAN = "ServiceTask_CheckPlan";

        public static final String SUB_PROCESS_ACCEPT_MEASURES = "SubProcess_AcceptMeasures";

        public static final String GATEWAY_PLAN_STANDS = "Gateway_PlanStands";
        public static final String GATEWAY_HOUSEHOLD_CONFIRMS = "Gateway_HouseholdConfirms";

        public static final String END_MEASURE_ANSWERED = "EndEvent_MeasureAnswered";
        public static final String END_PLAN_HANDED_OVER = "EndEvent_PlanHandedOver";

        private Elements() {}
    }

    /** What the model finds its way by. */
    public static final class Variables {

        /** Ids of the plan's measures that a department has still to accept; set when the plan is proposed. */
        public static final ProcessVariable<List<String>> MEASURES = ProcessVariable.texts("measures");

        /** One of {@link #MEASURES}, local to the step of its lead department. */
        public static final ProcessVariable<String> MEASURE = new ProcessVariable<>("measure", String.class);

        /** A constant of {@code access.Department}: the measure's lead, local to the step. */
        public static final ProcessVariable<String> DEPARTMENT = new ProcessVariable<>("department", String.class);

        /** Whether every recorded risk still has a measure that its lead department accepted. */
        public static final ProcessVariable<Boolean> PLAN_STANDS = new ProcessVariable<>("planStands", Boolean.class);

        /** {@code YES}, {@code NO}; answered in the form. */
        public static final ProcessVariable<String> HOUSEHOLD_CONFIRMS =
                new ProcessVariable<>("householdConfirms", String.class);

        public static final Set<ProcessVariable<?>> ALL =
                Set.of(MEASURES, MEASURE, DEPARTMENT, PLAN_STANDS, HOUSEHOLD_CONFIRMS);

        private Variables() {}
    }
}
