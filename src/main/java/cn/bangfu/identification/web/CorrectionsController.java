package cn.bangfu.identification.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.household.Households;
import cn.bangfu.identification.Applications;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.LegalClock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 补正: what households still owe, and until when; a late one is the town's to decide, never the clock's (rules.md annex A). */
@Controller
class CorrectionsController {

    /** @param round from 1; each extension is a new one */
    record Row(
            String caseId,
            String number,
            String place,
            String head,
            List<String> missing,
            int round,
            String askedOn,
            String dueOn,
            String left,
            String tag,
            boolean late) {}

    private static final int SOON = 3;

    private final CaseReaders readers;
    private final Applications applications;
    private final IdentificationCases cases;
    private final Households households;
    private final Divisions divisions;
    private final LegalClock clock;

    CorrectionsController(
            CaseReaders readers,
            Applications applications,
            IdentificationCases cases,
            Households households,
            Divisions divisions,
            LegalClock clock) {
        this.readers = readers;
        this.applications = applications;
        this.cases = cases;
        this.households = households;
        this.divisions = divisions;
        this.clock = clock;
    }

    @GetMapping("/corrections")
    String corrections(Model model) {
        var scope = CaseReaders.scope(readers.officer());
        if (scope.isEmpty()) {
            throw new AccessDeniedException("reads no cases");
        }
        var owed = applications.openCorrections(scope);
        var known = cases.all(owed.stream().map(Applications.Owed::caseId).toList()).stream()
                .collect(Collectors.toMap(IdentificationCase::id, Function.identity()));
        var heads = households.summaries(
                known.values().stream().map(IdentificationCase::household).toList());
        var now = clock.now();
        model.addAttribute(
                "corrections",
                owed.stream()
                        .filter(one -> known.containsKey(one.caseId()))
                        .map(one -> {
                            var of = Objects.requireNonNull(known.get(one.caseId()));
                            var summary = heads.get(of.household());
                            var correction = one.correction();
                            var last = LegalClock.dayOf(correction.dueAt().minusMillis(1));
                            var days = ChronoUnit.DAYS.between(clock.today(), last);
                            var late = !correction.dueAt().isAfter(now);
                            return new Row(
                                    of.id().toString(),
                                    of.number().value(),
                                    divisions.path(of.village()),
                                    summary == null ? "" : summary.head(),
                                    correction.missing(),
                                    correction.round(),
                                    LegalClock.dayOf(correction.askedAt()).toString(),
                                    last.toString(),
                                    late ? "已逾期，由乡镇决定" : days == 0 ? "今天到期" : "还有" + days + "天",
                                    late ? "bad" : days <= SOON ? "warn" : "",
                                    late);
                        })
                        .toList());
        return "identification/corrections";
    }
}
