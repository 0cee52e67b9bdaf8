package cn.bangfu.process.notice;

import cn.bangfu.process.ProcessVariable;
import java.util.Set;

/** Names shared with {@code processes/paper-delivery.bpmn}; a test holds the two together. */
public final class PaperDelivery {

    public static final String PROCESS_KEY = "paper-delivery";

    private PaperDelivery() {}

    /** Ids of the model: events, steps. */
    public static final class Elements {

        public static final String PAPER_OWED = "StartEvent_PaperOwed";

        public static final String DELIVER_PAPER = "UserTask_DeliverPaper";

        public static final String BOUNDARY_NOTHING_OWED = "BoundaryEvent_NothingOwed";

        public static final String END_PAPER_DELIVERED = "EndEvent_PaperDelivered";
        public static final String END_NOTHING_OWED = "EndEvent_NothingOwed";

        private Elements() {}
    }

    /** What the model waits for. */
    public static final class Messages {

        public static final String NOTHING_OWED = "Message_NothingOwed";

        private Messages() {}
    }

    /** What the model finds its way by. */
    public static final class Variables {

        /** Id of what the household is owed. */
        public static final ProcessVariable<String> DELIVERY = new ProcessVariable<>("delivery", String.class);

        /** A constant of {@code notice.DeliveryKind}, local to the step. */
        public static final ProcessVariable<String> PAPER_KIND = new ProcessVariable<>("paperKind", String.class);

        public static final Set<ProcessVariable<?>> ALL = Set.of(DELIVERY, PAPER_KIND);

        private Variables() {}
    }
}
