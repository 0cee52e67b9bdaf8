package cn.bangfu.process.notice;

import cn.bangfu.process.ProcessVariable;
import java.util.Date;
import java.util.Set;

/** Names shared with {@code processes/public-notice.bpmn}; a test holds the two together. */
public final class PublicNoticeProcess {

    public static final String PROCESS_KEY = "public-notice";

    private PublicNoticeProcess() {}

    /** Ids of the model: events, steps, gateways. */
    public static final class Elements {

        public static final String NOTICE_DUE = "StartEvent_NoticeDue";
        public static final String NOTICE_POSTED = "StartEvent_NoticePosted";

        public static final String PUBLISH_NOTICE = "UserTask_PublishNotice";
        public static final String CLOSE_NOTICE = "UserTask_CloseNotice";
        public static final String INVESTIGATE_OBJECTION = "UserTask_InvestigateObjection";

        public static final String CHECK_NOTICE_END = "ServiceTask_CheckNoticeEnd";

        public static final String SUB_PROCESS_POSTED = "SubProcess_Posted";

        public static final String BOUNDARY_OBJECTION_RAISED = "BoundaryEvent_ObjectionRaised";
        public static final String BOUNDARY_POSTER_CORRECTED = "BoundaryEvent_PosterCorrected";

        public static final String CATCH_NOTICE_ENDS = "IntermediateCatchEvent_NoticeEnds";

        public static final String GATEWAY_NOTICE_ENDED = "Gateway_NoticeEnded";
        public static final String GATEWAY_NEXT_NOTICE_LEVEL = "Gateway_NextNoticeLevel";
        public static final String GATEWAY_MORE_OBJECTIONS = "Gateway_MoreObjections";
        public static final String GATEWAY_OBJECTION_RESULT = "Gateway_ObjectionResult";
        public static final String GATEWAY_OBJECTION_UPHELD = "Gateway_ObjectionUpheld";

        public static final String END_NOTICE_CLOSED = "EndEvent_NoticeClosed";
        public static final String END_UPHELD_RETURN = "EndEvent_UpheldReturn";
        public static final String END_UPHELD_END = "EndEvent_UpheldEnd";
        public static final String END_PASSED = "EndEvent_Passed";

        private Elements() {}
    }

    /** Names of the model's messages. */
    public static final class Messages {

        public static final String OBJECTION_RAISED = "Message_ObjectionRaised";
        public static final String POSTER_CORRECTED = "Message_PosterCorrected";

        private Messages() {}
    }

    /** What the model finds its way by. */
    public static final class Variables {

        /**
         * When the engine wakes the process; it decides nothing. Set when the notice is posted, when an investigated objection lengthens
         * it, and by {@code CheckNoticeEnd} to a later moment when the notice has not ended.
         */
        public static final ProcessVariable<Date> LEGAL_END = new ProcessVariable<>("legalEnd", Date.class);

        /** Whether the notice has ended by legal time and nothing is open against it. */
        public static final ProcessVariable<Boolean> NOTICE_ENDED = new ProcessVariable<>("noticeEnded", Boolean.class);

        /** Whether the county wants a notice on one more level. */
        public static final ProcessVariable<Boolean> NEXT_NOTICE_LEVEL =
                new ProcessVariable<>("nextNoticeLevel", Boolean.class);

        /** Whether objections came in while others were investigated. */
        public static final ProcessVariable<Boolean> MORE_OBJECTIONS =
                new ProcessVariable<>("moreObjections", Boolean.class);

        /**
         * {@code DISMISSED}, {@code CORRECTED}, {@code UPHELD_RETURN}, {@code UPHELD_END}; answered in the form, and corrected by the
         * domain where the whole poster came down meanwhile.
         */
        public static final ProcessVariable<String> OBJECTION_RESULT =
                new ProcessVariable<>("objectionResult", String.class);

        /** {@code PASSED}, {@code UPHELD_RETURN}, {@code UPHELD_END} at the end; set by the model, read by the caller. */
        public static final ProcessVariable<String> NOTICE_OUTCOME =
                new ProcessVariable<>("noticeOutcome", String.class);

        /** A constant of {@code identification.ReturnTo}; with {@code UPHELD_RETURN}. Comes from the caller and goes back to it. */
        public static final ProcessVariable<String> RETURN_TO = new ProcessVariable<>("returnTo", String.class);

        public static final Set<ProcessVariable<?>> ALL = Set.of(
                LEGAL_END,
                NOTICE_ENDED,
                NEXT_NOTICE_LEVEL,
                MORE_OBJECTIONS,
                OBJECTION_RESULT,
                NOTICE_OUTCOME,
                RETURN_TO);

        private Variables() {}
    }
}
