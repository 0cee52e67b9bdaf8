package cn.bangfu.notice;

import cn.bangfu.shared.CaseId;
import java.util.List;
import java.util.Optional;

/** How far applications are, as households may ask for their own. Implemented by who knows the case. */
public interface ApplicationStates {

    /**
     * What the household is told; nobody else is meant to read it, yet it says nothing that a letter on the table should not.
     *
     * @param place the village
     * @param head masked
     * @param stage where it stands
     * @param lines what comes next, until when, and what the household has to do
     */
    record State(String number, String place, String head, String stage, List<String> lines) {
        public State {
            lines = List.copyOf(lines);
        }
    }

    /** @param secret a phone or identity number that the household gave; empty also if it is none of its own */
    Optional<State> find(CaseId caseId, String secret);
}
