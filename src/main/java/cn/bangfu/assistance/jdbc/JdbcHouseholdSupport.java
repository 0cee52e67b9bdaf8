package cn.bangfu.assistance.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.assistance.HouseholdSupport;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcHouseholdSupport implements HouseholdSupport {

    private static final String DEBTS = """
            select d.*, coalesce((select m.name from app.household_member m where m.household_id = d.household_id and m.left_on is null
              and m.died_on is null order by m.relation <> '户主', m.created_at limit 1), '') as head from app.relief_debt_now d
            """;

    private final JdbcClient jdbc;
    private final SealedText sealed;

    JdbcHouseholdSupport(JdbcClient jdbc, SealedText sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    @Override
    public void insure(HouseholdId household, NewPolicy policy, Actor actor) {
        jdbc.sql("""
                        insert into app.insurance_policy (household_id, measure_id, insurer, policy_number, people, premium, valid_from, valid_until,
                          by_person, by_name)
                        values (:household, :measure, :insurer, :number, :people, :premium, :from, :until, :person, :name)
                        """)
                .param("household", household.value())
                .param("measure", policy.measure())
                .param("insurer", policy.insurer())
                .param("number", policy.number())
                .param("people", policy.people())
                .param("premium", policy.premium())
                .param("from", policy.from())
                .param("until", policy.until())
                .param("person", actor.person().value())
                .param("name", actor.name())
                .update();
    }

    @Override
    public List<Policy> policies(HouseholdId household) {
        return jdbc.sql("select * from app.insurance_policy where household_id = ? order by valid_from desc")
                .param(household.value())
                .query((row, n) -> new Policy(
                        row.getObject("id", UUID.class),
                        row.getString("insurer"),
                        row.getString("policy_number"),
                        row.getInt("people"),
                        row.getBigDecimal("premium"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class),
                        claims(household, row.getObject("id", UUID.class))))
                .list();
    }

    private List<Claim> claims(HouseholdId household, UUID policy) {
        return jdbc.sql("""
                        select c.*, s.paid, s.settled_on, s.reason from app.insurance_claim c
                        left join app.insurance_settlement s on s.claim_id = c.id where c.policy_id = ? order by c.reported_on desc
                        """)
                .param(policy)
                .query((row, n) -> new Claim(
                        row.getObject("id", UUID.class),
                        row.getString("cause"),
                        row.getObject("happened_on", LocalDate.class),
                        row.getObject("reported_on", LocalDate.class),
                        String.valueOf(sealed.open(household, row.getBytes("content"))),
                        row.getBigDecimal("paid"),
                        row.getObject("settled_on", LocalDate.class),
                        sealed.open(household, row.getBytes("reason"))))
                .list();
    }

    @Override
    public void claim(
            UUID policy,
            HouseholdId household,
            String cause,
            LocalDate happenedOn,
            LocalDate reportedOn,
            String content,
            Actor actor) {
        jdbc.sql("""
                        insert into app.insurance_claim (policy_id, cause, happened_on, reported_on, content, by_person, by_name)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        policy,
                        cause,
                        happenedOn,
                        reportedOn,
                        sealed.seal(household, content),
                        actor.person().value(),
                        actor.name())
                .update();
    }

    @Override
    public void settle(
            UUID claim, HouseholdId household, BigDecimal paid, LocalDate on, @Nullable String reason, Actor actor) {
        jdbc.sql("""
                        insert into app.insurance_settlement (claim_id, paid, settled_on, reason, by_person, by_name)
                        values (:claim, :paid, :on, :reason, :person, :name)
                        """)
                .param("claim", claim)
                .param("paid", paid)
                .param("on", on)
                .param("reason", sealed.seal(household, reason))
                .param("person", actor.person().value())
                .param("name", actor.name())
                .update();
    }

    @Override
    public void relieve(HouseholdId household, NewRelief relief, Actor actor) {
        // Village, parameter set and day are the database's to say.
        jdbc.sql("""
                        insert into app.relief_debt (household_id, village, causes, kind, amount, given_on, reason, evidence, parameter_set, owed_until,
                          by_person, by_officer, by_name, by_office)
                        values (:household, '', :causes, :kind, :amount, :on, :reason, :evidence, null, null, :person, :officer, :name, :office)
                        """)
                .param("household", household.value())
                .param("causes", relief.causes().stream().map(Enum::name).toArray(String[]::new))
                .param("kind", relief.kind())
                .param("amount", relief.amount())
                .param("on", relief.givenOn())
                .param("reason", sealed.seal(household, relief.reason()))
                .param("evidence", relief.evidence().toArray(UUID[]::new))
                .param("person", actor.person().value())
                .param("officer", actor.officer().value())
                .param("name", actor.name())
                .param("office", actor.officeName())
                .update();
    }

    @Override
    public List<Received> received(HouseholdId household, LocalDate since) {
        return jdbc.sql("""
                        select * from (
                          select s.settled_on as on_day, '保险赔付（' || p.insurer || '）' as what, s.paid as amount, c.cause in ('ILLNESS', 'ACCIDENT') as medical
                            from app.insurance_policy p join app.insurance_claim c on c.policy_id = p.id
                            join app.insurance_settlement s on s.claim_id = c.id where p.household_id = :household
                          union all select a.decided_on, '医保核补（' || r.label || '）', a.granted, true
                            from app.reimbursement_request r join app.reimbursement_answer a on a.request_id = r.id where r.household_id = :household
                          union all select d.given_on, d.kind, d.amount, false from app.relief_debt d where d.household_id = :household) x
                        where amount > 0 and on_day >= :since order by on_day, what
                        """)
                .param("household", household.value())
                .param("since", since)
                .query((row, n) -> new Received(
                        row.getObject("on_day", LocalDate.class),
                        row.getString("what"),
                        row.getBigDecimal("amount"),
                        row.getBoolean("medical")))
                .list();
    }

    @Override
    public List<Debt> debts(HouseholdId household) {
        return jdbc.sql(DEBTS + "where d.household_id = ? order by d.given_on desc")
                .param(household.value())
                .query((row, n) -> debt(row))
                .list();
    }

    @Override
    public List<Debt> debts(DivisionScope scope) {
        return jdbc.sql(DEBTS + "where (d.case_id is null or d.made_good_late) and " + scope.sqlCondition("d.village")
                        + " order by d.owed_until")
                .query((row, n) -> debt(row))
                .list();
    }

    private static Debt debt(ResultSet row) throws SQLException {
        return new Debt(
                row.getObject("id", UUID.class),
                new HouseholdId(row.getObject("household_id", UUID.class)),
                new DivisionCode(row.getString("village")),
                row.getString("head"),
                Arrays.stream((String[]) row.getArray("causes").getArray())
                        .map(RiskCause::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                row.getString("kind"),
                row.getBigDecimal("amount"),
                row.getObject("given_on", LocalDate.class),
                row.getTimestamp("owed_until").toInstant(),
                row.getObject("case_id", UUID.class),
                row.getBoolean("overdue"),
                row.getBoolean("made_good_late"));
    }
}
