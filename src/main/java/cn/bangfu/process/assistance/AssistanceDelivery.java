package cn.bangfu.process.assistance;

import cn.bangfu.process.ProcessVariable;
import java.util.Set;

/** Names shared with {@code processes/assistance-delivery.bpmn}; a test holds the two together. */
public final class AssistanceDelivery {

    public static final String PROCESS_KEY = "assistance-delivery";

    private AssistanceDelivery() {}

    /** Ids of the model: events, steps, gateways. */
    public static final class Elements {

        public static final String MEASURE_PROMISED = "StartEvent_MeasurePromised";

        public static final String DELIVER_MEASURE = "UserTask_DeliverMeasure";
        public static final String INSPECT_DELIVERY = "UserTask_InspectDelivery";
        public static final String SETTLE_MEASURE = "UserTask_SettleMeasure";
        public static final String CONFIRM_RECEIPT = "UserTask_ConfirmReceipt";

        public static final String CHECK_COVER = "ServiceTask_CheckCover";
        public static final String ASSISTANCE_ASSIGNMENT = "CallActivity_AssistanceAssignment";

        public static final String GATEWAY_DELIVERY_RESULT = "Gateway_DeliveryResult";
        public static final String GATEWAY_INSPECTION_PASSED = "Gateway_InspectionPassed";
        public static final String GATEWAY_FUNDS_OWED = "Gateway_FundsOwed";
        public static final String GATEWAY_FUNDS_AWAITED = "Gateway_FundsAwaited";
        public static final String GATEWAY_SETTLE_RESULT = "Gateway_SettleResult";
        public static final String GATEWAY_RISKS_COVERED = "Gateway_RisksCovered";
        public static final String GATEWAY_HOUSEHOLD_CONTENT = "Gateway_HouseholdContent";

        public static final String CATCH_MEASURE_PAID = "IntermediateCatchEvent_MeasurePaid";
        public static final String CATCH_FUNDS_WITHDRAWN = "IntermediateCatchEvent_FundsWithdrawn";

        public static final String END_MEASURE_DONE = "EndEvent_MeasureDone";
        public static final String END_MEASURE_DROPPED = "EndEvent_MeasureDropped";
        public static final String END_REPLANNED = "EndEvent_Replanned";

        private Elements() {}
    }

    /** What the model waits for. */
    public static final class Messages {

        public static final String MEASURE_PAID = "Message_MeasurePaid";
        public static final String FUNDS_WITHDRAWN = "Message_FundsWithdrawn";

        private Messages() {}
    }

    /** What the model finds its way by. */
    public static final class Variables {

        /** Id of the measure that is seen through. */
        public static final ProcessVariable<String> MEASURE = new ProcessVariable<>("measure", String.class);

        /** A constant of {@code access.Department}: the measure's lead, local to the step. */
        public static final ProcessVariable<String> DEPARTMENT = new ProcessVariable<>("department", String.class);

        /** {@code DELIVERED}, {@code NOT_POSSIBLE}; answered in the form. */
        public static final ProcessVariable<String> DELIVERY_RESULT =
                new ProcessVariable<>("deliveryResult", String.class);

        /** {@code YES}, {@code NO}; answered in the form. */
        public static final ProcessVariable<String> INSPECTION_PASSED =
                new ProcessVariable<>("inspectionPassed", String.class);

        /** {@code YES}, {@code NO}; answered in the form. */
        public static final ProcessVariable<String> FUNDS_OWED = new ProcessVariable<>("fundsOwed", String.class);

        /** {@code AGAIN}, {@code DROPPED}; answered in the form. */
        public static final ProcessVariable<String> SETTLE_RESULT = new ProcessVariable<>("settleResult", String.class);

        /** Whether every recorded risk still has a measure that was not given up. */
        public static final ProcessVariable<Boolean> RISKS_COVERED =
                new ProcessVariable<>("risksCovered", Boolean.class);

        /** {@code YES}, {@code NO}; answered in the form. */
        public static final ProcessVariable<String> HOUSEHOLD_CONTENT =
                new ProcessVariable<>("householdContent", String.class);

        public static final Set<ProcessVariable<?>> ALL = Set.of(
                MEASURE,
                DEPARTMENT,
                DELIVERY_RESULT,
                INSPECTION_PASSED,
                FUNDS_OWED,
                SETTLE_RESULT,
                RISKS_COVERED,
                HOUSEHOLD_CONTENT);

        private Variables() {}
    }
}
