package cn.bangfu.assistance.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.assistance.ResponsibleOfficer;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonalDataCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
            HouseholdId household,
            Source source,
            ResponsibleOfficer.Naming naming,
            PhoneNumber phone,
            @Nullable PersonId person,
            Actor actor) {
        jdbc.sql("update app.responsible_officer set ends_on = ? where household_id = ? and ends_on is null")
                .params(naming.startsOn(), household.value())
                .update();
        jdbc.sql("""
                        insert into app.responsible_officer
                          (household_id, case_id, handover_id, person_id, visit_duty, name, office, post, phone, phone_hash, not_relative, note, starts_on, named_by)
                        values (:household, :case, :handover, :personId, :duty, :name, :office, :post, :phone, :hash, :notRelative, :note, :startsOn, :by)
                        """)
                .param("household", household.value())
                .param("case", source instanceof Source.OfCase of ? of.caseId().value() : null)
                .param("handover", source instanceof Source.OfHandover of ? of.handover() : null)
                .param("personId", person == null ? null : person.value())
                .param("duty", naming.duty().name())
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

    @Override
    public boolean related(@Nullable PersonId person, String name, PhoneNumber phone, HouseholdId household) {
        return jdbc.sql("select app.related_by_register(:person::uuid, :name, :phone, :household)")
                .param("person", person == null ? null : person.value())
                .param("name", name)
                .param("phone", hash(phone))
                .param("household", household.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<ResponsibleOfficer> find(UUID id) {
        return jdbc.sql("select * from app.responsible_officer where id = ?")
                .param(id)
                .query(this::read)
                .optional();
    }

    @Override
    public List<ResponsibleOfficer> in(DivisionScope scope) {
        return jdbc.sql("select o.* from app.responsible_officer o join app.household h on h.id = o.household_id"
                        + " where o.ends_on is null and " + scope.sqlCondition("h.division")
                        + " order by o.name, o.phone_hash, h.division, h.number")
                .query(this::read)
                .list();
    }

    @Override
    public List<ResponsibleOfficer> of(PersonId person) {
        return jdbc.sql("select * from app.responsible_officer where person_id = ? and ends_on is null")
                .param(person.value())
                .query(this::read)
                .list();
    }

    private byte[] hash(PhoneNumber phone) {
        return cipher.lookupHash(PhoneNumber.KIND, phone.value());
    }

    private ResponsibleOfficer read(ResultSet row, int n) throws SQLException {
        var person = row.getObject("person_id", UUID.class);
        return new ResponsibleOfficer(
                row.getObject("id", UUID.class),
                new HouseholdId(row.getObject("household_id", UUID.class)),
                row.getString("name"),
                row.getString("office"),
                row.getString("post"),
                new PhoneNumber(cipher.open(row.getBytes("phone"))),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                person == null ? null : new PersonId(person),
                ResponsibleOfficer.VisitDuty.valueOf(row.getString("visit_duty")),
                row.getTimestamp("named_at").toInstant());
    }
}
