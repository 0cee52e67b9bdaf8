package cn.bangfu.process.guard;

/**
 * One difference between two versions of a file, in words.
 *
 * @param element id of what changed, for marking it in the drawing
 */
public record Change(String file, Kind kind, String element, String text) {

    /** How it changed. */
    public enum Kind {
        ADDED("新增", "good"),
        REMOVED("删去", "bad"),
        CHANGED("改动", "warn");

        private final String label;
        private final String tag;

        Kind(String label, String tag) {
            this.label = label;
            this.tag = tag;
        }

        public String label() {
            return label;
        }

        /** How the pages colour it. */
        public String tag() {
            return tag;
        }
    }
}
