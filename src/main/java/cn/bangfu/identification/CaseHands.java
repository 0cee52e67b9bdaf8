package cn.bangfu.identification;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.PersonId;
import java.util.Map;

/** Who has which hand in a case. The database keeps one a person and refuses every act of another hand. */
public interface CaseHands {

    /** The hands taken so far. */
    Map<PersonId, Hand> of(CaseId id);

    /** Whether the person may act with that hand: has it already, or none yet. */
    boolean mayTake(CaseId id, PersonId person, Hand hand);

    /**
     * Takes the hand, or keeps it.
     *
     * @throws IllegalStateException if the person has another one in this case
     */
    void take(CaseId id, PersonId person, Hand hand);
}
