package cn.bangfu.quality.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Look;
import cn.bangfu.quality.QualityFindings;
import cn.bangfu.quality.QualityRule;
import cn.bangfu.quality.QualityService;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Findings by rule, of the officer's part of the county. */
@Controller
@RequestMapping("/quality")
class QualityController {

    private static final int SHOWN = 300;
    private static final int MOST_IN_WORKBOOK = 100_000;
    private static final List<Role> READERS =
            List.of(Role.VILLAGE_CLERK, Role.TOWN_CLERK, Role.COUNTY_CLERK, Role.AUDITOR);

    record RuleLine(QualityRule rule, int count) {}

    record Line(QualityFindings.Finding finding, String village) {}

    private final CurrentOfficer currentOfficer;
    private final QualityService service;
    private final QualityFindings findings;
    private final Divisions divisions;

    QualityController(
            CurrentOfficer currentOfficer, QualityService service, QualityFindings findings, Divisions divisions) {
        this.currentOfficer = currentOfficer;
        this.service = service;
        this.findings = findings;
        this.divisions = divisions;
    }

    private DivisionScope scope() {
        var scope = currentOfficer.require().scope(READERS);
        if (scope.isEmpty()) {
            throw new AccessDeniedException("no post that keeps the register");
        }
        return scope;
    }

    private static DivisionCode county(DivisionScope scope) {
        return scope.roots().iterator().next().county();
    }

    @GetMapping
    String page(
            @RequestParam(name = "rule", required = false) @Nullable String rule,
            Model model,
            HttpServletResponse response) {
        var scope = scope();
        var county = county(scope);
        var chosen = rule(rule);
        var counts = findings.counts(county, scope);
        model.addAttribute("clerk", currentOfficer.require().has(Role.COUNTY_CLERK));
        findings.asked(county).ifPresent(asked -> {
            model.addAttribute("asked", asked.name());
            if (asked == QualityFindings.Asked.RUNNING) {
                response.setHeader("Refresh", "2");
            }
        });
        findings.latest(county).ifPresent(look -> model.addAttribute("lookedAt", ChinaTime.tableMinute(look.at())));
        model.addAttribute(
                "rules",
                Arrays.stream(QualityRule.values())
                        .map(one -> new RuleLine(one, counts.getOrDefault(one, 0)))
                        .toList());
        model.addAttribute("chosen", chosen);
        model.addAttribute("shown", SHOWN);
        model.addAttribute(
                "lines",
                chosen == null
                        ? List.of()
                        : findings.list(county, scope, chosen, SHOWN).stream()
                                .map(finding -> new Line(finding, divisions.path(finding.village())))
                                .toList());
        return "quality/findings";
    }

    private static @Nullable QualityRule rule(@Nullable String name) {
        return Arrays.stream(QualityRule.values())
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @PostMapping("/look")
    String look() {
        if (!currentOfficer.require().has(Role.COUNTY_CLERK)) {
            throw new AccessDeniedException("no clerk of the county");
        }
        service.begin(county(scope()));
        return "redirect:/quality";
    }

    @GetMapping("/findings.xlsx")
    void workbook(HttpServletResponse response) throws IOException {
        var scope = scope();
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("数据质量.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (var writer = new LedgerWriter(
                response.getOutputStream(), "数据质量", 1, List.of(10, 30, 34, 22, 10, 28, 10, 22, 26, 40))) {
            writer.row(Look.HEADING, List.of("规则", "问题", "依据", "户编号", "户主", "所在村", "成员", "涉及的另一户", "说明", "怎么办"));
            for (var finding : findings.list(county(scope), scope, null, MOST_IN_WORKBOOK)) {
                writer.row(
                        Look.PLAIN,
                        List.of(
                                finding.rule().id(),
                                finding.rule().title(),
                                finding.rule().clause(),
                                finding.householdNumber(),
                                finding.head(),
                                divisions.path(finding.village()),
                                text(finding.member()),
                                text(finding.other()),
                                text(finding.detail()),
                                finding.rule().remedy()));
            }
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
