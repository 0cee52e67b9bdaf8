package cn.bangfu.comparison.jdbc;

import cn.bangfu.comparison.DepartmentFiles;
import cn.bangfu.comparison.DepartmentRecord;
import cn.bangfu.comparison.Register;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonalDataCipher;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcDepartmentFiles implements DepartmentFiles {

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final PersonalDataCipher cipher;

    JdbcDepartmentFiles(JdbcClient jdbc, JdbcTemplate batches, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.cipher = cipher;
    }

    @Override
    public Optional<UUID> byHash(DivisionCode county, Register register, byte[] sha256) {
        return jdbc.sql("select id from app.department_file where county = ? and register = ? and sha256 = ?")
                .params(county.value(), register.name(), sha256)
                .query(UUID.class)
                .optional();
    }

    @Override
    public Optional<UUID> current(DivisionCode county, Register register) {
        return jdbc.sql("select id from app.department_file where county = ? and register = ? and current")
                .params(county.value(), register.name())
                .query(UUID.class)
                .optional();
    }

    @Override
    public UUID add(
            DivisionCode county,
            Register register,
            String fileName,
            byte[] sha256,
            List<DepartmentRecord> records,
            int refused,
            @Nullable OfficerId loadedBy) {
        jdbc.sql("update app.department_file set current = false where county = ? and register = ? and current")
                .params(county.value(), register.name())
                .update();
        var id = jdbc.sql("""
                        insert into app.department_file (county, register, file_name, sha256, accepted, refused, loaded_by)
                        values (?, ?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(
                        county.value(),
                        register.name(),
                        fileName,
                        sha256,
                        records.size(),
                        refused,
                        loadedBy == null ? null : loadedBy.value())
                .query(UUID.class)
                .single();
        batches.batchUpdate("""
                insert into app.department_record (file_id, line, person_hash, attribute, amount, data_date, fact)
                values (?, ?, ?, ?, ?, ?, ?)
                """, records, BATCH, (row, record) -> {
            var date = record.date();
            row.setObject(1, id);
            row.setInt(2, record.line());
            row.setBytes(3, cipher.lookupHash(record.person()));
            row.setString(4, record.attribute());
            row.setBigDecimal(5, record.amount());
            row.setDate(6, date == null ? null : Date.valueOf(date));
            row.setBytes(7, cipher.seal(record.fact()));
        });
        return id;
    }

    @Override
    public List<Match> matches(UUID file, IdentityNumber person) {
        return jdbc.sql("select * from app.department_record where person_hash = ? and file_id = ? order by line")
                .params(cipher.lookupHash(person), file)
                .query((row, n) -> new Match(
                        file,
                        new DepartmentRecord(
                                row.getInt("line"),
                                person,
                                row.getString("attribute"),
                                row.getBigDecimal("amount"),
                                row.getObject("data_date", LocalDate.class),
                                cipher.open(row.getBytes("fact")))))
                .list();
    }

    @Override
    public int peopleMatched(UUID file) {
        return jdbc.sql("""
                        select count(distinct r.person_hash) from app.department_record r
                        join app.household_member m on m.identity_hash = r.person_hash
                        where r.file_id = ? and m.left_on is null and m.died_on is null
                        """).param(file).query(Integer.class).single();
    }
}
