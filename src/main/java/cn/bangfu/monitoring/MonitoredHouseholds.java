package cn.bangfu.monitoring;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.MonitoringState;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The monitored households. */
public interface MonitoredHouseholds {

    /** By our own entries, and by the register where it names the household as monitored. */
    MonitoringState stateOf(HouseholdId household);

    Optional<MonitoredHousehold> current(HouseholdId household);

    Optional<MonitoredHousehold> byCase(CaseId caseId);

    /** The last entry that ended; for looking at its risks again. */
    Optional<MonitoredHousehold> lastEnded(HouseholdId household);

    /** The database refuses it before the notice of the case has run its length. */
    MonitoredHousehold enter(HouseholdId household, CaseId caseId, MonitoringCategory category, Set<RiskCause> risks);

    /** Adds risks to the current entry (风险补录); takes over the register's entry if there is none of ours. */
    void addRisks(HouseholdId household, CaseId caseId, Set<RiskCause> risks);

    /** An earlier risk elimination does not stand: the old entry lives on (风险消除回退). */
    void rollBack(HouseholdId household);

    void writeBack(UUID monitored, String nationalNumber, LocalDate enteredOn);
}
