package cn.bangfu.assistance.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.assistance.OfficerDuties;
import cn.bangfu.assistance.ResponsibleOfficer;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonalDataCipher;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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
@Transactional
class JdbcOfficerDuties implements OfficerDuties {

    private static final TypeReference<List<Successor>> SUCCESSORS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final SealedText sealed;
    private final ObjectMapper json = new ObjectMapper();

    JdbcOfficerDuties(JdbcClient jdbc, PersonalDataCipher cipher, SealedText sealed) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.sealed = sealed;
    }

    @Override
    public void visit(
            UUID officer, HouseholdId household, LocalDate on, String content, List<UUID> evidence, Actor actor) {
        jdbc.sql("""
                        insert into app.officer_visit (officer_id, household_id, village, visited_on, content, evidence, by_person, by_name)
                        values (:officer, :household, '', :on, :content, :evidence, :person, :name)
                        """)
                .param("officer", officer)
                .param("household", household.value())
                .param("on", on)
                .param("content", sealed.seal(household, content))
                .param("evidence", evidence.toArray(UUID[]::new))
                .param("person", actor.person().value())
                .param("name", actor.name())
                .update();
    }

    @Override
    public List<Visit> visits(HouseholdId household) {
        return jdbc.sql("""
                        select v.*, coalesce((select s.name from app.officer_substitute s where v.by_substitute and s.officer_id = v.officer_id
                            and v.visited_on between s.from_day and s.until_day limit 1), o.name) as officer
                        from app.officer_visit v join app.responsible_officer o on o.id = v.officer_id
                        where v.household_id = ? order by v.visited_on desc, v.recorded_at desc
                        """)
                .param(household.value())
                .query((row, n) -> new Visit(
                        row.getObject("visited_on", LocalDate.class),
                        row.getString("officer"),
                        row.getBoolean("by_substitute"),
                        String.valueOf(sealed.open(household, row.getBytes("content"))),
                        row.getString("by_name"),
                        cn.bangfu.policy.LegalClock.dayOf(
                                row.getTimestamp("recorded_at").toInstant())))
                .list();
    }

    @Override
    public void substitute(
            UUID officer,
            String name,
            @Nullable PersonId person,
            PhoneNumber phone,
            LocalDate from,
            LocalDate until,
            String reason,
            Actor actor) {
        jdbc.sql("""
                        insert into app.officer_substitute (officer_id, name, person_id, phone, phone_hash, from_day, until_day, reason, by_person, by_name)
                        values (:officer, :substitute, :personId, :phone, :hash, :from, :until, :reason, :person, :name)
                        """)
                .param("officer", officer)
                .param("substitute", name)
                .param("personId", person == null ? null : person.value())
                .param("phone", cipher.seal(phone.value()))
                .param("hash", cipher.lookupHash(PhoneNumber.KIND, phone.value()))
                .param("from", from)
                .param("until", until)
                .param("reason", reason)
                .param("person", actor.person().value())
                .param("name", actor.name())
                .update();
    }

    @Override
    public List<Substitute> substitutes(UUID officer) {
        return jdbc.sql("select * from app.officer_substitute where officer_id = ? order by from_day desc")
                .param(officer)
                .query((row, n) -> new Substitute(
                        row.getString("name"),
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("until_day", LocalDate.class),
                        row.getString("reason")))
                .list();
    }

    @Override
    public List<Owed> owed(DivisionScope scope, LocalDate today, int heads, int deputies, int months) {
        var quarter = (today.getMonthValue() - 1) / 3;
        var quarterBegins = LocalDate.of(today.getYear(), quarter * 3 + 1, 1);
        return jdbc.sql("""
                        with held as (
                          select o.*, h.division, h.number from app.responsible_officer o join app.household h on h.id = o.household_id
                          where o.ends_on is null and exists (select from app.monitored_household m where m.household_id = h.id and m.ended_at is null)
                            and """ + scope.sqlCondition("h.division") + """
                        ), by_village as (
                          select name, phone_hash, min(office) as office, division, visit_duty from held where visit_duty <> 'OFFICER'
                          group by name, phone_hash, division, visit_duty)
                        select v.name, v.office, d.shown_name as place, v.visit_duty,
                          (select count(distinct x.visited_on) from app.officer_visit x join app.responsible_officer o on o.id = x.officer_id
                            where o.name = v.name and o.phone_hash = v.phone_hash and x.village = v.division and not x.by_substitute
                            and x.visited_on between case v.visit_duty when 'HEAD' then :year::date else :quarter::date end and :today) as made
                        from by_village v join app.division d on d.code = v.division
                        union all
                        select o.name, o.office, d.shown_name || ' ' || coalesce((select m.name from app.household_member m
                            where m.household_id = o.household_id and m.left_on is null and m.died_on is null
                            order by m.relation <> '户主', m.created_at limit 1), o.number), o.visit_duty,
                          (select count(*) from app.officer_visit x where x.household_id = o.household_id
                            and x.visited_on between :since and :today) as made
                        from held o join app.division d on d.code = o.division
                        where o.visit_duty = 'OFFICER' and o.starts_on <= :since
                        order by 1, 3
                        """)
                .param("year", LocalDate.of(today.getYear(), 1, 1))
                .param("quarter", quarterBegins)
                .param("since", today.minusMonths(months))
                .param("today", today)
                .query((row, n) -> {
                    var duty = ResponsibleOfficer.VisitDuty.valueOf(row.getString("visit_duty"));
                    return new Owed(
                            row.getString("name"),
                            row.getString("office"),
                            row.getString("place"),
                            switch (duty) {
                                case HEAD -> today.getYear() + "年";
                                case DEPUTY -> today.getYear() + "年第" + (quarter + 1) + "季度";
                                case OFFICER -> "近" + months + "个月";
                            },
                            switch (duty) {
                                case HEAD -> heads;
                                case DEPUTY -> deputies;
                                case OFFICER -> 1;
                            },
                            row.getInt("made"));
                })
                .list();
    }

    @Override
    public Optional<UUID> openHandover(
            DivisionCode town, ResponsibleOfficer officer, boolean all, String reason, Actor actor) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into app.officer_handover (id, town, officer_name, officer_phone_hash, officer_person, reason, by_person, by_name, by_office)
                        select :id, :town, o.name, o.phone_hash, o.person_id, :reason, :person, :name, :office
                        from app.responsible_officer o where o.id = :officer
                        """)
                .param("id", id)
                .param("town", town.value())
                .param("reason", reason)
                .param("officer", officer.id())
                .param("person", actor.person().value())
                .param("name", actor.name())
                .param("office", actor.officeName())
                .update();
        var items = jdbc.sql("""
                        insert into app.officer_handover_item (handover_id, officer_id, household_id)
                        select :id, o.id, o.household_id from app.responsible_officer o
                        join app.responsible_officer leaver on leaver.id = :officer
                        join app.household h on h.id = o.household_id
                        where o.ends_on is null and starts_with(h.division, :town)
                          and case when :all then o.person_id = leaver.person_id or o.name = leaver.name and o.phone_hash = leaver.phone_hash
                            else o.id = leaver.id end
                        """)
                .param("all", all)
                .param("id", id)
                .param("officer", officer.id())
                .param("town", town.value())
                .update();
        return items == 0 ? Optional.empty() : Optional.of(id);
    }

    private static final String HANDOVER = """
            select h.*, p.successors, p.by_person as proposed_by, e.result,
              array(select i.officer_id from app.officer_handover_item i where i.handover_id = h.id order by i.officer_id) as items,
              array(select i.household_id from app.officer_handover_item i where i.handover_id = h.id order by i.officer_id) as households
            from app.officer_handover h
            left join lateral (select * from app.officer_handover_plan p where p.handover_id = h.id order by p.id desc limit 1) p on true
            left join app.officer_handover_end e on e.handover_id = h.id
            """;

    @Override
    public Optional<Handover> handover(UUID id) {
        return jdbc.sql(HANDOVER + "where h.id = ?")
                .param(id)
                .query((row, n) -> handover(row))
                .optional();
    }

    @Override
    public List<Handover> handovers(DivisionScope scope) {
        return jdbc.sql(HANDOVER + "where e.result is null and " + scope.sqlCondition("h.town")
                        + " order by h.opened_at")
                .query((row, n) -> handover(row))
                .list();
    }

    private Handover handover(ResultSet row) throws SQLException {
        var successors = row.getBytes("successors");
        var proposer = row.getObject("proposed_by", UUID.class);
        return new Handover(
                row.getObject("id", UUID.class),
                new DivisionCode(row.getString("town")),
                row.getString("officer_name"),
                row.getString("reason"),
                List.of((UUID[]) row.getArray("items").getArray()),
                List.of((UUID[]) row.getArray("households").getArray()).stream()
                        .map(HouseholdId::new)
                        .toList(),
                proposer == null ? null : new PersonId(proposer),
                successors == null ? List.of() : read(cipher.open(successors)),
                row.getString("result"));
    }

    private List<Successor> read(String text) {
        try {
            return json.readValue(text, SUCCESSORS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("successors cannot be read", e);
        }
    }

    @Override
    public void propose(
            UUID handover,
            List<Successor> successors,
            List<UUID> leaverSignature,
            @Nullable String absentReason,
            List<UUID> successorSignature,
            LocalDate signedOn,
            Actor actor) {
        String text;
        try {
            text = json.writeValueAsString(successors);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("successors cannot be written", e);
        }
        jdbc.sql("""
                        insert into app.officer_handover_plan (handover_id, successors, leaver_signature, absent_reason, successor_signature, signed_on,
                          by_person, by_name)
                        values (:handover, :successors, :leaver, :absent, :successor, :on, :person, :name)
                        """)
                .param("handover", handover)
                .param("successors", cipher.seal(text))
                .param("leaver", leaverSignature.toArray(UUID[]::new))
                .param("absent", absentReason)
                .param("successor", successorSignature.toArray(UUID[]::new))
                .param("on", signedOn)
                .param("person", actor.person().value())
                .param("name", actor.name())
                .update();
    }

    @Override
    public void end(UUID handover, boolean done, @Nullable String remark, Actor actor) {
        jdbc.sql("""
                        insert into app.officer_handover_end (handover_id, result, remark, by_person, by_name, by_office)
                        values (:handover, :result, :remark, :person, :name, :office)
                        """)
                .param("handover", handover)
                .param("result", done ? "DONE" : "CANCELLED")
                .param("remark", remark)
                .param("person", actor.person().value())
                .param("name", actor.name())
                .param("office", actor.officeName())
                .update();
    }
}
