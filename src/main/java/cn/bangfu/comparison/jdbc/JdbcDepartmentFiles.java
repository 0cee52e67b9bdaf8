package cn.bangfu.comparison.jdbc;

import cn.bangfu.comparison.DepartmentFiles;
import cn.bangfu.comparison.DepartmentRecord;
import cn.bangfu.comparison.Register;
import cn.bangfu.comparison.SealedFacts;
import cn.bangfu.jdbc.BinaryCopy;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonalDataCipher;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

@Repository
class JdbcDepartmentFiles implements DepartmentFiles, SealedFacts {

    /** Nobody sees the part before the transaction ends, so its rows are as good as old ones: they need no second look. */
    private static final String COPY = """
            copy app.%s (sheet, line, person_hash, attribute, amount_cents, data_date, facts_line, facts_place, facts)
            from stdin (format binary, freeze)""";

    private static final int COLUMNS = 9;
    /** So many rows' facts are sealed at once: sealing each costs as much as all the rest of a row, and a tag and nonce too. */
    private static final int FACTS_AT_ONCE = 24;

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final PersonalDataCipher cipher;

    JdbcDepartmentFiles(JdbcClient jdbc, DataSource dataSource, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.cipher = cipher;
    }

    @Override
    public Optional<Taken> byHash(DivisionCode county, Register register, byte[] sha256) {
        return jdbc.sql("select * from app.department_file where county = ? and register = ? and sha256 = ?")
                .params(county.value(), register.name(), sha256)
                .query((row, i) -> taken(row))
                .optional();
    }

    @Override
    public Optional<Taken> current(DivisionCode county, Register register) {
        return jdbc.sql("select * from app.department_file where county = ? and register = ? and current")
                .params(county.value(), register.name())
                .query((row, i) -> taken(row))
                .optional();
    }

    @Override
    public List<Taken> current(DivisionCode county) {
        return jdbc.sql("select * from app.department_file where county = ? and current")
                .param(county.value())
                .query((row, i) -> taken(row))
                .list();
    }

    private static Taken taken(ResultSet row) throws SQLException {
        return new Taken(
                row.getObject("id", UUID.class),
                Register.valueOf(row.getString("register")),
                row.getString("file_name"),
                row.getObject("data_date", LocalDate.class),
                row.getInt("accepted"),
                row.getTimestamp("loaded_at").toInstant(),
                row.getBoolean("current"));
    }

    @Override
    public UUID write(
            DivisionCode county,
            Register register,
            String fileName,
            byte[] sha256,
            LocalDate dataDate,
            Consumer<Consumer<DepartmentRecord>> producer) {
        var id = jdbc.sql("""
                        insert into app.department_file
                          (county, register, file_name, sha256, data_date, accepted, refused)
                        values (?, ?, ?, ?, ?, 0, 0) returning id
                        """)
                .params(county.value(), register.name(), fileName, sha256, dataDate)
                .query(UUID.class)
                .single();
        var part = jdbc.sql("select app.open_department_part(?)")
                .param(id)
                .query(String.class)
                .single();
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var copy = new BinaryCopy(connection, COPY.formatted(part))) {
            var rows = new Rows(copy);
            producer.accept(rows::take);
            rows.write();
            copy.end();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        return id;
    }

    /** Rows on their way, some at a time. */
    private final class Rows {

        private final BinaryCopy copy;
        private final List<DepartmentRecord> waiting = new ArrayList<>(FACTS_AT_ONCE);

        Rows(BinaryCopy copy) {
            this.copy = copy;
        }

        void take(DepartmentRecord record) {
            if (waiting.size() == FACTS_AT_ONCE
                    || !waiting.isEmpty() && waiting.get(0).sheet() != record.sheet()) {
                write();
            }
            waiting.add(record);
        }

        /** The first of them holds the facts of all. */
        void write() {
            byte[] facts = waiting.isEmpty() ? null : cipher.seal(SealedFact.all(waiting));
            for (var i = 0; i < waiting.size(); i++) {
                var record = waiting.get(i);
                copy.row(COLUMNS)
                        .smallint(record.sheet())
                        .integer(record.line())
                        .bytes(cipher.lookupHash(record.person()))
                        .text(record.attribute())
                        .bigint(cents(record.amount()))
                        .date(record.date())
                        .integer(waiting.get(0).line())
                        .smallint(i)
                        .bytes(i == 0 ? facts : null);
            }
            waiting.clear();
        }
    }

    private static @Nullable Long cents(@Nullable BigDecimal yuan) {
        return yuan == null
                ? null
                : yuan.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    @Override
    public void makeCurrent(UUID file, int accepted, int refused) {
        replace(file);
        jdbc.sql("""
                        update app.department_file set current = true, current_since = app.legal_now(), accepted = ?, refused = ?
                        where id = ?""").params(accepted, refused, file).update();
        jdbc.sql("select app.close_department_part(?)")
                .param(file)
                .query((row, i) -> 0)
                .list();
    }

    @Override
    public void makeCurrentAgain(UUID file) {
        replace(file);
        jdbc.sql("update app.department_file set current = true, current_since = app.legal_now() where id = ?")
                .param(file)
                .update();
    }

    private void replace(UUID file) {
        jdbc.sql("""
                        update app.department_file old set current = false from app.department_file new
                        where new.id = ? and old.county = new.county and old.register = new.register and old.current""").param(file).update();
    }

    @Override
    public String nameOf(byte[] sealed, int place) {
        return SealedFact.read(cipher.open(sealed), place).name();
    }

    @Override
    public int peopleMatched(UUID file) {
        // Joined first and counted once each after: asked with "in", the planner looks up half a million people one by
        // one.
        return jdbc.sql("""
                        select count(*) from (
                          select m.identity_hash from app.department_record r
                          join app.household_member m on m.identity_hash = r.person_hash and m.left_on is null and m.died_on is null
                          where r.file_id = ? group by m.identity_hash) people
                        """).param(file).query(Integer.class).single();
    }
}
