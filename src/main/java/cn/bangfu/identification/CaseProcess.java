package cn.bangfu.identification;

import cn.bangfu.policy.Channel;
import cn.bangfu.shared.CaseId;

/** How the domain sets a case's process going and tells it what happened outside its steps. Implemented by the engine room. */
public interface CaseProcess {

    /** In the running transaction: case and process are there together or not at all. */
    void start(CaseId id, Channel channel);

    /** The household has withdrawn; open tasks end, the town closes. */
    void withdrawn(CaseId id);

    /** The household is no more, or has left the county; open tasks end, the town closes. */
    void dissolved(CaseId id);

    /** A member died or the head changed: the case goes on and is counted again. */
    void householdChanged(CaseId id);

    /** Data that somebody of the household waits for has come: compared beside the case, which goes on. */
    void dataArrived(CaseId id);
}
