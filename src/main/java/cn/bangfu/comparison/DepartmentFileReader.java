package cn.bangfu.comparison;

import cn.bangfu.comparison.RefusedRow.Fault;
import cn.bangfu.ledger.LedgerCell;
import cn.bangfu.ledger.LedgerColumn;
import cn.bangfu.ledger.LedgerHandler;
import cn.bangfu.ledger.LedgerReader;
import cn.bangfu.ledger.LedgerReading;
import cn.bangfu.ledger.LedgerRow;
import cn.bangfu.ledger.LedgerTable;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.IdentityNumber.Reading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a department's file row by row. */
final class DepartmentFileReader implements LedgerHandler<DepartmentFileReader.Column> {

    private static final int LONGEST_ATTRIBUTE = 60;
    /** In titles: what all amounts below are counted in. */
    private static final Pattern UNIT = Pattern.compile("单位:?(人民币)?万元|[(]万元[)]");

    private static final Pattern CERTIFICATE_END = Pattern.compile("[1-7][1-4](B\\d)?");
    /** What stands in a cell that has nothing to say. */
    private static final Set<String> PLACEHOLDERS =
            Set.of("-", "--", "—", "——", "/", "\\", "无", "空", "NULL", "null", "N/A", "#N/A");

    private static final int LONGEST_PLACEHOLDER = 4;

    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 2);
    private static final int DAYS_UNTIL_1970 = 25_569;
    private static final BigDecimal MOST_YUAN = new BigDecimal("1000000000000");

    /** A column as this register needs it. */
    record Column(Register register, DataColumn data, boolean required) implements LedgerColumn {

        @Override
        public String heading() {
            return register.heading(data);
        }

        @Override
        public List<String> alsoCalled() {
            return data.alsoCalled().stream()
                    .filter(name -> ColumnMeanings.rank(register, data, LedgerText.heading(name)) >= 0)
                    .toList();
        }

        @Override
        public boolean isMeantBy(String heading) {
            return ColumnMeanings.rank(register, data, heading) >= 0;
        }
    }

    private final Register register;
    private final LocalDate today;
    private final Consumer<DepartmentRecord> records;
    private final Consumer<RefusedRow> refusals;
    private final List<LedgerTable<Column>> tables = new ArrayList<>();
    /** Those in which nothing may be calculated: what is judged stands there. */
    private final List<DataColumn> judged;
    /** In the present table: where each column is, -1 where it lacks it. */
    private final int[] places = new int[DataColumn.values().length];

    /** In the present table: amounts are given in 万元, as the heading says. */
    private boolean tenThousands;

    private final List<Fault> faults = new ArrayList<>();

    DepartmentFileReader(
            Register register, LocalDate today, Consumer<DepartmentRecord> records, Consumer<RefusedRow> refusals) {
        this.register = register;
        this.today = today;
        this.records = records;
        this.refusals = refusals;
        this.judged = Stream.of(register.person(), register.attribute(), register.amount(), register.date())
                .filter(Objects::nonNull)
                .toList();
    }

    /** @param said what somebody said of headings, by {@link LedgerText#heading} */
    LedgerReading read(Path file, Map<String, Optional<DataColumn>> said) throws IOException {
        var columns = columns(register, said.values());
        var words = new HashMap<String, Optional<Column>>();
        said.forEach((heading, column) -> words.put(heading, column.map(columns::get)));
        tables.clear();
        return new LedgerReader<>(List.copyOf(columns.values()), words).read(file, this);
    }

    /** @param said which columns were found: of those that may stand for each other, the first one counts as needed */
    static Map<DataColumn, Column> columns(Register register, Collection<Optional<DataColumn>> said) {
        var needed = new HashSet<>(register.needed());
        register.oneOf().stream()
                .filter(column -> said.contains(Optional.of(column)))
                .findFirst()
                .or(() -> register.oneOf().stream().findFirst())
                .ifPresent(needed::add);
        var columns = new LinkedHashMap<DataColumn, Column>();
        columnsOf(register)
                .forEach(column -> columns.put(column, new Column(register, column, needed.contains(column))));
        return columns;
    }

    /** The tables read so far, in the order of the numbers that records give them. */
    List<LedgerTable<Column>> tables() {
        return List.copyOf(tables);
    }

    /** Only this register's columns: another register's heading may mean something else here. */
    static LinkedHashSet<DataColumn> columnsOf(Register register) {
        var columns = new LinkedHashSet<>(register.needed());
        columns.add(DataColumn.NAME);
        if (register == Register.DISABILITY) {
            columns.add(DataColumn.IDENTITY_NUMBER);
        }
        var attribute = register.attribute();
        if (attribute != null) {
            columns.add(attribute);
        }
        columns.addAll(register.fact());
        var date = register.date();
        if (date != null) {
            columns.add(date);
        }
        return columns;
    }

    private LedgerCell cell(LedgerRow<Column> row, DataColumn column) {
        return row.cell(places[column.ordinal()]);
    }

    private String text(LedgerRow<Column> row, DataColumn column) {
        return said(cell(row, column));
    }

    /** Empty also where a stroke or the word for nothing stands for it. */
    private static String said(LedgerCell cell) {
        var text = LedgerText.clean(cell.text());
        return text.length() <= LONGEST_PLACEHOLDER && PLACEHOLDERS.contains(text) ? "" : text;
    }

    @Override
    public @Nullable String table(LedgerTable<Column> table) {
        if (Short.MAX_VALUE == tables.size()) {
            return "文件里的表太多。请分成几个文件上传。";
        }
        tables.add(table);
        Arrays.fill(places, -1);
        table.columns().forEach((column, place) -> places[column.data().ordinal()] = place);
        var amount = register.amount();
        var place = amount == null ? -1 : places[amount.ordinal()];
        tenThousands = place >= 0 && inTenThousands(table.headings().get(place), table.titles());
        return null;
    }

    /** As the heading says, or what stands above the table. */
    static boolean inTenThousands(String heading, List<String> titles) {
        var own = LedgerText.compact(heading);
        return own.contains("万元")
                || !own.contains("元")
                        && titles.stream().anyMatch(title -> UNIT.matcher(LedgerText.compact(title))
                                .find());
    }

    @Override
    public void row(LedgerRow<Column> row) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("stopped");
        }
        faults.clear();
        refuseFormulas(row);
        var person = person(row);
        var amount = amount(row);
        var date = date(row);
        var attribute = attribute(row);
        if (!faults.isEmpty() || person == null) {
            refusals.accept(new RefusedRow(tables.size() - 1, row.line(), faults, row.originals()));
            return;
        }
        records.accept(new DepartmentRecord(
                tables.size() - 1, row.line(), person, name(row), attribute, amount, date, details(row)));
    }

    private String name(LedgerRow<Column> row) {
        var cell = cell(row, DataColumn.NAME);
        return cell.kind() == LedgerCell.Kind.ERROR ? "" : LedgerText.compact(said(cell));
    }

    /** What a formula gave may be stale, or made on purpose: in a column that counts it is not believed. */
    private void refuseFormulas(LedgerRow<Column> row) {
        for (var column : judged) {
            var kind = cell(row, column).kind();
            if (kind == LedgerCell.Kind.FORMULA) {
                fault(column, "单元格是公式，不是填写的内容", "请复制该列，用“选择性粘贴→数值”粘贴后再上传");
            } else if (kind == LedgerCell.Kind.ERROR) {
                fault(column, "单元格是公式错误", "请改为实际内容后再上传");
            }
        }
    }

    private void fault(DataColumn column, String message, String remedy) {
        var heading = register.heading(column);
        if (faults.stream().noneMatch(known -> known.column().equals(heading))) {
            faults.add(new Fault(heading, message, remedy));
        }
    }

    private @Nullable IdentityNumber person(LedgerRow<Column> row) {
        var column = register.person();
        var cell = cell(row, column);
        var own = register == Register.DISABILITY ? cell(row, DataColumn.IDENTITY_NUMBER) : row.cell(-1);
        var reading = person(said(cell).isEmpty() ? own : cell, column);
        if (reading instanceof Reading.Faulty faulty) {
            fault(column, message(faulty, column), remedy(faulty, column));
            return null;
        }
        var number = ((Reading.Read) reading).number();
        if (register == Register.DISABILITY) {
            checkCertificate(IdentityNumber.normalize(cell.text()), number, own);
        }
        return number;
    }

    private void checkCertificate(String certificate, IdentityNumber number, LedgerCell own) {
        if (certificate.length() > 18
                && !CERTIFICATE_END.matcher(certificate.substring(18)).matches()) {
            fault(DataColumn.CERTIFICATE, "残疾人证号第19位不是残疾类别（1至7）或第20位不是残疾等级（1至4）", "请对照残疾人证逐位核对");
        }
        if (IdentityNumber.read(said(own)) instanceof Reading.Read other
                && !other.number().equals(number)) {
            fault(DataColumn.CERTIFICATE, "残疾人证号的前18位与身份证号不同", "请对照残疾人证和身份证核对，两个号码应是同一个人的");
        }
    }

    static String message(Reading.Faulty faulty, DataColumn column) {
        return isLength(faulty, column) ? "残疾人证号不是20位" : faulty.fault().message();
    }

    private static String remedy(Reading.Faulty faulty, DataColumn column) {
        return isLength(faulty, column)
                ? "应是18位公民身份号码加1位残疾类别、1位残疾等级，请核对证件"
                : faulty.fault().remedy();
    }

    private static boolean isLength(Reading.Faulty faulty, DataColumn column) {
        return column == DataColumn.CERTIFICATE && faulty.fault() == IdentityNumber.Fault.LENGTH;
    }

    /** A certificate's number begins with the identity number; a renewed one has 22 characters. */
    static Reading person(LedgerCell cell, DataColumn column) {
        if (cell.kind() == LedgerCell.Kind.NUMBER_WITH_LOST_DIGITS) {
            return new Reading.Faulty(IdentityNumber.Fault.EXCEL_LOST_DIGITS);
        }
        var text = IdentityNumber.normalize(said(cell));
        if (column == DataColumn.CERTIFICATE && (text.length() == 20 || text.length() == 22)) {
            return IdentityNumber.read(text.substring(0, 18));
        }
        return IdentityNumber.read(text);
    }

    private @Nullable BigDecimal amount(LedgerRow<Column> row) {
        var column = register.amount();
        if (column == null) {
            return null;
        }
        var amount = amount(cell(row, column), tenThousands);
        if (amount == null) {
            fault(
                    column,
                    text(row, column).isEmpty() ? "金额为空" : "不是金额",
                    LedgerText.isScientific(cell(row, column).text())
                            ? "科学计数会丢失数字，请把该列设为“数值”格式后重新填写"
                            : "请填写数字，如12345.67；没有自付的填0");
        }
        return amount;
    }

    static @Nullable BigDecimal amount(LedgerCell cell, boolean tenThousands) {
        var amount = LedgerText.amount(cell.text());
        if (amount == null || amount.abs().compareTo(MOST_YUAN) >= 0) {
            return null;
        }
        return tenThousands && !cell.text().contains("万") ? amount.movePointRight(4) : amount;
    }

    private @Nullable LocalDate date(LedgerRow<Column> row) {
        var column = register.date();
        if (column == null) {
            return null;
        }
        if (text(row, column).isEmpty()) {
            if (register == Register.DEATHS) {
                fault(column, "死亡日期为空", "请补填");
            }
            return null;
        }
        var date = date(cell(row, column));
        if (date == null) {
            fault(column, "不是日期，或没有这一天", "请按2026-06-30的样子填写");
        } else if (date.isAfter(today)) {
            fault(column, "日期晚于今天", "请核对");
        } else if (date.isBefore(FIRST_DAY)) {
            fault(column, "日期早于1900年", "请核对；单元格里可能是数字而不是日期");
        }
        return date;
    }

    /** Also a day that lost its format: Excel counts days from 1900. A year with its month, 20253, is smaller than any of them. */
    static @Nullable LocalDate date(LedgerCell cell) {
        if (cell.kind() == LedgerCell.Kind.NUMBER) {
            var point = cell.text().indexOf('.');
            var whole = point < 0 ? cell.text() : cell.text().substring(0, point);
            if (whole.length() == 5 && whole.charAt(0) != '-') {
                var days = Integer.parseInt(whole);
                return days >= DAYS_UNTIL_1970 && days < 80_000
                        ? LocalDate.of(1899, 12, 30).plusDays(days)
                        : null;
            }
        }
        return LedgerText.date(cell.text());
    }

    private String attribute(LedgerRow<Column> row) {
        var column = register.attribute();
        if (column == null) {
            return "";
        }
        var text = LedgerText.compact(text(row, column));
        var level =
                switch (register) {
                    case DISABILITY -> disabilityLevel(row, text);
                    case HOUSING -> houseLevel(text);
                    case MEDICAL -> Levels.year(text);
                    case ENTERPRISES -> Levels.company(text);
                    case PAYROLL -> Levels.post(text);
                    default -> text;
                };
        return level.length() > LONGEST_ATTRIBUTE ? level.substring(0, LONGEST_ATTRIBUTE) : level;
    }

    private String disabilityLevel(LedgerRow<Column> row, String text) {
        var certificate =
                IdentityNumber.normalize(cell(row, DataColumn.CERTIFICATE).text());
        var level = Levels.disability(text, certificate);
        var printed = Levels.ofCertificate(certificate);
        if (Levels.isDisability(level) && !printed.isEmpty() && !printed.equals(level)) {
            fault(DataColumn.DISABILITY_LEVEL, "残疾等级与残疾人证号第20位不符", "请对照残疾人证核对等级和证号");
        }
        return level;
    }

    /** Without it nobody knows whether the house is dangerous. */
    private String houseLevel(String text) {
        if (text.isEmpty()) {
            fault(DataColumn.HOUSE_LEVEL, "鉴定等级为空", "请填A级、B级、C级或D级；还没有鉴定的请删去这一行");
        }
        return Levels.house(text);
    }

    private List<String> details(LedgerRow<Column> row) {
        var columns = register.details();
        var texts = new String[columns.size()];
        for (var i = 0; i < texts.length; i++) {
            var text = text(row, columns.get(i));
            texts[i] = text.length() > Register.LONGEST ? text.substring(0, Register.LONGEST) : text;
        }
        return Arrays.asList(texts);
    }
}
