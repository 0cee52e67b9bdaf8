package cn.bangfu.identification.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.identification.CaseState;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.OpenSteps;
import cn.bangfu.identification.RiskClues;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.RiskCause;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The clues of village and town: new ones with their age and deadline, what came of the others (rules.md annex A). */
@Controller
class CluesController {

    /** @param clues how many lead to the same case */
    record Row(
            String caseId,
            String number,
            String place,
            String head,
            String channel,
            String office,
            String risks,
            String reportedOn,
            String age,
            int clues,
            String stands,
            String tag,
            String due,
            String dueTag) {}

    record Choice(String value, String label, long count) {}

    private static final int SHOWN = 500;
    private static final int SOON = 2;

    private final CaseReaders readers;
    private final RiskClues clues;
    private final IdentificationCases cases;
    private final Households households;
    private final Divisions divisions;
    private final OpenSteps steps;
    private final LegalClock clock;

    CluesController(
            CaseReaders readers,
            RiskClues clues,
            IdentificationCases cases,
            Households households,
            Divisions divisions,
            OpenSteps steps,
            LegalClock clock) {
        this.readers = readers;
        this.clues = clues;
        this.cases = cases;
        this.households = households;
        this.divisions = divisions;
        this.steps = steps;
        this.clock = clock;
    }

    @GetMapping("/clues")
    String clues(
            @RequestParam(defaultValue = "") String channel,
            @RequestParam(defaultValue = "open") String show,
            Model model) {
        var scope = CaseReaders.scope(readers.officer());
        if (scope.isEmpty()) {
            throw new AccessDeniedException("reads no cases");
        }
        var all = clues.in(scope, SHOWN);
        var known = cases
                .all(all.stream().map(RiskClues.Clue::caseId).distinct().toList())
                .stream()
                .collect(Collectors.toMap(IdentificationCase::id, Function.identity()));
        var byCase = all.stream().collect(Collectors.groupingBy(RiskClues.Clue::caseId, Collectors.counting()));
        var heads = households.summaries(
                known.values().stream().map(IdentificationCase::household).toList());
        var rows = all.stream()
                .filter(clue -> known.containsKey(clue.caseId()))
                .filter(clue -> show.equals("all")
                        || (Objects.requireNonNull(known.get(clue.caseId())).state() == CaseState.CLUE)
                                == show.equals("open"))
                .filter(clue -> channel.isEmpty() || clue.channel().name().equals(channel))
                .sorted(Comparator.comparing(
                        RiskClues.Clue::reportedAt,
                        show.equals("open") ? Comparator.naturalOrder() : Comparator.reverseOrder()))
                .map(clue -> {
                    var of = Objects.requireNonNull(known.get(clue.caseId()));
                    var summary = heads.get(of.household());
                    var open = of.state() == CaseState.CLUE;
                    var due = open ? due(of) : null;
                    return new Row(
                            of.id().toString(),
                            of.number().value(),
                            divisions.path(of.village())
                                    + (summary == null || summary.group() == null ? "" : " " + summary.group()),
                            summary == null ? "" : summary.head(),
                            clue.channel().label(),
                            clue.office(),
                            clue.risks().stream().sorted().map(RiskCause::label).collect(Collectors.joining("、")),
                            LegalClock.dayOf(clue.reportedAt()).toString(),
                            age(clue.reportedAt()),
                            Objects.requireNonNull(byCase.get(clue.caseId())).intValue(),
                            stands(clue, of),
                            open ? clue.result() == null ? "warn" : "" : "good",
                            due == null
                                    ? "—"
                                    : LegalClock.dayOf(due.minusMillis(1)).toString(),
                            dueTag(due));
                })
                .toList();
        model.addAttribute("clues", rows);
        model.addAttribute("verifies", readers.officer().hasAny(Role.VILLAGE_CLERK));
        model.addAttribute("closes", readers.officer().hasAny(Role.TOWN_CLERK));
        model.addAttribute("more", all.size() == SHOWN);
        model.addAttribute("channel", channel);
        model.addAttribute("show", show);
        model.addAttribute(
                "channels",
                Arrays.stream(Channel.values())
                        .map(one -> new Choice(
                                one.name(),
                                one.label(),
                                all.stream()
                                        .filter(clue -> clue.channel() == one)
                                        .count()))
                        .filter(choice -> choice.count() > 0)
                        .toList());
        return "identification/clues";
    }

    private @Nullable Instant due(IdentificationCase of) {
        return steps.of(of.id()).stream()
                .map(OpenSteps.OpenStep::due)
                .filter(due -> due != null)
                .findFirst()
                .orElse(null);
    }

    private String dueTag(@Nullable Instant due) {
        if (due == null) {
            return "";
        }
        if (due.isBefore(clock.now())) {
            return "bad";
        }
        return due.isBefore(clock.now().plus(SOON, ChronoUnit.DAYS)) ? "warn" : "";
    }

    private String age(Instant reported) {
        var days = ChronoUnit.DAYS.between(LegalClock.dayOf(reported), clock.today());
        return days == 0 ? "今天" : days + "天前";
    }

    private static String stands(RiskClues.Clue clue, IdentificationCase of) {
        if (of.state() == CaseState.CLUE) {
            return clue.result() == RiskClues.Result.NO_RISK ? "无风险，待乡镇核定" : "待上门核实";
        }
        if (of.outcome() == CaseOutcome.DECLINED) {
            return "不愿申报（已签字）";
        }
        if (of.outcome() != null) {
            return of.outcome().label();
        }
        return clue.result() == null
                ? "并入在办案件：" + of.state().label()
                : "已申请：" + of.state().label();
    }
}
