package cn.bangfu.notice;

import cn.bangfu.shared.CaseId;
import java.util.Optional;

/** Codes under which households ask how far their own applications are. */
public interface ApplicationCodes {

    /** The code of a case; made when it is first asked for, and the same ever after. */
    PublicCode of(CaseId caseId);

    Optional<CaseId> find(PublicCode code);
}
