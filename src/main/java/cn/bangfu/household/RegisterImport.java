package cn.bangfu.household;

import cn.bangfu.shared.DivisionCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a ledger, from the upload to what became of it.
 *
 * @param scope division of the office that sent it
 * @param message in Chinese: why a file was refused or could not be taken in, or what happened meanwhile
 * @param asOf the day the ledger speaks of
 * @param notes what was left out, such as hidden sheets
 * @param counts none before the file was read and compared
 * @param sameAs the earlier import of the very same file, whose results still hold
 * @param by name of the officer; none if the system did it
 */
public record RegisterImport(
        ImportId id,
        DivisionCode scope,
        String fileName,
        State state,
        @Nullable String message,
        LocalDate asOf,
        @Nullable String title,
        List<String> notes,
        int rowsRead,
        @Nullable Counts counts,
        @Nullable ImportId sameAs,
        @Nullable String by,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    public RegisterImport {
        notes = List.copyOf(notes);
    }

    /** Where it stands. */
    public enum State {
        READING("正在读取"),
        /** Nothing is written yet; the difference waits for somebody to look at it. */
        AWAITING_CONFIRMATION("待确认"),
        APPLYING("正在写入"),
        DONE("已导入"),
        /** The very same file was taken in before, and nothing since. */
        UNCHANGED("与上次相同"),
        /** The file as a whole can't be read. */
        REFUSED("文件未受理"),
        DISCARDED("已放弃"),
        FAILED("导入失败");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether it goes on by itself. */
        public boolean running() {
            return this == READING || this == APPLYING;
        }
    }

    /**
     * @param households of good rows
     * @param members good rows
     * @param rejected refused rows
     * @param monitored households that the ledger names as monitored
     * @param moved people who change to another household
     * @param missingMembers living members of the file's households who are not in the file; they stay
     * @param missingHouseholds households of the scope that are not in the file; they stay
     * @param withoutHead households of good rows of which no good row is the head's
     */
    public record Counts(
            int households,
            int members,
            int rejected,
            int monitored,
            int newHouseholds,
            int changedHouseholds,
            int newMembers,
            int changedMembers,
            int moved,
            int unchangedMembers,
            int missingMembers,
            int missingHouseholds,
            int withoutHead,
            int noted) {

        /** Whether taking it in would alter nothing. */
        public boolean nothingToDo() {
            return newHouseholds + changedHouseholds + newMembers + changedMembers + moved == 0;
        }
    }
}
