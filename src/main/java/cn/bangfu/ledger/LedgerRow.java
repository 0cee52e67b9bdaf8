package cn.bangfu.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row below the headings that is neither blank nor a total, a footer or the headings again. */
public final class LedgerRow<C extends LedgerColumn> {

    private final LedgerTable<C> table;
    private final int line;
    private final @Nullable LedgerCell[] cells;

    LedgerRow(LedgerTable<C> table, int line, @Nullable LedgerCell[] cells) {
        this.table = table;
        this.line = line;
        this.cells = cells;
    }

    public LedgerTable<C> table() {
        return table;
    }

    /** Line number as the official sees it in the margin, counted from 1. */
    public int line() {
        return line;
    }

    /** The cell, blank also where the table lacks the column. */
    public LedgerCell cell(C column) {
        return cell(table.columns().getOrDefault(column, -1));
    }

    /** The cell at a place of {@link LedgerTable#columns()}, blank also where there is none. */
    public LedgerCell cell(int place) {
        var cell = place >= 0 && place < cells.length ? cells[place] : null;
        return cell == null ? LedgerCell.BLANK : cell;
    }

    /** The cell's text without the spaces around it and what can't be seen. */
    public String text(C column) {
        return LedgerText.clean(cell(column).text());
    }

    /** Whether any cell holds what was calculated, or the error of a calculation. */
    public boolean isCalculated() {
        for (var cell : cells) {
            if (cell != null && (cell.kind() == LedgerCell.Kind.FORMULA || cell.kind() == LedgerCell.Kind.ERROR)) {
                return true;
            }
        }
        return false;
    }

    /** All cells as written, one for each heading. */
    public List<String> originals() {
        var texts = new ArrayList<String>(table.headings().size());
        for (var i = 0; i < table.headings().size(); i++) {
            var cell = i < cells.length ? cells[i] : null;
            texts.add(cell == null ? "" : cell.text());
        }
        return texts;
    }

    /** For a log: where it stands, never what it says. */
    @Override
    public String toString() {
        return table.sheet() + ":" + line + " ("
                + Arrays.stream(cells).filter(c -> c != null).count() + " cells)";
    }
}
