package cn.bangfu.monitoring.jdbc;

import cn.bangfu.household.Households;
import cn.bangfu.monitoring.MonitoredHousehold;
import cn.bangfu.monitoring.MonitoredHouseholds;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.MonitoringState;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcMonitoredHouseholds implements MonitoredHouseholds {

    private static final String SELECT = """
            select m.*, array(select risk from app.monitored_risk r where r.monitored_id = m.id order by risk) as risks
            from app.monitored_household m\s""";

    private final JdbcClient jdbc;
    private final Households households;
    private final LegalClock clock;

    JdbcMonitoredHouseholds(JdbcClient jdbc, Households households, LegalClock clock) {
        this.jdbc = jdbc;
        this.households = households;
        this.clock = clock;
    }

    @Override
    public MonitoringState stateOf(HouseholdId household) {
        if (current(household).isPresent()
                || registered(household).isPresent() && lastEnded(household).isEmpty()) {
            return MonitoringState.MONITORED;
        }
        return jdbc.sql("""
                        select ended_as from app.monitored_household
                        where household_id = ? and ended_at is not null order by ended_at desc limit 1
                        """)
                .param(household.value())
                .query(String.class)
                .optional()
                .map(MonitoringState::valueOf)
                .orElse(MonitoringState.NONE);
    }

    private Optional<MonitoringCategory> registered(HouseholdId household) {
        return households.registeredCategoryOn(household, clock.today());
    }

    @Override
    public Optional<MonitoredHousehold> current(HouseholdId household) {
        return one("where household_id = ? and ended_at is null", household.value());
    }

    @Override
    public Optional<MonitoredHousehold> byCase(CaseId caseId) {
        return one("where case_id = ?", caseId.value());
    }

    @Override
    public Optional<MonitoredHousehold> lastEnded(HouseholdId household) {
        return one("where household_id = ? and ended_at is not null order by ended_at desc limit 1", household.value());
    }

    private Optional<MonitoredHousehold> one(String condition, UUID id) {
        return jdbc.sql(SELECT + condition)
                .param(id)
                .query((row, n) -> read(row))
                .optional();
    }

    @Override
    public MonitoredHousehold enter(
            HouseholdId household, CaseId caseId, MonitoringCategory category, Set<RiskCause> risks) {
        var id = insert(household, caseId, category);
        addRisks(id, caseId, risks);
        return byCase(caseId).orElseThrow();
    }

    private UUID insert(HouseholdId household, @Nullable CaseId caseId, MonitoringCategory category) {
        return jdbc.sql("""
                        insert into app.monitored_household (household_id, case_id, category)
                        values (:household, :case, :category) returning id
                        """)
                .param("household", household.value())
                .param("case", caseId == null ? null : caseId.value())
                .param("category", category.name())
                .query(UUID.class)
                .single();
    }

    @Override
    public void addRisks(HouseholdId household, CaseId caseId, Set<RiskCause> risks) {
        var monitored = current(household)
                .map(MonitoredHousehold::id)
                .orElseGet(() -> insert(household, null, registered(household).orElseThrow()));
        addRisks(monitored, caseId, risks);
    }

    private void addRisks(UUID monitored, CaseId caseId, Set<RiskCause> risks) {
        for (var risk : risks) {
            jdbc.sql("""
                            insert into app.monitored_risk (monitored_id, risk, case_id) values (?, ?, ?)
                            on conflict do nothing
                            """).params(monitored, risk.name(), caseId.value()).update();
        }
    }

    @Override
    public void rollBack(HouseholdId household) {
        var ended = lastEnded(household).orElseThrow();
        jdbc.sql("update app.monitored_household set ended_at = null, ended_as = null where id = ?")
                .param(ended.id())
                .update();
    }

    @Override
    public void writeBack(UUID monitored, String nationalNumber, LocalDate enteredOn) {
        jdbc.sql("update app.monitored_household set national_number = ?, national_entered_on = ? where id = ?")
                .params(nationalNumber, enteredOn, monitored)
                .update();
    }

    private static MonitoredHousehold read(ResultSet row) throws SQLException {
        var risks = EnumSet.noneOf(RiskCause.class);
        for (var risk : (String[]) row.getArray("risks").getArray()) {
            risks.add(RiskCause.valueOf(risk));
        }
        var caseId = row.getObject("case_id", UUID.class);
        var ended = row.getTimestamp("ended_at");
        return new MonitoredHousehold(
                row.getObject("id", UUID.class),
                new HouseholdId(row.getObject("household_id", UUID.class)),
                caseId == null ? null : new CaseId(caseId),
                MonitoringCategory.valueOf(row.getString("category")),
                risks,
                row.getTimestamp("entered_at").toInstant(),
                row.getString("national_number"),
                row.getObject("national_entered_on", LocalDate.class),
                ended == null ? null : ended.toInstant());
    }
}
