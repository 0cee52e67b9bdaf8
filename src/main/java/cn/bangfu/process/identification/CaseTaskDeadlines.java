package cn.bangfu.process.identification;

import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.engine.TaskDeadlines;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long each step may take: the county's step limits (procedure.md section 3), by the name that the diagram gives. */
@Component
class CaseTaskDeadlines implements TaskDeadlines {

    private final IdentificationCases cases;
    private final CaseTerms terms;

    CaseTaskDeadlines(IdentificationCases cases, CaseTerms terms) {
        this.cases = cases;
        this.terms = terms;
    }

    @Override
    public boolean knows(String element, CaseId caseId) {
        return cases.find(caseId).isPresent();
    }

    @Override
    public @Nullable Instant due(String element, @Nullable String term, CaseId caseId, Local local) {
        return term == null
                ? null
                : Parameters.term(term)
                        .map(limit -> terms.endFromNow(cases.require(caseId), limit))
                        .orElse(null);
    }
}
