package cn.bangfu.identification.jdbc;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.identification.CaseNumber;
import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.identification.CaseState;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.ReliefState;
import cn.bangfu.policy.Residency;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcIdentificationCases implements IdentificationCases {

    private static final String SELECT = "select * from app.identification_case c ";

    private final JdbcClient jdbc;
    private final HouseholdKeys keys;

    JdbcIdentificationCases(JdbcClient jdbc, HouseholdKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @Override
    public IdentificationCase open(
            HouseholdId household, DivisionCode village, Channel channel, CaseState state, Set<RiskCause> risks) {
        var id = CaseId.next();
        jdbc.sql("""
                        insert into app.identification_case (id, number, household_id, village, channel, state, risks)
                        values (:id, :number, :household, :village, :channel, :state, :risks)
                        """)
                .param("id", id.value())
                .param("number", nextNumber(village.county()))
                .param("household", household.value())
                .param("village", village.value())
                .param("channel", channel.name())
                .param("state", state.name())
                .param("risks", SqlConstants.names(risks))
                .update();
        return require(id);
    }

    private String nextNumber(DivisionCode county) {
        return jdbc.sql("""
                        insert into app.case_number as n (county, year, last)
                        values (:county, extract(year from app.legal_now() at time zone 'Asia/Shanghai'), 1)
                        on conflict (county, year) do update set last = n.last + 1
                        returning county || '-' || year || '-' || lpad(last::text, 5, '0')
                        """).param("county", county.value()).query(String.class).single();
    }

    @Override
    public Optional<IdentificationCase> find(CaseId id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query((row, n) -> read(row))
                .optional();
    }

    @Override
    public Optional<IdentificationCase> openCaseOf(HouseholdId household) {
        return jdbc.sql(SELECT + "where household_id = ? and closed_at is null")
                .param(household.value())
                .query((row, n) -> read(row))
                .optional();
    }

    @Override
    public Optional<IdentificationCase> byNumber(CaseNumber number) {
        return jdbc.sql(SELECT + "where number = ?")
                .param(number.value())
                .query((row, n) -> read(row))
                .optional();
    }

    @Override
    public List<IdentificationCase> of(HouseholdId household) {
        return jdbc.sql(SELECT + "where household_id = ? order by opened_at desc")
                .param(household.value())
                .query((row, n) -> read(row))
                .list();
    }

    @Override
    public List<IdentificationCase> all(Collection<CaseId> ids) {
        return jdbc.sql(SELECT + "where id = any(?)")
                .param(ids.stream().map(CaseId::value).toArray(UUID[]::new))
                .query((row, n) -> read(row))
                .list();
    }

    @Override
    public List<IdentificationCase> ofAll(Collection<HouseholdId> households) {
        return jdbc.sql(SELECT + "where household_id = any(?) order by opened_at desc")
                .param(households.stream().map(HouseholdId::value).toArray(UUID[]::new))
                .query((row, n) -> read(row))
                .list();
    }

    @Override
    public Map<CaseState, Long> openByState(DivisionScope scope) {
        var counts = new EnumMap<CaseState, Long>(CaseState.class);
        jdbc.sql("select c.state, count(*) from app.identification_case c where closed_at is null and "
                        + scope.sqlCondition("c.village") + " group by c.state")
                .query(row -> {
                    counts.put(CaseState.valueOf(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    @Override
    public List<IdentificationCase> recent(DivisionScope scope, boolean openOnly, int limit) {
        return jdbc.sql(SELECT + "where " + scope.sqlCondition("c.village")
                        + (openOnly ? " and closed_at is null" : "")
                        + " order by opened_at desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    @Override
    public List<IdentificationCase> standing(DivisionScope scope, CaseState state, int limit) {
        return jdbc.sql(SELECT + "where " + scope.sqlCondition("c.village")
                        + " and closed_at is null and state = :state order by opened_at, number limit :limit")
                .param("state", state.name())
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    @Override
    public void moveTo(CaseId id, CaseState state) {
        set(id, "state = :value", state.name());
    }

    @Override
    public void accept(CaseId id) {
        set(id, "accepted_at = coalesce(accepted_at, app.legal_now()), state = :value", CaseState.ROUTING.name());
    }

    @Override
    public void setRisks(CaseId id, Set<RiskCause> risks) {
        set(id, "risks = :value", SqlConstants.names(risks));
    }

    @Override
    public void setRoute(CaseId id, String route) {
        set(id, "route = :value", route);
    }

    @Override
    public void setRelief(CaseId id, ReliefState relief) {
        set(id, "relief = :value", relief.name());
    }

    @Override
    public void setExitVerified(CaseId id) {
        set(id, "exit_verified = :value", true);
    }

    @Override
    public void setDecidedResidency(CaseId id, Residency residency) {
        set(id, "decided_residency = :value", residency.name());
    }

    @Override
    public void setProposal(CaseId id, String proposal) {
        set(id, "proposal = :value", proposal);
    }

    @Override
    public void close(CaseId id, CaseOutcome outcome, String reason) {
        var household = require(id).household();
        set(
                id,
                "closed_at = app.legal_now(), state = 'CLOSED', outcome = '" + outcome.name()
                        + "', outcome_reason = :value",
                keys.seal(household, reason));
    }

    @Override
    public Optional<String> reasonOf(CaseId id) {
        return jdbc.sql(
                        "select outcome_reason from app.identification_case where id = ? and outcome_reason is not null")
                .param(id.value())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .flatMap(reason -> keys.open(require(id).household(), reason));
    }

    /** @param assignment written by a programmer; the value is a parameter */
    private void set(CaseId id, String assignment, Object value) {
        jdbc.sql("update app.identification_case set " + assignment + ", version = version + 1 where id = :id")
                .param("value", value)
                .param("id", id.value())
                .update();
    }

    private static IdentificationCase read(ResultSet row) throws SQLException {
        return new IdentificationCase(
                new CaseId(row.getObject("id", UUID.class)),
                new CaseNumber(row.getString("number")),
                new HouseholdId(row.getObject("household_id", UUID.class)),
                new DivisionCode(row.getString("village")),
                Channel.valueOf(row.getString("channel")),
                CaseState.valueOf(row.getString("state")),
                row.getTimestamp("opened_at").toInstant(),
                instant(row.getTimestamp("accepted_at")),
                SqlConstants.constants(row.getArray("risks"), RiskCause.class),
                row.getString("route"),
                ReliefState.valueOf(row.getString("relief")),
                row.getBoolean("exit_verified"),
                SqlConstants.constant(row.getString("decided_residency"), Residency.class),
                row.getString("proposal"),
                instant(row.getTimestamp("closed_at")),
                SqlConstants.constant(row.getString("outcome"), CaseOutcome.class),
                row.getInt("version"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
