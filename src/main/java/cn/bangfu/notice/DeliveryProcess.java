package cn.bangfu.notice;

import cn.bangfu.shared.CaseId;
import java.util.UUID;

/** Makes a task of what a household is owed; implemented where the engine is. */
public interface DeliveryProcess {

    /** From now on somebody has to hand it over. */
    void begin(CaseId caseId, UUID owed);

    /** It was handed over otherwise, or is owed no longer; nothing happens if there is no task of it. */
    void end(CaseId caseId, UUID owed);
}
