package cn.bangfu.screening;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.CaseId;

/** How a clue becomes a case: as a department's alert, the process's third start. Implemented by the engine room. */
public interface AlertProcess {

    /** What became of it. */
    sealed interface Raised {

        record Started(CaseId caseId) implements Raised {}

        /** @param message in Chinese */
        record Refused(String message) implements Raised {}
    }

    /** In the running transaction. A household that has a case by now gets no second one: the clue joins it. */
    Raised raise(ScreeningClue clue, Actor actor);
}
