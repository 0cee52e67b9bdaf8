package cn.bangfu.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RowRecord;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;

/**
 * An xls workbook (Excel 97 to 2003) read as a stream of records. Only its table of strings is held, and that can't be larger than the
 * file: the format knows no compression.
 */
final class XlsFile {

    private static final List<String> MACROS = List.of("_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros");

    private XlsFile() {}

    static void read(Path file, RowSink sink) throws IOException {
        try (var container = new POIFSFileSystem(file.toFile(), true)) {
            var root = container.getRoot();
            if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
                throw encrypted();
            }
            if (MACROS.stream().anyMatch(root::hasEntryCaseInsensitive)) {
                throw new RefusedFile("文件带有宏，不能读取。请另存为不带宏的“Excel 工作簿（.xlsx）”再上传。");
            }
            // A sheet names its merged cells after its rows, so they are looked for first.
            var merges = new MergedCells();
            process(root, merges);
            var rows = new Rows(sink, merges.sheets);
            var formats = new FormatTrackingHSSFListener(rows);
            rows.formats = formats;
            process(root, formats);
        }
    }

    private static RefusedFile encrypted() {
        return new RefusedFile("文件设有打开密码，不能读取。请在Excel或WPS里取消密码后再上传。");
    }

    private static void process(DirectoryNode root, HSSFListener listener) throws IOException {
        var request = new HSSFRequest();
        request.addListenerForAllRecords(listener);
        try {
            new HSSFEventFactory().processWorkbookEvents(request, root);
        } catch (EncryptedDocumentException e) {
            throw encrypted();
        } catch (OldExcelFormatException e) {
            throw new RefusedFile("这是Excel 95或更早的文件。请用Excel或WPS打开后另存为“Excel 工作簿（.xlsx）”再上传。");
        }
    }

    /** Follows where in the workbook a record stands: a worksheet may hold charts, which look like sheets of their own. */
    private abstract static class SheetListener implements HSSFListener {

        private int depth;
        private int sheet = -1;
        private boolean worksheet;

        @Override
        public final void processRecord(Record record) {
            if (record instanceof BOFRecord begin) {
                if (depth++ == 0 && begin.getType() != BOFRecord.TYPE_WORKBOOK) {
                    sheet++;
                    worksheet = begin.getType() == BOFRecord.TYPE_WORKSHEET;
                    beginSheet(sheet);
                }
            } else if (record instanceof EOFRecord) {
                if (--depth == 0 && worksheet) {
                    worksheet = false;
                    endSheet();
                }
            } else if (depth == 1 && worksheet) {
                inSheet(record);
            } else if (depth == 1) {
                inBook(record);
            }
        }

        void beginSheet(int index) {}

        void endSheet() {}

        void inBook(Record record) {}

        abstract void inSheet(Record record);
    }

    private static final class MergedCells extends SheetListener {

        private final List<Merges> sheets = new ArrayList<>();

        @Override
        void beginSheet(int index) {
            sheets.add(new Merges());
        }

        @Override
        void endSheet() {
            sheets.get(sheets.size() - 1).sort();
        }

        @Override
        void inSheet(Record record) {
            if (record instanceof MergeCellsRecord merged) {
                for (var i = 0; i < merged.getNumAreas(); i++) {
                    sheets.get(sheets.size() - 1).add(merged.getAreaAt(i));
                }
            }
        }
    }

    private static final class Rows extends SheetListener {

        private final RowSink sink;
        private final List<Merges> merges;
        private final List<BoundSheetRecord> sheets = new ArrayList<>();
        private final RowCells row = new RowCells();
        private @Nullable FormatTrackingHSSFListener formats;
        private @Nullable SSTRecord strings;
        private boolean from1904;
        private BoundSheetRecord @Nullable [] ordered;
        private @Nullable Merges merged;
        private final BitSet hiddenLines = new BitSet();
        private int hiddenRows;
        private boolean shown;
        private boolean enough;
        private int line = -1;
        private int formulaColumn = -1;

        Rows(RowSink sink, List<Merges> merges) {
            this.sink = sink;
            this.merges = merges;
        }

        @Override
        void inBook(Record record) {
            if (record instanceof BoundSheetRecord sheet) {
                sheets.add(sheet);
            } else if (record instanceof SSTRecord table) {
                strings = table;
            } else if (record instanceof DateWindow1904Record window) {
                from1904 = window.getWindowing() == 1;
            }
        }

        @Override
        void beginSheet(int index) {
            var inOrder = ordered;
            if (inOrder == null) {
                inOrder = BoundSheetRecord.orderByBofPosition(sheets);
                ordered = inOrder;
            }
            var sheet = index < inOrder.length ? inOrder[index] : null;
            var name = sheet == null ? "" : sheet.getSheetname();
            shown = sheet == null || !sheet.isHidden() && !sheet.isVeryHidden();
            merged = index < merges.size() ? merges.get(index) : null;
            line = -1;
            hiddenLines.clear();
            hiddenRows = 0;
            enough = false;
            row.clear();
            if (shown) {
                sink.sheet(name);
            } else {
                sink.note("隐藏的工作表“" + name + "”没有读取。");
            }
        }

        @Override
        void endSheet() {
            if (shown) {
                flush();
                SheetRows.sayHidden(hiddenRows, sink);
                sink.endOfSheet();
            }
        }

        private void flush() {
            if (line >= 0 && !row.isBlank() && !enough) {
                if (merged != null) {
                    merged.fill(line + 1, row);
                }
                hiddenRows += hiddenLines.get(line) ? 1 : 0;
                try {
                    sink.row(line + 1, row);
                } catch (LedgerSketch.Enough e) {
                    enough = true;
                }
            }
            row.clear();
        }

        @Override
        void inSheet(Record record) {
            if (!shown || enough) {
                return;
            }
            if (record instanceof RowRecord description) {
                hiddenLines.set(Math.max(0, description.getRowNumber()), description.getZeroHeight());
            } else if (record instanceof StringRecord text) {
                if (formulaColumn >= 0) {
                    set(formulaColumn, formula(LedgerCell.text(checked(text.getString()))));
                }
            } else if (record instanceof CellValueRecordInterface cell) {
                if (cell.getRow() < line) {
                    throw XlsxFile.damaged();
                }
                if (cell.getRow() > line) {
                    flush();
                    line = cell.getRow();
                }
                take(cell);
            }
        }

        private void take(CellValueRecordInterface cell) {
            formulaColumn = -1;
            if (cell instanceof LabelSSTRecord label) {
                var table = strings;
                if (table == null || label.getSSTIndex() < 0 || label.getSSTIndex() >= table.getNumUniqueStrings()) {
                    throw XlsxFile.damaged();
                }
                set(
                        cell.getColumn(),
                        LedgerCell.text(
                                checked(table.getString(label.getSSTIndex()).getString())));
            } else if (cell instanceof NumberRecord number) {
                set(cell.getColumn(), number(number, number.getValue()));
            } else if (cell instanceof FormulaRecord calculated) {
                takeFormula(calculated);
            } else if (cell instanceof BoolErrRecord flag) {
                set(
                        cell.getColumn(),
                        flag.isError()
                                ? new LedgerCell(LedgerCell.Kind.ERROR, errorText(flag.getErrorValue()))
                                : LedgerCell.text(flag.getBooleanValue() ? "是" : "否"));
            } else if (cell instanceof LabelRecord label) {
                set(cell.getColumn(), LedgerCell.text(checked(label.getValue())));
            }
        }

        private void takeFormula(FormulaRecord formula) {
            switch (formula.getCachedResultTypeEnum()) {
                case STRING -> formulaColumn = formula.getColumn();
                case NUMERIC -> set(formula.getColumn(), formula(number(formula, formula.getValue())));
                case BOOLEAN ->
                    set(formula.getColumn(), formula(LedgerCell.text(formula.getCachedBooleanValue() ? "是" : "否")));
                default -> set(formula.getColumn(), new LedgerCell(LedgerCell.Kind.ERROR, "#ERROR"));
            }
        }

        private void set(int column, LedgerCell cell) {
            row.set(column, cell);
        }

        private static LedgerCell formula(LedgerCell cell) {
            return cell.isBlank() ? cell : new LedgerCell(LedgerCell.Kind.FORMULA, cell.text());
        }

        private LedgerCell number(CellRecord cell, double value) {
            var tracked = formats;
            var format = tracked == null ? 0 : tracked.getFormatIndex(cell);
            var text = tracked == null ? null : tracked.getFormatString(cell);
            return SheetRows.number(value, text != null && DateUtil.isADateFormat(format, text), from1904);
        }

        private static String errorText(byte code) {
            return Arrays.stream(FormulaError.values())
                    .filter(error -> error.getCode() == code)
                    .map(FormulaError::getString)
                    .findFirst()
                    .orElse("#ERROR");
        }

        private static String checked(@Nullable String text) {
            if (text != null && text.length() > XlsxFile.LONGEST_TEXT) {
                throw XlsxFile.textTooLong();
            }
            return text == null ? "" : text;
        }
    }
}
