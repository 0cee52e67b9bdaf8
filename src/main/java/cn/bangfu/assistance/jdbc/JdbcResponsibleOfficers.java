package cn.bangfu.assistance.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.assistance.ResponsibleOfficer;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonalDataCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JdbcResponsibleOfficers implements ResponsibleOfficers {

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final SealedText sealed;

    JdbcResponsibleOfficers(JdbcClient jdbc, PersonalDataCipher cipher, SealedText sealed) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.sealed = sealed;
    }

    @Override
    public Optional<ResponsibleOfficer> current(HouseholdId household) {
        return jdbc.sql("select * from app.responsible_officer where household_id = ? and ends_on is null")
                .param(household.value())
                .query(this::read)
                .optional();
    }

    @Override
    public List<ResponsibleOfficer> history(HouseholdId household) {
        return jdbc.sql("""
                        select * from app.responsible_officer where household_id = ?
                        order by starts_on desc, ends_on desc nulls first, named_at desc
                        """).param(household.value()).query(this::read).list();
    }

    @Override
    public int householdsOf(String name, PhoneNumber phone) {
        return jdbc.sql("""
                        select count(*) from app.responsible_officer where name = ? and phone_hash = ? and ends_on is null
                        """).params(name, hash(phone)).query(Integer.class).single();
    }

    @Override
    @Transactional
    public void name(
            HouseholdId household, CaseId caseId, ResponsibleOfficer.Naming naming, PhoneNumber phone, Actor actor) {
        jdbc.sql("update app.responsible_officer set ends_on = ? where household_id = ? and ends_on is null")
                .params(naming.startsOn(), household.value())
                .update();
        jdbc.sql("""
                        insert into app.responsible_officer
                          (household_id, case_id, name, office, post, phone, phone_hash, not_relative, note, starts_on, named_by)
                        values (:household, :case, :name, :office, :post, :phone, :hash, :notRelative, :note, :startsOn, :by)
                        """)
                .param("household", household.value())
                .param("case", caseId.value())
                .param("name", naming.name())
                .param("office", naming.office())
                .param("post", naming.post())
                .param("phone", cipher.seal(phone.value()))
                .param("hash", hash(phone))
                .param("notRelative", naming.notRelative())
                .param("note", sealed.seal(household, naming.note()))
                .param("startsOn", naming.startsOn())
                .param("by", actor.person().value())
                .update();
    }

    private byte[] hash(PhoneNumber phone) {
        return cipher.lookupHash(PhoneNumber.KIND, phone.value());
    }

    private ResponsibleOfficer read(ResultSet row, int n) throws SQLException {
        return new ResponsibleOfficer(
                row.getObject("id", UUID.class),
                new HouseholdId(row.getObject("household_id", UUID.class)),
                row.getString("name"),
                row.getString("office"),
                row.getString("post"),
                new PhoneNumber(cipher.open(row.getBytes("phone"))),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class));
    }
}
