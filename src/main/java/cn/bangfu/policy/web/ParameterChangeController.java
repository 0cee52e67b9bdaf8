package cn.bangfu.policy.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameter;
import cn.bangfu.policy.ParameterChange;
import cn.bangfu.policy.ParameterChangeService;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A county's rule is proposed anew, and published by another person. */
@Controller
@RequestMapping("/parameters/changes")
class ParameterChangeController {

    /** What was typed; a refusal loses none of it. */
    record Typed(
            String value,
            String unit,
            List<String> values,
            String year,
            String validFrom,
            String source,
            boolean confirmed,
            String reason) {}

    private final CurrentOfficer currentOfficer;
    private final ParameterChangeService changes;
    private final CountyParameters parameters;
    private final Divisions divisions;
    private final LegalClock clock;

    ParameterChangeController(
            CurrentOfficer currentOfficer,
            ParameterChangeService changes,
            CountyParameters parameters,
            Divisions divisions,
            LegalClock clock) {
        this.currentOfficer = currentOfficer;
        this.changes = changes;
        this.parameters = parameters;
        this.divisions = divisions;
        this.clock = clock;
    }

    private static DivisionCode county(SignedInOfficer officer, String wanted) {
        return officer.posts().stream()
                .map(post -> post.division().county())
                .filter(county -> wanted.isEmpty() || county.value().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new AccessDeniedException("no post in that county"));
    }

    @GetMapping("/new")
    String form(@RequestParam String name, @RequestParam(defaultValue = "") String county, Model model) {
        var code = county(currentOfficer.require(), county);
        var stored = parameters.of(code, clock.today()).entries().get(name);
        var value = stored == null || stored.value() == null ? "" : stored.value();
        var parts = value.split(" ");
        var typed = new Typed(
                parts[0],
                parts.length == 2 ? parts[1] : "WORKING",
                List.of(value.split(",")),
                String.valueOf(clock.today().getYear() + 1),
                clock.today().plusDays(1).toString(),
                "",
                false,
                "");
        return page(code, name, typed, List.of(), model);
    }

    private String page(DivisionCode county, String name, Typed typed, List<FieldError> errors, Model model) {
        if (!ParameterChangeService.mayPropose(currentOfficer.require(), county)) {
            throw new AccessDeniedException("proposes no rules");
        }
        var line = name.equals(ParameterChange.INCOME_LINE);
        var parameter = Parameters.byName(name);
        if (parameter.isEmpty() && !line) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("county", county.value());
        model.addAttribute("countyName", divisions.fullPath(county));
        model.addAttribute("name", name);
        model.addAttribute(
                "label", line ? "监测线（人均纯收入）" : parameter.orElseThrow().label());
        model.addAttribute(
                "kind", line ? "LINE" : parameter.orElseThrow().kind().name());
        model.addAttribute("options", parameter.map(Parameter::options).orElse(List.of()));
        model.addAttribute(
                "now",
                parameter
                        .map(one -> parameters
                                .of(county, clock.today())
                                .display(one)
                                .orElse("未设定"))
                        .orElse(""));
        model.addAttribute("typed", typed);
        model.addAttribute("earliest", clock.today().plusDays(1).toString());
        model.addAttribute(
                "errors",
                errors.stream()
                        .collect(Collectors.groupingBy(
                                FieldError::field, Collectors.mapping(FieldError::message, Collectors.toList()))));
        return "policy/change";
    }

    @PostMapping
    String propose(
            @RequestParam String name,
            @RequestParam(defaultValue = "") String county,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(name = "values", required = false) @Nullable List<String> values,
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String validFrom,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "false") boolean confirmed,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            RedirectAttributes next) {
        var officer = currentOfficer.require();
        var code = county(officer, county);
        var several = values == null ? List.<String>of() : values;
        var kind = Parameters.byName(name).map(Parameter::kind).orElse(Parameter.Kind.AMOUNT);
        var stored =
                switch (kind) {
                    case TERM -> value.strip() + " " + unit;
                    case SEVERAL -> String.join(",", several);
                    default -> value.strip();
                };
        var errors = changes.propose(
                code,
                name,
                stored,
                name.equals(ParameterChange.INCOME_LINE) ? number(year) : null,
                day(validFrom),
                source,
                confirmed,
                reason,
                officer);
        if (!errors.isEmpty()) {
            return page(
                    code,
                    name,
                    new Typed(value, unit, several, year, validFrom, source, confirmed, reason),
                    errors,
                    model);
        }
        next.addFlashAttribute("done", "已提出变更，等县级审定人公布。");
        return "redirect:/parameters?county=" + code.value();
    }

    private Integer number(String year) {
        try {
            return Integer.valueOf(year.strip());
        } catch (NumberFormatException e) {
            return clock.today().getYear();
        }
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException e) {
            return null;
        }
    }

    @PostMapping("/{id}")
    String decide(
            @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean publish, RedirectAttributes next) {
        var errors = changes.decide(id, publish, currentOfficer.require());
        if (errors.isEmpty()) {
            next.addFlashAttribute("done", publish ? "已公布，自生效日期起适用于新开始的案件。" : "已退回。");
        } else {
            next.addFlashAttribute(
                    "problems", errors.stream().map(FieldError::message).toList());
        }
        return "redirect:/parameters";
    }

    /** What waits to be published, for the page. */
    static List<Map<String, Object>> rows(List<ParameterChange> open) {
        return open.stream()
                .map(change -> Map.<String, Object>of(
                        "id", change.id().toString(),
                        "label", change.label(),
                        "value", change.shown(),
                        "validFrom", change.validFrom(),
                        "source", change.source(),
                        "reason", change.reason(),
                        "who", change.personName()))
                .toList();
    }
}
