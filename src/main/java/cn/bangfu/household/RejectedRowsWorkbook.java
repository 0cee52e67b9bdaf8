package cn.bangfu.household;

import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Cell;
import cn.bangfu.ledger.LedgerWriter.Look;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The refused rows for the official who mends them: in front the line, the column, what is wrong and what to do, behind them the office's
 * own columns as they were. Mended, it can be sent as it is: the reader passes over what was added.
 */
final class RejectedRowsWorkbook {

    private static final List<String> ADDED = List.of("行号", "问题列", "问题", "怎么改");
    private static final List<Integer> ADDED_WIDTHS = List.of(8, 16, 34, 44);

    private RejectedRowsWorkbook() {}

    static void write(RegisterImports imports, ImportId id, OutputStream out) throws IOException {
        var headings = imports.headings(id);
        var widths = new ArrayList<>(ADDED_WIDTHS);
        headings.forEach(heading -> widths.add(Math.min(30, 6 + heading.length() * 2)));
        try (var writer = new LedgerWriter(out, "退回的行", 2, widths)) {
            writer.row(Look.TITLE, List.of("以下各行没有导入。请按“怎么改”在本表改好（黄色各列不用管），保存后可直接重新上传本文件。"));
            var head = new ArrayList<>(ADDED);
            head.addAll(headings);
            writer.row(Look.HEADING, head);
            imports.eachRejected(id, (row, cells) -> {
                try {
                    writer.row(cells(row, headings, cells));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether these are the headings of a workbook that was written here. */
    static boolean isOne(List<String> headings) {
        return headings.containsAll(ADDED);
    }

    private static List<Cell> cells(RejectedRow row, List<String> headings, List<String> texts) {
        var columns = row.faults().stream().map(RowFault::column).distinct().toList();
        var cells = new ArrayList<Cell>();
        cells.add(new Cell(String.valueOf(row.line()), Look.ADDED));
        cells.add(new Cell(String.join("、", columns), Look.ADDED));
        cells.add(new Cell(joined(row, true), Look.ADDED));
        cells.add(new Cell(joined(row, false), Look.ADDED));
        for (var i = 0; i < headings.size(); i++) {
            var wrong = concerns(headings.get(i), columns);
            cells.add(new Cell(texts.get(i), wrong ? Look.WRONG : Look.PLAIN));
        }
        return cells;
    }

    private static String joined(RejectedRow row, boolean message) {
        return row.faults().stream()
                .map(fault -> message ? fault.message() : fault.remedy())
                .distinct()
                .collect(Collectors.joining("；\n"));
    }

    /** The office may call the column by another name. */
    private static boolean concerns(String heading, List<String> columns) {
        return RegisterColumn.of(heading)
                .map(column -> columns.contains(column.heading()))
                .orElse(false);
    }
}
