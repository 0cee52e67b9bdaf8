package cn.bangfu.process.assistance;

import cn.bangfu.process.ProcessVariable;
import java.util.Set;

/** Names shared with {@code processes/officer-handover.bpmn}; a test holds the two together. */
public final class OfficerHandover {

    public static final String PROCESS_KEY = "officer-handover";

    private OfficerHandover() {}

    /** Ids of the model: events, steps, gateways. */
    public static final class Elements {

        public static final String HANDOVER_BEGUN = "StartEvent_HandoverBegun";

        public static final String PREPARE_HANDOVER = "UserTask_PrepareHandover";
        public static final String APPROVE_HANDOVER = "UserTask_ApproveHandover";

        public static final String GATEWAY_HANDOVER_DECISION = "Gateway_HandoverDecision";

        public static final String END_HANDED_OVER = "EndEvent_HandedOver";
        public static final String END_HANDOVER_CANCELLED = "EndEvent_HandoverCancelled";

        private Elements() {}
    }

    /** What the model finds its way by. */
    public static final class Variables {

        /** {@code APPROVE}, {@code RETURN}, {@code CANCEL}; answered in the form. */
        public static final ProcessVariable<String> HANDOVER_DECISION =
                new ProcessVariable<>("handoverDecision", String.class);

        public static final Set<ProcessVariable<?>> ALL = Set.of(HANDOVER_DECISION);

        private Variables() {}
    }
}
