package cn.bangfu.identification;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.OfficerId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The county's lists and where their households stand. */
public interface CountyLists {

    Optional<CountyList> find(UUID id);

    /** Of towns within the scope, the latest first. */
    List<CountyList> in(DivisionScope scope, int limit);

    /** The household waits; the others are decided without it. */
    void takeOut(UUID list, CaseId caseId, String reason, OfficerId by);

    void putBack(UUID list, CaseId caseId);
}
