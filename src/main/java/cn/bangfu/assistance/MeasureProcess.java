package cn.bangfu.assistance;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.UUID;

/** The way of a promised measure to the household; implemented by the engine's room. */
public interface MeasureProcess {

    void begin(CaseId caseId, UUID measure);

    /** Its money was paid: the household is owed the slip and is asked. */
    void paid(CaseId caseId, HouseholdId household, UUID measure);

    /** Its money will not come from the batch in which it stood. */
    void fundsWithdrawn(CaseId caseId, UUID measure);
}
