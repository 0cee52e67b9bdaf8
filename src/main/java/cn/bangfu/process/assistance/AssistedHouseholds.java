package cn.bangfu.process.assistance;

import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.monitoring.MonitoredHousehold;
import cn.bangfu.monitoring.MonitoredHouseholds;
import cn.bangfu.shared.CaseId;
import org.springframework.stereotype.Component;

/** Whom a case's assistance is for: the entry the case led to, or the one it added risks to. */
@Component
class AssistedHouseholds {

    private final IdentificationCases cases;
    private final MonitoredHouseholds monitored;

    AssistedHouseholds(IdentificationCases cases, MonitoredHouseholds monitored) {
        this.cases = cases;
        this.monitored = monitored;
    }

    MonitoredHousehold of(CaseId caseId) {
        return monitored
                .byCase(caseId)
                .or(() -> monitored.current(cases.require(caseId).household()))
                .orElseThrow();
    }
}
