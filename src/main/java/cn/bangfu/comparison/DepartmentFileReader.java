package cn.bangfu.comparison;

import cn.bangfu.ledger.LedgerCell;
import cn.bangfu.ledger.LedgerColumn;
import cn.bangfu.ledger.LedgerHandler;
import cn.bangfu.ledger.LedgerReader;
import cn.bangfu.ledger.LedgerReading;
import cn.bangfu.ledger.LedgerRow;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.IdentityNumber.Reading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a department's file row by row. */
final class DepartmentFileReader implements LedgerHandler<DepartmentFileReader.Column> {

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
    private final Consumer<DepartmentRecord> records;
    private final Consumer<RefusedRow> refusals;

    private DepartmentFileReader(Register register, Consumer<DepartmentRecord> records, Consumer<RefusedRow> refusals) {
        this.register = register;
        this.records = records;
        this.refusals = refusals;
    }

    static LedgerReading read(
            Register register, Path file, Consumer<DepartmentRecord> records, Consumer<RefusedRow> refusals)
            throws IOException {
        return new LedgerReader<>(columns(register)).read(file, new DepartmentFileReader(register, records, refusals));
    }

    /** Only this register's columns: another register's heading may mean something else here. */
    private static List<Column> columns(Register register) {
        var columns = new LinkedHashSet<DataColumn>(register.needed());
        columns.addAll(register.fact());
        columns.add(DataColumn.NAME);
        var date = register.date();
        if (date != null) {
            columns.add(date);
        }
        return columns.stream().map(column -> column(register, column)).toList();
    }

    private static Column column(Register register, DataColumn column) {
        return new Column(column, register.needed().contains(column));
    }

    private String text(LedgerRow<Column> row, DataColumn column) {
        return row.text(column(register, column));
    }

    @Override
    public void row(LedgerRow<Column> row) {
        var person = person(row);
        if (person instanceof Reading.Faulty faulty) {
            refuse(
                    row,
                    register.person(),
                    faulty.fault().message() + "。" + faulty.fault().remedy() + "。");
            return;
        }
        BigDecimal amount = null;
        var amountColumn = register.amount();
        if (amountColumn != null) {
            amount = LedgerText.amount(text(row, amountColumn));
            if (amount == null) {
                refuse(row, amountColumn, "不是金额。请填写数字，如 12345.67。");
                return;
            }
        }
        LocalDate date = null;
        var dateColumn = register.date();
        if (dateColumn != null && !text(row, dateColumn).isEmpty()) {
            date = LedgerText.date(text(row, dateColumn));
            if (date == null) {
                refuse(row, dateColumn, "不是日期。请按 2026-06-30 的样子填写。");
                return;
            }
        }
        if (register == Register.DEATHS && date == null) {
            refuse(row, DataColumn.DIED_ON, "死亡日期为空。请补填。");
            return;
        }
        var attribute = register.attribute();
        records.accept(new DepartmentRecord(
                row.line(),
                ((Reading.Read) person).number(),
                attribute == null ? "" : LedgerText.compact(text(row, attribute)),
                amount,
                date,
                fact(row, date)));
    }

    private Reading person(LedgerRow<Column> row) {
        var cell = row.cell(column(register, register.person()));
        var text = IdentityNumber.normalize(cell.text());
        if (cell.kind() == LedgerCell.Kind.NUMBER_WITH_LOST_DIGITS) {
            return new Reading.Faulty(IdentityNumber.Fault.EXCEL_LOST_DIGITS);
        }
        if (register.person() == DataColumn.CERTIFICATE && text.length() == 20) {
            return IdentityNumber.read(text.substring(0, 18));
        }
        return IdentityNumber.read(text);
    }

    private String fact(LedgerRow<Column> row, @Nullable LocalDate date) {
        var said = register.fact().stream()
                .filter(column -> column != register.date())
                .filter(column -> !text(row, column).isEmpty())
                .map(column -> column.heading() + "：" + text(row, column))
                .collect(Collectors.joining("，"));
        if (date == null) {
            return said;
        }
        var since = register == Register.DEATHS ? "死亡日期：" + date : date + "起";
        return said.isEmpty() ? since : said + "，" + since;
    }

    private void refuse(LedgerRow<Column> row, DataColumn column, String reason) {
        refusals.accept(new RefusedRow(row.line(), column.heading(), reason));
    }
}
