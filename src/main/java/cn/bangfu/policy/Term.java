package cn.bangfu.policy;

/** A length of time that the rules give in days. */
public record Term(int days, DayKind kind) {

    /** @throws IllegalArgumentException for less than one day */
    public Term {
        if (days < 1) {
            throw new IllegalArgumentException("a term has at least one day, not " + days);
        }
    }

    public static Term calendarDays(int days) {
        return new Term(days, DayKind.CALENDAR);
    }

    public static Term workingDays(int days) {
        return new Term(days, DayKind.WORKING);
    }

    /** As officials read it: 5个自然日. */
    public String label() {
        return days + "个" + kind.label();
    }
}
