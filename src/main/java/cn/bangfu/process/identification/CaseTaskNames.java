package cn.bangfu.process.identification;

import cn.bangfu.access.CountyWords;
import cn.bangfu.access.Divisions;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.process.engine.TaskDeadlines;
import cn.bangfu.process.engine.TaskNames;
import cn.bangfu.shared.CaseId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Diagrams say 乡镇初核; the task is called as the case's county says it (rules.md annex D). */
@Component
class CaseTaskNames implements TaskNames {

    private final IdentificationCases cases;
    private final Divisions divisions;

    CaseTaskNames(IdentificationCases cases, Divisions divisions) {
        this.cases = cases;
        this.divisions = divisions;
    }

    @Override
    public Optional<String> name(String element, String said, CaseId caseId, TaskDeadlines.Local local) {
        if (!CountyWords.speaksOf(said)) {
            return Optional.empty();
        }
        return cases.find(caseId).map(of -> divisions.words(of.village()).say(said));
    }
}
