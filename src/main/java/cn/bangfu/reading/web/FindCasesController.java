package cn.bangfu.reading.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Look;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.reading.CaseIndex;
import cn.bangfu.reading.CaseIndex.Hit;
import cn.bangfu.reading.CaseIndex.Query;
import cn.bangfu.reading.Conformance;
import cn.bangfu.reading.NameMask;
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
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Finding a case. Looking somebody up by an identity number goes by POST, so that it stands in no address, and is noted. */
@Controller
@RequestMapping("/audit/cases")
class FindCasesController {

    /** What may be taken away at once; more means narrowing the question. */
    static final int MOST_ROWS = 2_000;

    record Row(
            String id,
            String number,
            String place,
            String household,
            String head,
            String opened,
            String closed,
            String state,
            String category,
            int findings) {}

    record Choice(String value, String label) {}

    /** As the form sends it. */
    record Asked(
            @Nullable String text,
            @Nullable String division,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate from,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate until,

            @Nullable String category,
            @Nullable String outcome,
            @Nullable String officer,
            @Nullable String rule,
            @Nullable Integer page) {}

    private final Auditors auditors;
    private final CaseIndex index;
    private final Conformance conformance;
    private final ReadingLog log;
    private final Divisions divisions;

    FindCasesController(
            Auditors auditors, CaseIndex index, Conformance conformance, ReadingLog log, Divisions divisions) {
        this.auditors = auditors;
        this.index = index;
        this.conformance = conformance;
        this.log = log;
        this.divisions = divisions;
    }

    @GetMapping
    String find(@ModelAttribute Asked asked, Model model) {
        return show(asked, model);
    }

    @PostMapping
    String findBySomething(@ModelAttribute Asked asked, Model model) {
        return show(asked, model);
    }

    private String show(Asked asked, Model model) {
        var scope = auditors.scope();
        var problems = new ArrayList<String>();
        var query = query(asked, problems);
        var begin = System.nanoTime();
        var found = problems.isEmpty() ? index.search(query, scope, Query.PAGE) : new CaseIndex.Page(List.of(), false);
        var took = (System.nanoTime() - begin) / 1_000_000;
        if (!query.isEmpty()) {
            log.record(auditors.officer(), note(query, found.hits().size()));
        }
        model.addAttribute("asked", asked);
        model.addAttribute("problems", problems);
        model.addAttribute("rows", found.hits().stream().map(this::row).toList());
        model.addAttribute("more", found.more());
        model.addAttribute("page", query.page());
        model.addAttribute("took", took);
        model.addAttribute("everything", query.isEmpty());
        model.addAttribute("divisions", places());
        model.addAttribute(
                "categories",
                Arrays.stream(MonitoringCategory.values())
                        .map(one -> new Choice(one.name(), one.label()))
                        .toList());
        var outcomes = new ArrayList<Choice>();
        outcomes.add(new Choice("OPEN", "正在办理"));
        Arrays.stream(CaseOutcome.values()).forEach(one -> outcomes.add(new Choice(one.name(), one.label())));
        model.addAttribute("outcomes", outcomes);
        model.addAttribute(
                "rules",
                conformance.rules().stream()
                        .map(rule -> new Choice(rule.id(), rule.title()))
                        .toList());
        return "reading/cases";
    }

    private List<Choice> places() {
        var choices = new ArrayList<Choice>();
        for (var county : auditors.scope().roots()) {
            choices.add(new Choice(county.value(), divisions.path(county)));
            for (var town : divisions.in(county)) {
                choices.add(new Choice(town.code().value(), "　" + town.shownName()));
            }
        }
        return choices;
    }

