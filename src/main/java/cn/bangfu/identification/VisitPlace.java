package cn.bangfu.identification;

/** Where the household was spoken to. */
public enum VisitPlace {
    HOME("家中"),
    ELSEWHERE("其他地点"),
    /** Allowed only with a later visit (rules.md annex E). */
    PHONE("电话或视频");

    private final String label;

    VisitPlace(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
