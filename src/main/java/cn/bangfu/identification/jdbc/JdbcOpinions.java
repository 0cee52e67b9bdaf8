package cn.bangfu.identification.jdbc;

import cn.bangfu.identification.Confirmation;
import cn.bangfu.identification.Hand;
import cn.bangfu.identification.Opinion;
import cn.bangfu.identification.Opinions;
import cn.bangfu.identification.ReturnTo;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcOpinions implements Opinions {

    private final JdbcClient jdbc;
    private final SealedText sealed;

    JdbcOpinions(JdbcClient jdbc, SealedText sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    @Override
    public void addTown(
            CaseId id,
            PersonId person,
            Hand hand,
            Opinion.Decision decision,
            @Nullable ReturnTo returnTo,
            String text,
            @Nullable TownProposal proposal) {
        jdbc.sql("""
                        insert into app.town_opinion (case_id, seq, person_id, hand, decision, return_to, opinion, category, report_number)
                        select :case, coalesce(max(seq), 0) + 1, :person, :hand, :decision, :returnTo, :opinion, :category, :report
                        from app.town_opinion where case_id = :case
                        """)
                .param("case", id.value())
                .param("person", person.value())
                .param("hand", hand.name())
                .param("decision", decision.name())
                .param("returnTo", SqlConstants.name(returnTo))
                .param("opinion", sealed.seal(id, text))
                .param("category", proposal == null ? null : proposal.category().name())
                .param("report", proposal == null ? null : proposal.reportNumber())
                .update();
    }

    @Override
    public void addCounty(
            CaseId id,
            PersonId person,
            Hand hand,
            UUID list,
            Opinion.Decision decision,
            @Nullable ReturnTo returnTo,
            String text) {
        jdbc.sql("""
                        insert into app.county_opinion (case_id, seq, list_id, person_id, hand, decision, return_to, opinion)
                        select :case, coalesce(max(seq), 0) + 1, :list, :person, :hand, :decision, :returnTo, :opinion
                        from app.county_opinion where case_id = :case
                        """)
                .param("case", id.value())
                .param("list", list)
                .param("person", person.value())
                .param("hand", hand.name())
                .param("decision", decision.name())
                .param("returnTo", SqlConstants.name(returnTo))
                .param("opinion", sealed.seal(id, text))
                .update();
    }

    @Override
    public List<Opinion> of(CaseId id) {
        return jdbc.sql("""
                        select hand, person_id, decision, return_to, opinion, given_at from app.town_opinion where case_id = :case
                        union all
                        select hand, person_id, decision, return_to, opinion, given_at from app.county_opinion where case_id = :case
                        order by given_at
                        """)
                .param("case", id.value())
                .query((row, n) -> new Opinion(
                        Hand.valueOf(row.getString("hand")),
                        new PersonId(row.getObject("person_id", UUID.class)),
                        Opinion.Decision.valueOf(row.getString("decision")),
                        SqlConstants.constant(row.getString("return_to"), ReturnTo.class),
                        String.valueOf(sealed.open(id, row.getBytes("opinion"))),
                        row.getTimestamp("given_at").toInstant()))
                .list();
    }

    @Override
    public Optional<TownProposal> townProposal(CaseId id) {
        return jdbc.sql("""
                        select category, report_number from app.town_opinion
                        where case_id = ? and category is not null order by seq desc limit 1
                        """)
                .param(id.value())
                .query((row, n) -> new TownProposal(MonitoringCategory.valueOf(row.getString(1)), row.getString(2)))
                .optional();
    }

    @Override
    public UUID newList(DivisionCode town, String reportNumber, CaseId id) {
        var list = jdbc.sql("""
                        insert into app.county_list (town, report_number) values (?, ?)
                        on conflict (town, report_number) where document_number is null
                          do update set report_number = excluded.report_number
                        returning id
                        """)
                .params(town.value(), reportNumber)
                .query(UUID.class)
                .single();
        jdbc.sql("""
                        insert into app.county_list_household (list_id, case_id) values (?, ?)
                        on conflict (list_id, case_id) do update
                          set taken_out_at = null, taken_out_by = null, taken_out_reason = null
                        """).params(list, id.value()).update();
        return list;
    }

    @Override
    public Optional<UUID> listOf(CaseId id) {
        return jdbc.sql("""
                        select l.id from app.county_list l join app.county_list_household h on h.list_id = l.id
                        where h.case_id = ? order by h.taken_out_at is not null, l.made_at desc limit 1
                        """).param(id.value()).query(UUID.class).optional();
    }

    @Override
    public void confirm(CaseId id, UUID list, PersonId head, Confirmation confirmation) {
        jdbc.sql("update app.county_list set document_number = ?, decided_on = ? where id = ?")
                .params(confirmation.documentNumber(), confirmation.decidedOn(), list)
                .update();
        jdbc.sql("""
                        insert into app.county_confirmation
                          (case_id, list_id, person_id, category, risks, override_reason, document_number, decided_on)
                        values (:case, :list, :person, :category, :risks, :override, :document, :decidedOn)
                        """)
                .param("case", id.value())
                .param("list", list)
                .param("person", head.value())
                .param("category", confirmation.category().name())
                .param("risks", SqlConstants.names(confirmation.risks()))
                .param("override", sealed.seal(id, confirmation.overrideReason()))
                .param("document", confirmation.documentNumber())
                .param("decidedOn", confirmation.decidedOn())
                .update();
    }

    @Override
    public Optional<Confirmation> confirmation(CaseId id) {
        return jdbc.sql("select * from app.county_confirmation where case_id = ?")
                .param(id.value())
                .query((row, n) -> new Confirmation(
                        MonitoringCategory.valueOf(row.getString("category")),
                        SqlConstants.constants(row.getArray("risks"), RiskCause.class),
                        sealed.open(id, row.getBytes("override_reason")),
                        row.getString("document_number"),
                        row.getObject("decided_on", LocalDate.class)))
                .optional();
    }
}
