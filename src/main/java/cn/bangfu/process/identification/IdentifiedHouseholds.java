package cn.bangfu.process.identification;

import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.process.gateway.CaseHouseholds;
import cn.bangfu.shared.CaseId;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class IdentifiedHouseholds implements CaseHouseholds {

    private final IdentificationCases cases;

    IdentifiedHouseholds(IdentificationCases cases) {
        this.cases = cases;
    }

    @Override
    public Optional<CaseHousehold> of(CaseId caseId) {
        return cases.find(caseId)
                .map(c -> new CaseHousehold(c.household(), c.number().value(), c.village()));
    }
}
