package cn.bangfu.ledger;

import java.util.List;
import java.util.Map;

/**
 * The head of one table: what stands above the rows.
 *
 * @param sheet name of the sheet, empty for a text file
 * @param titles what stands above the headings, top down
 * @param headings all headings as written, from the first column on; blank where a column has none
 * @param columns where the known columns are, counted from 0
 * @param headingLine line of the (lower) row of headings as the official sees it
 */
public record LedgerTable<C extends LedgerColumn>(
        String sheet, List<String> titles, List<String> headings, Map<C, Integer> columns, int headingLine) {

    public LedgerTable {
        titles = List.copyOf(titles);
        headings = List.copyOf(headings);
        columns = Map.copyOf(columns);
    }

    public boolean has(C column) {
        return columns.containsKey(column);
    }
}
