package cn.bangfu.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.poi.ss.util.CellRangeAddress;

/**
 * Cells merged downwards: officials merge a household's cells over the rows of its members, and only the top one holds the text. A sheet
 * names them after its rows, so they are looked for in its bytes before the rows are read.
 */
final class Merges {

    private static final byte[] TAG = "mergeCell ".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST = 1_000_000;
    private static final int LONGEST_TAG = 128;

    /** First row, last row and column, each 20 bits; sorted they stand in the order of the rows. */
    private long[] spans = new long[16];

    private int count;
    private int next;
    private int[] lastRow = new int[0];
    private LedgerCell[] top = new LedgerCell[0];

    static Merges find(InputStream sheet) throws IOException {
        var merges = new Merges();
        var buffer = new byte[1 << 16];
        var matched = 0;
        var inTag = false;
        var tag = new StringBuilder();
        for (var read = sheet.read(buffer); read >= 0; read = sheet.read(buffer)) {
            for (var i = 0; i < read; i++) {
                var b = buffer[i];
                if (inTag) {
                    if (b == '>' || tag.length() > LONGEST_TAG) {
                        merges.add(tag.toString());
                        inTag = false;
                        tag.setLength(0);
                    } else {
                        tag.append((char) b);
                    }
                } else if (b == TAG[matched]) {
                    if (++matched == TAG.length) {
                        inTag = true;
                        matched = 0;
                    }
                } else {
                    matched = b == TAG[0] ? 1 : 0;
                }
            }
        }
        merges.sort();
        return merges;
    }

    /** Once all are known. */
    void sort() {
        Arrays.sort(spans, 0, count);
    }

    private void add(String tag) {
        var from = tag.indexOf("ref=\"");
        var to = tag.indexOf('"', from + 5);
        if (from < 0 || to < 0) {
            return;
        }
        CellRangeAddress range;
        try {
            range = CellRangeAddress.valueOf(tag.substring(from + 5, to));
        } catch (IllegalArgumentException e) {
            return;
        }
        add(range);
    }

    void add(CellRangeAddress range) {
        if (range.getFirstRow() < 0 || range.getFirstColumn() < 0 || range.getLastRow() <= range.getFirstRow()) {
            return;
        }
        if (count == MOST) {
            throw new RefusedFile("合并单元格太多。请取消合并、把每一行填完整后再上传。");
        }
        if (count == spans.length) {
            spans = Arrays.copyOf(spans, count * 2);
        }
        spans[count++] = ((long) (range.getFirstRow() + 1) << 40)
                | ((long) (range.getLastRow() + 1) << 20)
                | range.getFirstColumn();
    }

    /** Writes into a row's empty cells what the cells merged with them say. Rows come in order. */
    void fill(int line, RowCells row) {
        if (count == 0) {
            return;
        }
        for (; next < count && spans[next] >> 40 <= line; next++) {
            var column = (int) (spans[next] & 0xFFFFF);
            if (spans[next] >> 40 == line && column < XlsxFile.MOST_COLUMNS) {
                if (column >= lastRow.length) {
                    lastRow = Arrays.copyOf(lastRow, column + 16);
                    var longer = Arrays.copyOf(top, column + 16);
                    Arrays.fill(longer, top.length, longer.length, LedgerCell.BLANK);
                    top = longer;
                }
                lastRow[column] = (int) (spans[next] >> 20 & 0xFFFFF);
                top[column] = row.get(column);
            }
        }
        for (var column = 0; column < lastRow.length; column++) {
            if (line <= lastRow[column]
                    && !top[column].isBlank()
                    && row.get(column).isBlank()) {
                row.set(column, top[column]);
            }
        }
    }
}
