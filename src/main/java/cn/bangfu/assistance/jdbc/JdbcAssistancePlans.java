package cn.bangfu.assistance.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Department;
import cn.bangfu.assistance.AssistanceMeasure;
import cn.bangfu.assistance.AssistancePlan;
import cn.bangfu.assistance.AssistancePlans;
import cn.bangfu.assistance.HouseholdOpinion;
import cn.bangfu.assistance.MeasureAnswer;
import cn.bangfu.assistance.MeasureKind;
import cn.bangfu.assistance.PlanState;
import cn.bangfu.assistance.ProposedMeasure;
import cn.bangfu.monitoring.MonitoredHousehold;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.HouseholdId;
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
@Transactional
class JdbcAssistancePlans implements AssistancePlans {

    private static final String PLANS =
            "select p.*, h.household_id from app.assistance_plan p join app.monitored_household h on h.id = p.monitored_id ";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final SealedText sealed;

    JdbcAssistancePlans(JdbcClient jdbc, PersonalDataCipher cipher, SealedText sealed) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.sealed = sealed;
    }

    @Override
    public Optional<AssistancePlan> newest(UUID monitored) {
        return plans("where p.monitored_id = ? order by p.version desc limit 1", monitored).stream()
                .findFirst();
    }

    @Override
    public List<AssistancePlan> of(HouseholdId household) {
        return plans("where h.household_id = ? order by p.proposed_at desc, p.version desc", household.value());
    }

    @Override
    public Optional<AssistancePlan> withMeasure(UUID measure) {
        return plans("where p.id = (select plan_id from app.assistance_measure where id = ?)", measure).stream()
                .findFirst();
    }

    private List<AssistancePlan> plans(String condition, UUID id) {
        return jdbc.sql(PLANS + condition).param(id).query(this::plan).list();
    }

    private AssistancePlan plan(ResultSet row, int n) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var household = new HouseholdId(row.getObject("household_id", UUID.class));
        return new AssistancePlan(
                id,
                row.getObject("monitored_id", UUID.class),
                household,
                row.getInt("version"),
                PlanState.valueOf(row.getString("state")),
                new HouseholdOpinion(
                        row.getBoolean("household_agrees"),
                        row.getObject("asked_on", LocalDate.class),
                        sealed.open(household, row.getBytes("household_word")),
                        List.of((UUID[]) row.getArray("signature").getArray())),
                row.getTimestamp("proposed_at").toInstant(),
                sealed.open(household, row.getBytes("objection")),
                measures(id, household));
    }

    private List<AssistanceMeasure> measures(UUID plan, HouseholdId household) {
        return jdbc.sql("""
                        select m.*, a.accepted, a.handler, a.phone, a.expected_on, a.reason, a.answered_at, a.office
                        from app.assistance_measure m
                        left join app.measure_answer a on a.measure_id = coalesce(m.taken_from, m.id)
                        where m.plan_id = ? order by m.position
                        """)
                .param(plan)
                .query((row, n) -> new AssistanceMeasure(
                        row.getObject("id", UUID.class),
                        proposed(row, household),
                        row.getObject("taken_from", UUID.class),
                        answer(row, household)))
                .list();
    }

    private ProposedMeasure proposed(ResultSet row, HouseholdId household) throws SQLException {
        return new ProposedMeasure(
                RiskCause.valueOf(row.getString("risk")),
                MeasureKind.valueOf(row.getString("kind")),
                Department.valueOf(row.getString("lead")),
                row.getString("cooperating"),
                String.valueOf(sealed.open(household, row.getBytes("content"))),
                row.getBigDecimal("quantity"),
                row.getString("unit"),
                row.getBigDecimal("amount"),
                sealed.open(household, row.getBytes("amount_reason")),
                row.getString("fund_source"),
                row.getObject("begins_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getString("account_holder_name"),
                String.valueOf(sealed.open(household, row.getBytes("effect"))),
                sealed.open(household, row.getBytes("answers")));
    }

    private MeasureAnswer.@Nullable Given answer(ResultSet row, HouseholdId household) throws SQLException {
        var office = row.getString("office");
        if (office == null) {
            return null;
        }
        var answer = row.getBoolean("accepted")
                ? new MeasureAnswer.Accepted(
                        row.getString("handler"),
                        cipher.open(row.getBytes("phone")),
                        row.getObject("expected_on", LocalDate.class))
                : new MeasureAnswer.Declined(String.valueOf(sealed.open(household, row.getBytes("reason"))));
        return new MeasureAnswer.Given(
                answer, office, row.getTimestamp("answered_at").toInstant());
    }

    @Override
    public AssistancePlan add(
            MonitoredHousehold entry, HouseholdOpinion opinion, List<NewMeasure> measures, Actor actor) {
        var plan = jdbc.sql("""
                        insert into app.assistance_plan
                          (monitored_id, version, household_agrees, asked_on, household_word, signature, proposed_by)
                        select :monitored, coalesce(max(version), 0) + 1, :agrees, :askedOn, :word, :signature, :by
                        from app.assistance_plan where monitored_id = :monitored
                        returning id
                        """)
                .param("monitored", entry.id())
                .param("agrees", opinion.agrees())
                .param("askedOn", opinion.askedOn())
                .param("word", sealed.seal(entry.household(), opinion.word()))
                .param("signature", opinion.signature().toArray(UUID[]::new))
                .param("by", actor.person().value())
                .query(UUID.class)
                .single();
        for (var i = 0; i < measures.size(); i++) {
            insert(plan, i, measures.get(i), entry.household());
        }
        return plans("where p.id = ?", plan).get(0);
    }

    private void insert(UUID plan, int position, NewMeasure measure, HouseholdId household) {
        var proposed = measure.proposed();
        jdbc.sql("""
                        insert into app.assistance_measure
                          (plan_id, position, risk, kind, lead, cooperating, content, quantity, unit, amount, amount_reason, fund_source,
                           begins_on, due_on, account_holder, account_holder_name, effect, answers, taken_from)
                        values (:plan, :position, :risk, :kind, :lead, :cooperating, :content, :quantity, :unit, :amount, :reason, :fund,
                           :begins, :due, :holder, :holderName, :effect, :answers, :takenFrom)
                        """)
                .param("plan", plan)
                .param("position", position)
                .param("risk", proposed.risk().name())
                .param("kind", proposed.kind().name())
                .param("lead", proposed.lead().name())
                .param("cooperating", proposed.cooperating())
                .param("content", sealed.seal(household, proposed.content()))
                .param("quantity", proposed.quantity())
                .param("unit", proposed.unit())
                .param("amount", proposed.amount())
                .param("reason", sealed.seal(household, proposed.amountReason()))
                .param("fund", proposed.fundSource())
                .param("begins", proposed.beginsOn())
                .param("due", proposed.dueOn())
                .param("holder", measure.accountHolder())
                .param("holderName", proposed.accountHolder())
                .param("effect", sealed.seal(household, proposed.effect()))
                .param("answers", sealed.seal(household, proposed.answers()))
                .param("takenFrom", measure.takenFrom())
                .update();
    }

    @Override
    public void answer(UUID measure, MeasureAnswer answer, Actor actor) {
        var household = withMeasure(measure).orElseThrow().household();
        var accepted = answer instanceof MeasureAnswer.Accepted yes ? yes : null;
        var declined = answer instanceof MeasureAnswer.Declined no ? no : null;
        jdbc.sql("""
                        insert into app.measure_answer (measure_id, accepted, handler, phone, expected_on, reason, answered_by, office)
                        values (:measure, :accepted, :handler, :phone, :expectedOn, :reason, :by, :office)
                        """)
                .param("measure", measure)
                .param("accepted", accepted != null)
                .param("handler", accepted == null ? null : accepted.handler())
                .param("phone", accepted == null ? null : cipher.seal(accepted.phone()))
                .param("expectedOn", accepted == null ? null : accepted.expectedOn())
                .param("reason", declined == null ? null : sealed.seal(household, declined.reason()))
                .param("by", actor.person().value())
                .param("office", actor.officeName())
                .update();
    }

    @Override
    public void moveTo(UUID plan, PlanState state, @Nullable String objection) {
        var household = plans("where p.id = ?", plan).get(0).household();
        jdbc.sql("update app.assistance_plan set state = :state, objection = :objection where id = :plan")
                .param("state", state.name())
                .param("objection", sealed.seal(household, objection))
                .param("plan", plan)
                .update();
    }
}