    private Query query(Asked asked, List<String> problems) {
        var officerName = blank(asked.officer());
        var officer = officerName == null
                ? null
                : index.officers(officerName).stream().findFirst().orElse(null);
        if (officerName != null && officer == null) {
            problems.add("没有叫“" + officerName + "”的办理人员，请核对姓名。");
        }
        if (asked.from() != null && asked.until() != null && asked.until().isBefore(asked.from())) {
            problems.add("截止日期早于起始日期，请更正。");
        }
        DivisionCode division = null;
        try {
            division = blank(asked.division()) == null ? null : new DivisionCode(String.valueOf(asked.division()));
        } catch (IllegalArgumentException e) {
            problems.add("没有这个地区。");
        }
        var text = blank(asked.text());
        if (text != null && text.matches("[0-9A-Za-z_-]{1,3}")) {
            problems.add("编号至少输入4位。");
        }
        return new Query(
                text == null ? "" : text,
                division,
                asked.from(),
                asked.until(),
                blank(asked.category()),
                blank(asked.outcome()),
                officer,
                blank(asked.rule()),
                asked.page() == null ? 0 : Math.min(Math.max(asked.page(), 0), 200));
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Note note(Query query, int hits) {
        var by = new ArrayList<String>();
        if (!query.text().isBlank()) {
            by.add(
                    index.isIdentityNumber(query.text())
                            ? "身份证号"
                            : query.text().matches("[0-9A-Za-z_-]+") ? "编号" + query.text() : "姓名");
        }
        if (query.division() != null) {
            by.add("地区" + divisions.path(query.division()));
        }
        if (query.from() != null || query.until() != null) {
            by.add("期间");
        }
        if (query.category() != null) {
            by.add("类别");
        }
        if (query.outcome() != null) {
            by.add("结果");
        }
        if (query.officer() != null) {
            by.add("办理人");
        }
        if (query.rule() != null) {
            by.add("疑点" + query.rule());
        }
        return new Note(
                Act.SEARCH,
                null,
                "按" + String.join("、", by) + "查找",
                query.text().isBlank() ? null : query.text(),
                hits,
                null);
    }

    private Row row(Hit hit) {
        return new Row(
                hit.id().toString(),
                hit.number(),
                divisions.path(hit.village()),
                hit.householdNumber(),
                NameMask.name(hit.head()),
                Words.day(hit.openedAt()),
                hit.closedAt() == null ? "—" : Words.day(hit.closedAt()),
                Words.state(hit),
                Words.category(hit.category()),
                hit.findings());
    }

    /** The list as a workbook that says on each page who took it and when. */
    @PostMapping("/list")
    void list(@ModelAttribute Asked asked, HttpServletResponse response) throws IOException {
        var scope = auditors.scope();
        var problems = new ArrayList<String>();
        var query = query(asked, problems);
        var found = problems.isEmpty() ? index.search(query, scope, MOST_ROWS) : new CaseIndex.Page(List.of(), false);
        if (found.more()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "超过" + MOST_ROWS + "行，请缩小范围");
            return;
        }
        var out = new ByteArrayOutputStream();
        var mark = "导出人：" + auditors.officer().name() + "　导出时间：" + Words.second(Instant.now()) + "　共"
                + found.hits().size() + "行　仅供审计监督使用，不得外传";
        try (var writer = new LedgerWriter(out, "案件清单", 2, List.of(20, 34, 18, 10, 12, 12, 24, 16, 8))) {
            writer.row(Look.TITLE, List.of(mark));
            writer.row(Look.HEADING, List.of("案件编号", "所在村", "户编号", "户主", "立案", "办结", "状态", "类别", "疑点"));
            for (var hit : found.hits()) {
                var row = row(hit);
                writer.row(
                        Look.PLAIN,
                        List.of(
                                row.number(),
                                row.place(),
                                row.household(),
                                row.head(),
                                row.opened(),
                                row.closed(),
                                row.state(),
                                row.category(),
                                String.valueOf(row.findings())));
            }
            writer.row(Look.TITLE, List.of(mark));
        }
        Downloads.send(
                response,
                "案件清单.xlsx",
                Downloads.XLSX,
                out.toByteArray(),
                sha256 -> log.record(
                        auditors.officer(),
                        new Note(Act.LIST, null, "案件清单", null, found.hits().size(), sha256)));
    }
}
