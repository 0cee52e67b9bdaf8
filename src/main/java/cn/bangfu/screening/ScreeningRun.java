package cn.bangfu.screening;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One screening of a county.
 *
 * @param stage in Chinese: where it is, or why it failed
 * @param notes in Chinese: what was left out and why
 * @param people who were looked at
 * @param facts of departments that lie over a threshold
 * @param clues that are new
 * @param openCases households left out because a case is open
 * @param monitored households left out because they are monitored: their new risk is added there
 * @param known households and causes about which nothing is new
 */
public record ScreeningRun(
        UUID id,
        State state,
        @Nullable String stage,
        List<String> notes,
        LocalDate day,
        int people,
        int facts,
        int clues,
        int openCases,
        int monitored,
        int known,
        @Nullable String by,
        Instant startedAt) {

    /** Where it stands. */
    public enum State {
        QUEUED("排队"),
        RUNNING("正在筛查"),
        DONE("已完成"),
        FAILED("出错");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public boolean running() {
            return this == QUEUED || this == RUNNING;
        }
    }

    public ScreeningRun {
        notes = List.copyOf(notes);
    }
}
