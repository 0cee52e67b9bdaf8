package cn.bangfu.comparison;

import cn.bangfu.comparison.RefusedRow.Fault;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Cell;
import cn.bangfu.ledger.LedgerWriter.Look;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The refused rows for who mends them: in front the line, the column, what is wrong and what to do, behind them the department's own
 * columns as they were.
 */
final class RefusedRowsWorkbook {

    static final List<String> ADDED = List.of("行号", "问题列", "问题", "怎么改");
    private static final List<Integer> ADDED_WIDTHS = List.of(8, 16, 34, 44);

    private RefusedRowsWorkbook() {}

    static void write(DepartmentImports imports, DepartmentImport done, OutputStream out) throws IOException {
        var id = done.id();
        var tables = imports.tables(id);
        var headings = tables.isEmpty() ? List.<String>of() : tables.get(0).headings();
        var columns = imports.mapping(id).stream()
                .filter(said -> said.column() != null)
                .collect(Collectors.toMap(
                        said -> LedgerText.heading(said.heading()),
                        said -> said.column() == null ? "" : done.register().heading(said.column()),
                        (first, second) -> first));
        var widths = new ArrayList<>(ADDED_WIDTHS);
        headings.forEach(heading -> widths.add(Math.min(30, 6 + heading.length() * 2)));
        try (var writer = new LedgerWriter(out, "退回的行", 2, widths)) {
            writer.row(Look.TITLE, List.of("以下各行没有导入。请在原文件里按“怎么改”改好对应的行，保存后把整份文件重新上传。"));
            var head = new ArrayList<>(ADDED);
            head.addAll(headings);
            writer.row(Look.HEADING, head);
            imports.eachRefusal(id, (row, table) -> {
                try {
                    var several = tables.size() > 1 ? table.sheet() + " " : "";
                    writer.row(cells(several, row, table.headings(), columns::get));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<Cell> cells(
            String sheet, RefusedRow row, List<String> headings, Function<String, String> columns) {
        var wrong = row.faults().stream().map(Fault::column).toList();
        var cells = new ArrayList<Cell>();
        cells.add(new Cell(sheet + row.line(), Look.ADDED));
        cells.add(new Cell(String.join("、", wrong), Look.ADDED));
        cells.add(new Cell(joined(row.faults(), Fault::message), Look.ADDED));
        cells.add(new Cell(joined(row.faults(), Fault::remedy), Look.ADDED));
        for (var i = 0; i < row.originals().size(); i++) {
            var heading = i < headings.size() ? LedgerText.heading(headings.get(i)) : "";
            var concerned = wrong.contains(columns.apply(heading));
            cells.add(new Cell(row.originals().get(i), concerned ? Look.WRONG : Look.PLAIN));
        }
        return cells;
    }

    private static String joined(Collection<Fault> faults, Function<Fault, String> text) {
        return faults.stream().map(text).distinct().collect(Collectors.joining("；\n"));
    }
}
