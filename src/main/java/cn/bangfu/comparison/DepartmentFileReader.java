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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a department's file row by row. */
final class DepartmentFileReader implements LedgerHandler<DepartmentFileReader.Column> {

    private static final int LONGEST_ATTRIBUTE = 60;
    private static final int LONGEST_FACT = 200;
    private static final BigDecimal MOST_YUAN = new BigDecimal("1000000000000");

    /** A column as this register needs it. */
    record Column(DataColumn data, boolean required) implements LedgerColumn {

        @Override
        public String heading() {
            return data.heading();
        }

        @Override
        public List<String> alsoCalled() {
            return data.alsoCalled();
        }
    }

    private final Register register;
    private final LocalDate today;
    private final Consumer<DepartmentRecord> records;
    private final Consumer<RefusedRow> refusals;
    private final Map<DataColumn, Column> columns = new EnumMap<>(DataColumn.class);
    private final List<LedgerTable<Column>> tables = new ArrayList<>();
    private final List<DataColumn> needed;
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
        this.needed = register.needed();
        columnsOf(register).forEach(column -> columns.put(column, column(register, column)));
    }

    /** @param said what somebody said of headings, by {@link LedgerText#heading} */
    LedgerReading read(Path file, Map<String, Optional<DataColumn>> said) throws IOException {
        var words = new HashMap<String, Optional<Column>>();
        said.forEach((heading, column) -> words.put(heading, column.map(columns::get)));
        tables.clear();
        return new LedgerReader<>(List.copyOf(columns.values()), words).read(file, this);
    }

    /** The tables read so far, in the order of the numbers that records give them. */
    List<LedgerTable<Column>> tables() {
        return List.copyOf(tables);
    }

    /** Only this register's columns: another register's heading may mean something else here. */
    static LinkedHashSet<DataColumn> columnsOf(Register register) {
        var columns = new LinkedHashSet<>(register.needed());
        columns.add(DataColumn.NAME);
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

    private static Column column(Register register, DataColumn column) {
        return new Column(column, register.needed().contains(column));
    }

    private LedgerCell cell(LedgerRow<Column> row, DataColumn column) {
        return row.cell(places[column.ordinal()]);
    }

    private String text(LedgerRow<Column> row, DataColumn column) {
        return LedgerText.clean(cell(row, column).text());
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
        tenThousands =
                place >= 0 && LedgerText.compact(table.headings().get(place)).contains("万元");
        return null;
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
        if (!faults.isEmpty() || person == null) {
            refusals.accept(new RefusedRow(tables.size() - 1, row.line(), faults, row.originals()));
            return;
        }
        var attribute = attribute(row);
        records.accept(new DepartmentRecord(
                tables.size() - 1,
                row.line(),
                person,
                LedgerText.compact(text(row, DataColumn.NAME)),
                attribute,
                amount,
                date,
                fact(row, attribute, date)));
    }

    /** What a formula gave may be stale, or made on purpose: in a column that counts it is not believed. */
    private void refuseFormulas(LedgerRow<Column> row) {
        for (var column : needed) {
            var kind = cell(row, column).kind();
            if (kind == LedgerCell.Kind.FORMULA) {
                fault(column, "单元格是公式，不是填写的内容", "请复制该列，用“选择性粘贴→数值”粘贴后再上传");
            } else if (kind == LedgerCell.Kind.ERROR) {
                fault(column, "单元格是公式错误", "请改为实际内容后再上传");
            }
        }
    }

    private void fault(DataColumn column, String message, String remedy) {
        if (faults.stream().noneMatch(known -> known.column().equals(column.heading()))) {
            faults.add(new Fault(column.heading(), message, remedy));
        }
    }

    private @Nullable IdentityNumber person(LedgerRow<Column> row) {
        var reading = person(cell(row, register.person()), register.person());
        if (reading instanceof Reading.Faulty faulty) {
            fault(register.person(), faulty.fault().message(), faulty.fault().remedy());
            return null;
        }
        return ((Reading.Read) reading).number();
    }

    /** A certificate's number begins with the identity number; a renewed one has 22 characters. */
    static Reading person(LedgerCell cell, DataColumn column) {
        if (cell.kind() == LedgerCell.Kind.NUMBER_WITH_LOST_DIGITS) {
            return new Reading.Faulty(IdentityNumber.Fault.EXCEL_LOST_DIGITS);
        }
        var text = IdentityNumber.normalize(cell.text());
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
            fault(column, text(row, column).isEmpty() ? "金额为空" : "不是金额", "请填写数字，如12345.67");
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
            fault(column, "不是日期", "请按2026-06-30的样子填写");
        } else if (date.isAfter(today)) {
            fault(column, "日期晚于今天", "请核对");
        }
        return date;
    }

    /** Also a day that lost its format: Excel counts days from 1900. */
    static @Nullable LocalDate date(LedgerCell cell) {
        if (cell.kind() == LedgerCell.Kind.NUMBER && cell.text().length() == 5) {
            try {
                var days = Integer.parseInt(cell.text());
                return days >= 20_000 && days < 80_000
                        ? LocalDate.of(1899, 12, 30).plusDays(days)
                        : null;
            } catch (NumberFormatException e) {
                return null;
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
                    case DISABILITY ->
                        Levels.disability(
                                text,
                                IdentityNumber.normalize(
                                        cell(row, DataColumn.CERTIFICATE).text()));
                    case HOUSING -> Levels.house(text);
                    default -> text;
                };
        return level.length() > LONGEST_ATTRIBUTE ? level.substring(0, LONGEST_ATTRIBUTE) : level;
    }

    private String fact(LedgerRow<Column> row, String attribute, @Nullable LocalDate date) {
        var said = new StringBuilder();
        for (var column : register.fact()) {
            if (column == register.date()) {
                continue;
            }
            var text = text(row, column);
            if (!text.isEmpty()) {
                said.append(said.isEmpty() ? "" : "，")
                        .append(column.heading())
                        .append('：')
                        .append(column == register.attribute() ? attribute : text);
            }
        }
        if (date != null) {
            said.append(said.isEmpty() ? "" : "，");
            if (register == Register.DEATHS) {
                said.append("死亡日期：").append(date);
            } else {
                said.append(date).append('起');
            }
        }
        return said.length() > LONGEST_FACT ? said.substring(0, LONGEST_FACT) : said.toString();
    }
}
