package cn.bangfu.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The first rows of a file, before anybody knows what its columns mean.
 *
 * @param sheets those that have rows
 */
public record LedgerSketch(List<Sheet> sheets) {

    /** @param name empty for a text file */
    public record Sheet(String name, List<Row> rows) {
        public Sheet {
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param line as the official sees it
     * @param cells as written, the first column first
     */
    public record Row(int line, List<LedgerCell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    static final int MOST_ROWS = 60;
    private static final int MOST_SHEETS = 30;

    /** Whether the file has no more than these rows. */
    public boolean showsAll() {
        return sheets.size() < MOST_SHEETS
                && sheets.stream().allMatch(sheet -> sheet.rows().size() < MOST_ROWS);
    }

    public LedgerSketch {
        sheets = List.copyOf(sheets);
    }

    /** Takes what comes until it is enough. */
    static final class Sink implements RowSink {

        private final List<Sheet> sheets = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();
        private String name = "";

        @Override
        public void sheet(String sheetName) {
            name = sheetName;
            rows.clear();
        }

        @Override
        public void row(int line, RowCells cells) {
            var texts = new ArrayList<LedgerCell>(cells.width());
            for (var i = 0; i < cells.width(); i++) {
                texts.add(cells.get(i));
            }
            rows.add(new Row(line, texts));
            if (rows.size() == MOST_ROWS || sheets.size() == MOST_SHEETS) {
                throw new Enough();
            }
        }

        @Override
        public void endOfSheet() {
            if (!rows.isEmpty()) {
                sheets.add(new Sheet(name, rows));
                rows.clear();
            }
        }

        @Override
        public void note(String note) {
            // Said when the file is read.
        }

        LedgerSketch sketch() {
            return new LedgerSketch(sheets);
        }
    }

    /** Ends the reading of a sheet early. */
    static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super("", null, false, false);
        }
    }
}
