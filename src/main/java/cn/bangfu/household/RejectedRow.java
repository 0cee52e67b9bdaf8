package cn.bangfu.household;

import java.util.List;

/**
 * A row that was not taken in.
 *
 * @param sheet name of its sheet
 * @param line as the official sees it
 * @param faults the one to look at first is the first
 */
public record RejectedRow(String sheet, int line, List<RowFault> faults) {
    public RejectedRow {
        faults = List.copyOf(faults);
    }
}
