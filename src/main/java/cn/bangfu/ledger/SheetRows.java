package cn.bangfu.ledger;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.format.DateTimeFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Turns the events of one sheet into rows. */
final class SheetRows extends DefaultHandler {

    private static final int LAST_LINE = 1_048_576;
    /** More blank rows than a form has between its parts; a sheet formatted down to its end has a million. */
    static final int MOST_BLANK_ROWS = 20_000;

    private static final MathContext EXCEL_DIGITS = new MathContext(15);

    private final RowSink sink;
    private final SharedStrings strings;
    private final Styles styles;
    private final Merges merges;
    private final boolean from1904;

    private final RowCells row = new RowCells();
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private int phonetic;
    private boolean inRows;
    private boolean inText;
    private boolean formula;
    private int line;
    private int blankRows;
    private boolean hidden;
    private int hiddenRows;
    private int column;
    private int cellsInRow;
    private String type = "n";
    private int style;

    SheetRows(RowSink sink, SharedStrings strings, Styles styles, Merges merges, boolean from1904) {
        this.sink = sink;
        this.strings = strings;
        this.styles = styles;
        this.merges = merges;
        this.from1904 = from1904;
    }

    @Override
    public void startElement(@Nullable String uri, String name, String qName, Attributes attributes) {
        if (++depth > XlsxFile.DEEPEST) {
            throw XlsxFile.damaged();
        }
        switch (name) {
            case "sheetData" -> inRows = true;
            case "row" -> {
                if (inRows) {
                    startRow(attributes);
                }
            }
            case "c" -> {
                if (inRows) {
                    startCell(attributes);
                }
            }
            case "f" -> formula = true;
            case "v" -> inText = inRows;
            case "t" -> inText = inRows && phonetic == 0;
            case "rPh" -> phonetic++;
            default -> {}
        }
    }

    private void startRow(Attributes attributes) {
        var number = XlsxFile.number(attributes.getValue("r"));
        var next = number < 0 ? line + 1 : number;
        if (next <= line || next > LAST_LINE) {
            throw XlsxFile.damaged();
        }
        line = next;
        hidden = "1".equals(attributes.getValue("hidden")) || "true".equals(attributes.getValue("hidden"));
        column = -1;
        cellsInRow = 0;
        row.clear();
    }

    private void startCell(Attributes attributes) {
        var reference = attributes.getValue("r");
        column = reference == null ? column + 1 : columnOf(reference);
        if (column >= XlsxFile.MOST_COLUMNS || ++cellsInRow > XlsxFile.MOST_COLUMNS) {
            throw new RefusedFile("第" + line + "行超过" + XlsxFile.MOST_COLUMNS + "列，不是正常台账。请删除多余的列再上传。");
        }
        var given = attributes.getValue("t");
        type = given == null ? "n" : given;
        style = XlsxFile.number(attributes.getValue("s"));
        formula = false;
        text.setLength(0);
    }

    private static int columnOf(String reference) {
        var column = 0;
        for (var i = 0; i < reference.length() && i < 4; i++) {
            var letter = reference.charAt(i);
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = column * 26 + letter - 'A' + 1;
        }
        if (column == 0) {
            throw XlsxFile.damaged();
        }
        return column - 1;
    }

    @Override
    public void characters(char[] chars, int start, int length) {
        if (inText) {
            if (text.length() + length > XlsxFile.LONGEST_TEXT) {
                throw XlsxFile.textTooLong();
            }
            text.append(chars, start, length);
        }
    }

    @Override
    public void endElement(@Nullable String uri, String name, String qName) {
        depth--;
        switch (name) {
            case "v", "t" -> inText = false;
            case "rPh" -> phonetic--;
            case "c" -> {
                if (inRows && !text.isEmpty()) {
                    row.set(column, cell());
                }
            }
            case "row" -> {
                if (inRows) {
                    endRow();
                }
            }
            case "sheetData" -> inRows = false;
            default -> {}
        }
    }

    private void endRow() {
        if (row.isBlank()) {
            if (++blankRows > MOST_BLANK_ROWS) {
                throw tooManyBlankRows(line);
            }
            return;
        }
        blankRows = 0;
        merges.fill(line, row);
        hiddenRows += hidden ? 1 : 0;
        sink.row(line, row);
    }

    @Override
    public void endDocument() {
        sayHidden(hiddenRows, sink);
    }

    /** A filter hides rows, and who sets one seldom means that the others are not to be sent. */
    static void sayHidden(int rows, RowSink sink) {
        if (rows > 0) {
            sink.note("有" + rows + "行被隐藏（例如设了筛选），也已读取。不该报送的请删除后重新上传。");
        }
    }

    static RefusedFile tooManyBlankRows(int line) {
        return new RefusedFile("第" + line + "行之前有超过" + MOST_BLANK_ROWS + "行空行。请选中台账下面的空行，右键“删除”，保存后再上传。");
    }

    private LedgerCell cell() {
        if (type.equals("e")) {
            return new LedgerCell(LedgerCell.Kind.ERROR, text.toString());
        }
        var cell =
                switch (type) {
                    case "s" -> LedgerCell.text(strings.get(XlsxFile.number(text.toString())));
                    case "b" -> LedgerCell.text(text.charAt(0) == '1' ? "是" : "否");
                    case "d" -> new LedgerCell(LedgerCell.Kind.DATE, text.toString());
                    case "n" -> numeric();
                    default -> LedgerCell.text(XlsxFile.decoded(text));
                };
        return formula && !cell.isBlank() ? new LedgerCell(LedgerCell.Kind.FORMULA, cell.text()) : cell;
    }

    private LedgerCell numeric() {
        var raw = text.toString().strip();
        if (!styles.isDate(style) && raw.length() <= 15 && XlsxFile.isDigits(raw)) {
            return new LedgerCell(LedgerCell.Kind.NUMBER, raw);
        }
        double value;
        try {
            value = Double.parseDouble(raw);
        } catch (NumberFormatException e) {
            return LedgerCell.text(raw);
        }
        return Double.isFinite(value) ? number(value, styles.isDate(style), from1904) : LedgerCell.text(raw);
    }

    /** A number as Excel shows it. */
    static LedgerCell number(double value, boolean date, boolean from1904) {
        if (!Double.isFinite(value)) {
            return new LedgerCell(LedgerCell.Kind.ERROR, "#NUM!");
        }
        if (date && DateUtil.isValidExcelDate(value)) {
            var time = DateUtil.getLocalDateTime(value, from1904);
            var shown = time.toLocalTime().toSecondOfDay() == 0
                    ? time.toLocalDate().toString()
                    : time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
            return new LedgerCell(LedgerCell.Kind.DATE, shown);
        }
        var number = new BigDecimal(value, EXCEL_DIGITS).stripTrailingZeros();
        if (number.precision() - number.scale() > EXCEL_DIGITS.getPrecision()) {
            var digits = number.unscaledValue().abs().toString();
            var exponent = number.precision() - number.scale() - 1;
            var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return new LedgerCell(
                    LedgerCell.Kind.NUMBER_WITH_LOST_DIGITS,
                    (number.signum() < 0 ? "-" : "") + mantissa + "E+" + exponent);
        }
        return new LedgerCell(LedgerCell.Kind.NUMBER, number.toPlainString());
    }
}
