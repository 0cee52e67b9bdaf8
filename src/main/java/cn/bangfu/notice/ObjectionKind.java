package cn.bangfu.notice;

/** What an objection is about. */
public enum ObjectionKind {
    /** Somebody on the poster should not be entered; freezes that household. */
    INCLUSION("不应纳入"),
    /** Somebody who is not on it should be; becomes a clue and freezes nobody. */
    EXCLUSION("应纳未纳"),
    /** What the poster says is wrong; it is corrected and starts anew. */
    TEXT("公示内容有误");

    private final String label;

    ObjectionKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether the household it is about waits until it is answered. */
    public boolean freezes() {
        return this != EXCLUSION;
    }
}
