package cn.bangfu.comparison;

import java.util.List;

/**
 * A row that could not be taken.
 *
 * @param sheet which table of the file, counted from 0
 * @param line as the official sees it
 * @param faults at least one
 * @param originals all cells as written; personal
 */
public record RefusedRow(int sheet, int line, List<Fault> faults, List<String> originals) {

    /**
     * @param column the column at fault, as this register calls it
     * @param message in Chinese: what is wrong
     * @param remedy in Chinese: what to do
     */
    public record Fault(String column, String message, String remedy) {}

    public RefusedRow {
        faults = List.copyOf(faults);
        originals = List.copyOf(originals);
    }

    /** For a log: where it stands, never what it says. */
    @Override
    public String toString() {
        return "RefusedRow[" + sheet + ":" + line + "]";
    }
}
