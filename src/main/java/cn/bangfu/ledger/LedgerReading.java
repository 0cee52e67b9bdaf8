package cn.bangfu.ledger;

import java.util.List;

/** What became of reading a file. */
public sealed interface LedgerReading {

    /**
     * The file was read to its end.
     *
     * @param rows that were handed over
     * @param skipped rows below headings that are no records: totals, footers, headings again
     * @param notes in Chinese: what was left out, such as hidden sheets
     */
    record Read(int rows, int skipped, List<String> notes) implements LedgerReading {
        public Read {
            notes = List.copyOf(notes);
        }
    }

    /**
     * The file is no table we read; rows may have been handed over before that came out.
     *
     * @param message in Chinese: what is wrong with the file and what to do
     */
    record Refused(String message) implements LedgerReading {}
}
