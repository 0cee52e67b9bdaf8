package cn.bangfu.comparison.jdbc;

import cn.bangfu.comparison.DepartmentFiles;
import cn.bangfu.comparison.DepartmentRecord;
import cn.bangfu.comparison.Register;
import cn.bangfu.comparison.SealedFacts;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonalDataCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

@Repository
class JdbcDepartmentFiles implements DepartmentFiles, SealedFacts {

    /** Rows are handed over so many at a time. */
    private static final int AT_ONCE = 1_000;

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
        // One reads, one hashes and seals, one sends: with the database's own process they keep two cores busy.
        try (var sending = new Conveyor<RecordRun>("department-send", 1, run -> run.send(connection, part));
                var sealing = new Sealing(sending)) {
            producer.accept(sealing::take);
            sealing.end();
            sending.end();
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        return id;
    }

    /** Makes runs of what is read. */
    private final class Sealing implements AutoCloseable {

        private final Conveyor<RecordRun> sending;
        private final Conveyor<List<DepartmentRecord>> sealing = new Conveyor<>("department-seal", 16, this::seal);
        private List<DepartmentRecord> read = new ArrayList<>(AT_ONCE);
        private RecordRun run = new RecordRun(cipher);

        Sealing(Conveyor<RecordRun> sending) {
            this.sending = sending;
        }

        void take(DepartmentRecord record) {
            read.add(record);
            if (read.size() == AT_ONCE) {
                sealing.put(read);
                read = new ArrayList<>(AT_ONCE);
            }
        }

        private void seal(List<DepartmentRecord> records) {
            for (var record : records) {
                if (run.isFull()) {
                    sending.put(run);
                    run = new RecordRun(cipher);
                }
                run.add(record);
            }
        }

        void end() {
            sealing.put(read);
            sealing.end();
            sending.put(run);
        }

        @Override
        public void close() {
            sealing.close();
        }
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
    public String nameOf(byte[] sealed, int line) {
        var fact = SealedFact.read(cipher.open(sealed), line);
        return fact == null ? "" : fact.name();
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
