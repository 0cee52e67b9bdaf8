package cn.bangfu.notice;

import cn.bangfu.shared.CaseId;
import java.util.Optional;

/** Tells whom a case's notice is about. Implemented by who knows the cases. */
public interface NoticeSubjects {

    /** Empty if there is no such case, or no category proposed in it yet. */
    Optional<NoticeSubject> find(CaseId caseId);

    /** @throws java.util.NoSuchElementException if there is no such case, or no category proposed in it yet */
    default NoticeSubject require(CaseId caseId) {
        return find(caseId).orElseThrow();
    }
}
