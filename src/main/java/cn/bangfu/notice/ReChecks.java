package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.List;
import java.util.Optional;

/** Re-checks as they are kept: nobody changes or deletes one. */
public interface ReChecks {

    void add(NewReCheck reCheck, Actor actor);

    void decide(ReCheck reCheck, ReCheck.Result result, String finding, String answer, OfficeKind office, Actor actor);

    Optional<ReCheck> of(CaseId caseId);

    /** The newest first. */
    List<ReCheck> of(HouseholdId household);
}
