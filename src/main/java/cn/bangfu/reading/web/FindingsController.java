package cn.bangfu.reading.web;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.audit.TrailVerification;
import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Look;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.reading.Conformance;
import cn.bangfu.reading.Conformance.Finding;
import cn.bangfu.reading.Conformance.Query;
import cn.bangfu.reading.Conformance.State;
import cn.bangfu.reading.ConformanceRule;
import cn.bangfu.reading.ReadingLog;
import cn.bangfu.reading.ReadingLog.Act;
import cn.bangfu.reading.ReadingLog.Note;
import cn.bangfu.shared.DivisionCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What does not conform, and who follows it up. */
@Controller
class FindingsController {

    private static final int SHOWN = 300;

    record Kind(String id, String title, String clause, String weight, String tag, String what, int count) {}

    record Line(
            String id,
            String title,
            String weight,
            String tag,
            String place,
            @Nullable String number,
            String at,
            String said,
            String href,
            @Nullable String state,
            @Nullable String due,
            boolean late) {}

    record Choice(String value, String label) {}

    record Followed(String at, String by, String state, String inCharge, String due, String note) {}

    record Looked(String county, String at, String by, int findings) {}

    record Asked(
            @Nullable String division,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate from,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate until,

            @Nullable String rule,
            @Nullable Boolean followed) {}

    private final Auditors auditors;
    private final Conformance conformance;
    private final TrailVerification verification;
    private final ReadingLog log;
    private final Divisions divisions;

    FindingsController(
            Auditors auditors,
            Conformance conformance,
            TrailVerification verification,
            ReadingLog log,
            Divisions divisions) {
        this.auditors = auditors;
        this.conformance = conformance;
        this.verification = verification;
        this.log = log;
        this.divisions = divisions;
    }

    /** The room's first page: what was found, whether the trail is whole, where to go on. */
    @GetMapping("/audit")
    String room(@ModelAttribute Asked asked, Model model) {
        var scope = auditors.scope();
        var query = query(asked, null);
        var counts = conformance.counts(query, scope);
        model.addAttribute("asked", asked);
        var kinds = conformance.rules().stream().map(rule -> kind(rule, counts)).toList();
        model.addAttribute(
                "kinds", kinds.stream().filter(kind -> kind.count() > 0).toList());
        model.addAttribute(
                "none", kinds.stream().filter(kind -> kind.count() == 0).toList());
        model.addAttribute(
                "total", counts.values().stream().mapToInt(Integer::intValue).sum());
        model.addAttribute(
                "looked",
                scope.roots().stream()
                        .map(DivisionCode::county)
                        .distinct()
                        .flatMap(county -> conformance.last(county).stream()
                                .map(run -> new Looked(
                                        divisions.path(county),
                                        Words.minute(run.finishedAt()),
                                        run.by() == null ? "系统定时" : run.by(),
                                        run.findings())))
                        .toList());
        model.addAttribute("verified", verification.last().orElse(null));
        model.addAttribute(
                "verifiedAt",
                verification
                        .last()
                        .map(report -> Words.minute(report.startedAt()))
                        .orElse(null));
        model.addAttribute("places", places(scope));
        model.addAttribute(
                "open",
                conformance
                        .find(new Query(null, null, null, null, true), scope, SHOWN)
                        .size());
        return "reading/room";
    }

    private static Kind kind(ConformanceRule rule, Map<String, Integer> counts) {
        return new Kind(
                rule.id(),
                rule.title(),
                rule.clause(),
                rule.weight().label(),
                rule.weight().tag(),
                rule.what(),
                counts.getOrDefault(rule.id(), 0));
    }

    private static Query query(Asked asked, @Nullable String rule) {
        DivisionCode division = null;
        if (asked.division() != null && asked.division().matches("\\d{6}|\\d{9}|\\d{12}")) {
            division = new DivisionCode(asked.division());
        }
        return new Query(division, asked.from(), asked.until(), rule, Boolean.TRUE.equals(asked.followed()));
    }

    private List<Choice> places(DivisionScope scope) {
        var choices = new ArrayList<Choice>();
        for (var county : scope.roots()) {
            choices.add(new Choice(county.value(), divisions.path(county)));
            divisions
                    .in(county)
                    .forEach(town -> choices.add(new Choice(town.code().value(), "　" + town.shownName())));
        }
        return choices;
    }

    /** Looks through the auditor's counties now. */
    @PostMapping("/audit/findings/look")
    String look(RedirectAttributes redirect) {
        var found = 0;
        var officer = auditors.officer();
        for (var county : auditors.scope().roots().stream()
                .map(DivisionCode::county)
                .distinct()
                .toList()) {
            found += conformance.look(county, officer.name()).findings();
        }
        redirect.addFlashAttribute("done", "已重新检查，共有" + found + "条疑点。");
        return "redirect:/audit";
    }

    @GetMapping("/audit/findings")
    String list(@ModelAttribute Asked asked, Model model) {
        var scope = auditors.scope();
        var rule = asked.rule() == null ? null : conformance.rule(asked.rule()).orElse(null);
        var found = conformance.find(query(asked, rule == null ? null : rule.id()), scope, SHOWN + 1);
        model.addAttribute("asked", asked);
        model.addAttribute("rule", rule);
        model.addAttribute("lines", found.stream().limit(SHOWN).map(this::line).toList());
        model.addAttribute("more", found.size() > SHOWN);
        model.addAttribute("places", places(scope));
        model.addAttribute(
                "rules",
                conformance.rules().stream()
                        .map(one -> new Choice(one.id(), one.title()))
                        .toList());
        return "reading/findings";
    }

