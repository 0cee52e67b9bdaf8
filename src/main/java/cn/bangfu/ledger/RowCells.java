package cn.bangfu.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The cells of the row being read; used again for the next. */
final class RowCells {

    private @Nullable LedgerCell[] cells = new LedgerCell[32];
    private int width;

    void clear() {
        Arrays.fill(cells, 0, width, null);
        width = 0;
    }

    LedgerCell get(int column) {
        var cell = column < width ? cells[column] : null;
        return cell == null ? LedgerCell.BLANK : cell;
    }

    void set(int column, LedgerCell cell) {
        if (cell.isBlank()) {
            return;
        }
        if (column >= cells.length) {
            cells = Arrays.copyOf(cells, Math.max(column + 1, cells.length * 2));
        }
        cells[column] = cell;
        width = Math.max(width, column + 1);
    }

    boolean isBlank() {
        return width == 0;
    }

    /** One more than the last column that is filled in. */
    int width() {
        return width;
    }

    int filled() {
        var filled = 0;
        for (var i = 0; i < width; i++) {
            if (cells[i] != null) {
                filled++;
            }
        }
        return filled;
    }

    @Nullable
    LedgerCell[] copy() {
        return Arrays.copyOf(cells, width);
    }
}
