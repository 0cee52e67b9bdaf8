package cn.bangfu.process.gateway;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.util.Optional;

/** Whom a case is about: the household's key seals the answers, its village decides who may see them. */
public interface CaseHouseholds {

    /** @param village where the case is handled */
    record CaseHousehold(HouseholdId household, String caseNumber, DivisionCode village) {}

    /** Empty if this bean does not know the case. */
    Optional<CaseHousehold> of(CaseId caseId);
}