    private Line line(Finding finding) {
        var follow = finding.followUp();
        var due = follow == null ? null : follow.dueOn();
        return new Line(
                finding.id().toString(),
                finding.rule().title(),
                finding.rule().weight().label(),
                finding.rule().weight().tag(),
                divisions.path(finding.division()),
                finding.caseNumber(),
                Words.minute(finding.happenedAt()),
                finding.said(),
                finding.href(),
                follow == null ? null : follow.state().label(),
                due == null ? null : due.toString(),
                follow != null
                        && due != null
                        && follow.state() == State.OPEN
                        && due.isBefore(LocalDate.now(LegalClock.ZONE)));
    }

    private Finding require(String id) {
        var scope = auditors.scope();
        try {
            return conformance
                    .find(UUID.fromString(id))
                    .filter(found -> scope.covers(found.division()))
                    .orElseThrow(Auditors::notFound);
        } catch (IllegalArgumentException e) {
            throw Auditors.notFound();
        }
    }

    @GetMapping("/audit/findings/{id}")
    String one(@PathVariable String id, Model model) {
        return show(require(id), model);
    }

    private String show(Finding finding, Model model) {
        model.addAttribute("finding", finding);
        model.addAttribute("line", line(finding));
        model.addAttribute("firstFound", Words.minute(finding.firstFoundAt()));
        model.addAttribute(
                "followUps",
                conformance.followUps(finding.id()).stream()
                        .map(follow -> new Followed(
                                Words.minute(follow.at()),
                                follow.by(),
                                follow.state().label(),
                                follow.inCharge(),
                                follow.dueOn() == null ? "—" : follow.dueOn().toString(),
                                follow.note()))
                        .toList());
        model.addAttribute(
                "states",
                Arrays.stream(State.values())
                        .map(state -> new Choice(state.name(), state.label()))
                        .toList());
        return "reading/finding";
    }

    @PostMapping("/audit/findings/{id}")
    String follow(
            @PathVariable String id,
            @RequestParam String state,
            @RequestParam(defaultValue = "") String inCharge,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate dueOn,
            @RequestParam(defaultValue = "") String note,
            Model model) {
        var finding = require(id);
        var now = Arrays.stream(State.values())
                .filter(one -> one.name().equals(state))
                .findFirst()
                .orElseThrow(Auditors::notFound);
        var problem = inCharge.strip().length() < 2 || inCharge.strip().length() > 60
                ? "请写明负责人或负责单位。"
                : note.strip().length() < 2 || note.strip().length() > 1000
                        ? "请写明要做什么，或核查的结果。"
                        : now == State.OPEN && dueOn == null ? "跟进中的事项须定期限。" : null;
        if (problem != null) {
            model.addAttribute("problem", problem);
            model.addAttribute("typedState", state);
            model.addAttribute("typedInCharge", inCharge);
            model.addAttribute("typedNote", note);
            return show(finding, model);
        }
        conformance.follow(
                finding.id(), now, inCharge.strip(), dueOn, note.strip(), auditors.actor(finding.division()));
        return "redirect:/audit/findings/" + id;
    }

    /** The list as a workbook with who took it and when. */
    @PostMapping("/audit/findings/list")
    void workbook(@ModelAttribute Asked asked, HttpServletResponse response) throws IOException {
        var scope = auditors.scope();
        var rule = asked.rule() == null
                ? null
                : conformance.rule(asked.rule()).map(ConformanceRule::id).orElse(null);
        var found = conformance.find(query(asked, rule), scope, FindCasesController.MOST_ROWS + 1);
        if (found.size() > FindCasesController.MOST_ROWS) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "超过" + FindCasesController.MOST_ROWS + "行，请缩小范围");
            return;
        }
        var mark = "导出人：" + auditors.officer().name() + "　导出时间：" + Words.second(Instant.now()) + "　共" + found.size()
                + "行　仅供审计监督使用，不得外传";
        var out = new ByteArrayOutputStream();
        try (var writer = new LedgerWriter(out, "疑点清单", 2, List.of(24, 8, 30, 20, 18, 60, 10, 12))) {
            writer.row(Look.TITLE, List.of(mark));
            writer.row(Look.HEADING, List.of("疑点", "程度", "地区", "案件编号", "发生时间", "情况", "跟进", "期限"));
            for (var finding : found) {
                var line = line(finding);
                writer.row(
                        Look.PLAIN,
                        List.of(
                                line.title(),
                                line.weight(),
                                line.place(),
                                line.number() == null ? "" : line.number(),
                                line.at(),
                                line.said(),
                                line.state() == null ? "" : line.state(),
                                line.due() == null ? "" : line.due()));
            }
            writer.row(Look.TITLE, List.of(mark));
        }
        Downloads.send(
                response,
                "疑点清单.xlsx",
                Downloads.XLSX,
                out.toByteArray(),
                sha256 -> log.record(auditors.officer(), new Note(Act.LIST, null, "疑点清单", null, found.size(), sha256)));
    }
}
