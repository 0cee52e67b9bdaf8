package cn.bangfu.notice;

import java.util.Optional;

/** What became of an objection. */
public enum ObjectionResult {
    DISMISSED("异议不成立"),
    CORRECTED("公示内容有误，更正"),
    UPHELD_RETURN("异议成立，退回重新评议"),
    UPHELD_END("异议成立，终止办理"),
    /** Of an exclusion: the household is now looked at. */
    CLUE("已作为线索办理"),
    /** The case ended otherwise before it was answered. */
    LAPSED("案件已终止");

    private final String label;

    ObjectionResult(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Among the answers to several objections the one with the highest decides. */
    int gravity() {
        return switch (this) {
            case DISMISSED, CLUE, LAPSED -> 0;
            case CORRECTED -> 1;
            case UPHELD_RETURN -> 2;
            case UPHELD_END -> 3;
        };
    }

    /** How the notice ends by it; none if it goes on. */
    Optional<NoticeResult> ending() {
        return switch (this) {
            case CORRECTED -> Optional.of(NoticeResult.CORRECTED);
            case UPHELD_RETURN -> Optional.of(NoticeResult.UPHELD_RETURN);
            case UPHELD_END -> Optional.of(NoticeResult.UPHELD_END);
            case DISMISSED, CLUE, LAPSED -> Optional.empty();
        };
    }
}
