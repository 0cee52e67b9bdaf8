package cn.bangfu.comparison;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs and findings as they are kept. */
public interface ComparisonStore {

    /** The database refuses it before the person's own authorization for this register is on file. */
    void ran(CaseId caseId, MemberId member, Register register, @Nullable UUID file);

    /** @return whether it is new in this case */
    boolean found(
            CaseId caseId,
            HouseholdId household,
            MemberId member,
            Register register,
            DepartmentFiles.Match match,
            FindingWeight weight,
            String rule);
}
