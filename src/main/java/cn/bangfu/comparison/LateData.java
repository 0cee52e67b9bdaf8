package cn.bangfu.comparison;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.MemberId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is compared later: who signed when the comparison was over, and whose department had sent nothing by then. */
public interface LateData {

    /** Somebody of the case may be compared with these registers from now on. */
    void await(CaseId id, MemberId member, Set<Register> registers);

    /** Cases somebody of which waits for data that is there now, each once: taking them marks them as told. */
    List<CaseId> takeDue(int most);

    /** The same for one case. */
    boolean takeDue(CaseId id);

    /** What is there now of what members of the case wait for. */
    Map<MemberId, Set<Register>> there(CaseId id);

    /** The case is over: nobody waits any longer. */
    void forget(CaseId id);

    /**
     * A finding that the same member explained in another case, and that the town accepted there, is not asked again.
     *
     * @param months for how long an accepted answer holds
     * @return how many findings of this case were answered so
     */
    int carryOver(CaseId id, int months);
}
