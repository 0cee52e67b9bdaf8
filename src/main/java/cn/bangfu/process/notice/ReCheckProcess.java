package cn.bangfu.process.notice;

import cn.bangfu.process.ProcessVariable;
import java.util.Set;

/** Names shared with {@code processes/re-check.bpmn}; a test holds the two together. */
public final class ReCheckProcess {

    public static final String PROCESS_KEY = "re-check";

    private ReCheckProcess() {}

    /** Ids of the model: events, steps, gateways. */
    public static final class Elements {

        public static final String REQUEST_RE_CHECK = "StartEvent_RequestReCheck";

        public static final String ADMIT_RE_CHECK = "UserTask_AdmitReCheck";
        public static final String CHECK_AGAIN = "UserTask_CheckAgain";
        public static final String DELIVER_RE_CHECK_ANSWER = "UserTask_DeliverReCheckAnswer";

        public static final String GATEWAY_RE_CHECK_ADMITTED = "Gateway_ReCheckAdmitted";
        public static final String GATEWAY_RE_CHECK_RESULT = "Gateway_ReCheckResult";

        public static final String END_RE_CHECK_WITHDRAWN = "EndEvent_ReCheckWithdrawn";
        public static final String END_RE_CHECK_ANSWERED = "EndEvent_ReCheckAnswered";

        private Elements() {}
    }

    /** What the model finds its way by. */
    public static final class Variables {

        /** {@code YES}, {@code NO}; answered in the form. */
        public static final ProcessVariable<String> RE_CHECK_ADMITTED =
                new ProcessVariable<>("reCheckAdmitted", String.class);

        /** {@code CONFIRMED}, {@code OVERTURNED}, {@code WITHDRAWN}; answered in the form. */
        public static final ProcessVariable<String> RE_CHECK_RESULT =
                new ProcessVariable<>("reCheckResult", String.class);

        public static final Set<ProcessVariable<?>> ALL = Set.of(RE_CHECK_ADMITTED, RE_CHECK_RESULT);

        private Variables() {}
    }
}
