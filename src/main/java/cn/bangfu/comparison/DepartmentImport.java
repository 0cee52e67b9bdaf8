package cn.bangfu.comparison;

import cn.bangfu.shared.DivisionCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time that a department sent a file.
 *
 * @param message in Chinese: why it was refused, or what a person has to know
 * @param notes in Chinese: what was left out, such as hidden sheets
 * @param dataDate up to which day the data goes
 * @param peopleMatched how many different people of our households it names; none until they are counted
 * @param by name of who sent it; none for the demo county
 */
public record DepartmentImport(
        UUID id,
        DivisionCode county,
        Register register,
        String fileName,
        State state,
        @Nullable String message,
        List<String> notes,
        LocalDate dataDate,
        int rowsRead,
        int accepted,
        int refused,
        @Nullable Integer peopleMatched,
        @Nullable String by,
        @Nullable String office,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Where it stands. */
    public enum State {
        /** An official looks at how the columns were understood. */
        AWAITING_MAPPING("待核对列"),
        QUEUED("排队读取"),
        READING("正在读取"),
        DONE("已导入"),
        /** The very same file was taken in before. */
        UNCHANGED("与已导入的相同"),
        REFUSED("整份退回"),
        DISCARDED("已放弃"),
        FAILED("出错");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public boolean running() {
            return this == QUEUED || this == READING;
        }
    }

    public DepartmentImport {
        notes = List.copyOf(notes);
    }
}
