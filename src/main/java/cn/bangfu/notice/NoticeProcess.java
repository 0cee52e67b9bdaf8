package cn.bangfu.notice;

import cn.bangfu.shared.CaseId;

/** What the case's process is told from outside its steps. Implemented by the engine room. */
public interface NoticeProcess {

    /** The case's notice is objected to: in the running transaction the wait stops and the investigation begins. */
    void objected(CaseId id);

    /** The poster that the case's notice hangs on came down for a wrong word: it is to be posted anew. */
    void corrected(CaseId id);
}
