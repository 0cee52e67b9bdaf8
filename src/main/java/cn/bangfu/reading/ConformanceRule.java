package cn.bangfu.reading;

/**
 * One thing that must not be, as one statement that finds where it is.
 *
 * @param id name of the file in {@code conformance/}
 * @param clause where it is written
 * @param what when it is found, in one sentence
 * @param sql gives key, village, case_id, household_id, happened_at, said and perhaps href, for {@code :county}
 */
public record ConformanceRule(String id, String title, String clause, Weight weight, String what, String sql) {

    /** How bad it would be. */
    public enum Weight {
        HIGH("严重", "bad"),
        MEDIUM("一般", "warn"),
        LOW("提示", "");

        private final String label;
        private final String tag;

        Weight(String label, String tag) {
            this.label = label;
            this.tag = tag;
        }

        public String label() {
            return label;
        }

        public String tag() {
            return tag;
        }
    }
}
