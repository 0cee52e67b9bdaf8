package cn.bangfu.assistance.web;

import cn.bangfu.access.Department;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.assistance.AssistanceOverview;
import cn.bangfu.assistance.HouseholdSupport;
import cn.bangfu.assistance.OfficerDuties;
import cn.bangfu.assistance.OfficerDutyService;
import cn.bangfu.assistance.PromisedMeasures;
import cn.bangfu.assistance.ResponsibleOfficer;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.household.Households;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Look;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.FieldError;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is due in assistance, the officers, the ledgers. */
@Controller
@RequestMapping("/assistance")
class AssistanceController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    record Unhelped(
            String household, String place, String head, String enteredOn, String days, String state, String tag) {}

    record Measure(
            String id,
            String household,
            String place,
            String head,
            String kind,
            String lead,
            String handler,
            String due,
            String state,
            boolean late) {}

    record Cooperation(
            String measure,
            String place,
            String head,
            String kind,
            String task,
            String lead,
            String due,
            @Nullable String known) {}

    record Debt(
            String household,
            String place,
            String head,
            String kind,
            String givenOn,
            String until,
            String state,
            String tag) {}

    record OfficerRow(
            String id,
            String name,
            String office,
            String post,
            String households,
            String substitute,
            boolean handover) {}

    private final AssistanceOfficers officers;
    private final AssistanceOverview overview;
    private final ResponsibleOfficers responsible;
    private final OfficerDuties duties;
    private final OfficerDutyService dutyService;
    private final PromisedMeasures promised;
    private final HouseholdSupport support;
    private final Households households;
    private final Officers accounts;
    private final Divisions divisions;
    private final LegalClock clock;

    AssistanceController(
            AssistanceOfficers officers,
            AssistanceOverview overview,
            ResponsibleOfficers responsible,
            OfficerDuties duties,
            OfficerDutyService dutyService,
            PromisedMeasures promised,
            HouseholdSupport support,
            Households households,
            Officers accounts,
            Divisions divisions,
            LegalClock clock) {
        this.officers = officers;
        this.overview = overview;
        this.responsible = responsible;
        this.duties = duties;
        this.dutyService = dutyService;
        this.promised = promised;
        this.support = support;
        this.households = households;
        this.accounts = accounts;
        this.divisions = divisions;
        this.clock = clock;
    }

    @GetMapping
    String page(Model model) {
        var officer = officers.officer();
        var scope = AssistanceOfficers.scope(officer);
        var department = department();
        if (scope.isEmpty() && department == null) {
            throw new AccessDeniedException("reads no assistance");
        }
        model.addAttribute(
                "unhelped", overview.unhelped(scope).stream().map(this::row).toList());
        var wide = department == null ? scope : DivisionScope.of(departmentCounty());
        model.addAttribute(
                "measures",
                promised.in(wide, department).stream().map(this::row).toList());
        model.addAttribute(
                "owed",
                dutyService.owed(scope).stream()
                        .filter(OfficerDuties.Owed::open)
                        .toList());
        model.addAttribute("debts", support.debts(scope).stream().map(this::row).toList());
        model.addAttribute("officers", officerRows(scope));
        model.addAttribute("readsDivision", !scope.isEmpty());
        model.addAttribute(
                "readsReimbursements",
                !AssistanceOfficers.reimbursementScope(officer).isEmpty());
        model.addAttribute("mayHandOver", officer.roles().contains(Role.TOWN_CLERK));
        model.addAttribute("mayChangeHandler", department != null);
        model.addAttribute(
                "cooperations",
                department == null
                        ? List.of()
                        : promised.cooperating(departmentCounty(), department).stream()
                                .map(this::row)
                                .toList());
        model.addAttribute("today", clock.today());
        return "assistance/overview";
    }

    private @Nullable Department department() {
        return officers.officer().posts().stream()
                .map(post -> post.office().department())
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private cn.bangfu.shared.DivisionCode departmentCounty() {
        return officers.officer().posts().stream()
                .filter(post -> post.office().department() != null)
                .findFirst()
                .orElseThrow()
                .division();
    }

    private Unhelped row(AssistanceOverview.Unhelped unhelped) {
        return new Unhelped(
                unhelped.household().toString(),
                divisions.path(unhelped.village()),
                unhelped.head(),
                ChinaTime.day(unhelped.enteredOn()),
                unhelped.days() + "天",
                switch (unhelped.level()) {
                    case "ALARM" -> "预警：还没有帮扶措施";
                    case "LATE" -> "超过首项措施时限";
                    default -> "在时限内";
                },
                switch (unhelped.level()) {
                    case "ALARM" -> "bad";
                    case "LATE" -> "warn";
                    default -> "";
                });
    }

    private Measure row(PromisedMeasures.Promised measure) {
        return new Measure(
                measure.measure().toString(),
                measure.household().toString(),
                divisions.path(measure.village()),
                measure.head(),
                measure.kind().label(),
                measure.lead().label(),
                measure.handler(),
                ChinaTime.day(measure.expectedOn()),
                measure.state(),
                measure.expectedOn().isBefore(clock.today()) && !measure.state().equals("验收合格"));
    }

    private Cooperation row(PromisedMeasures.Cooperation task) {
        var known = task.known();
        return new Cooperation(
                task.measure().toString(),
                divisions.path(task.village()),
                task.head(),
                task.kind().label(),
                task.task(),
                task.lead().label(),
                ChinaTime.day(task.dueOn()),
                known == null ? null : ChinaTime.day(known));
    }

    private Debt row(HouseholdSupport.Debt debt) {
        return new Debt(
                debt.household().toString(),
                divisions.path(debt.village()),
                debt.head(),
                debt.kind(),
                ChinaTime.day(debt.givenOn()),
                ChinaTime.day(LegalClock.dayOf(debt.owedUntil().minusMillis(1))),
                debt.madeGoodLate() ? "逾期后补办" : debt.overdue() ? "逾期未补程序" : "待补程序",
                debt.caseId() == null && debt.overdue() ? "bad" : "warn");
    }

    /** One row a person: told by name and phone. */
    private List<OfficerRow> officerRows(DivisionScope scope) {
        var byPerson = new LinkedHashMap<List<String>, List<ResponsibleOfficer>>();
        for (var term : responsible.in(scope)) {
            byPerson.computeIfAbsent(List.of(term.name(), term.phone().value()), key -> new ArrayList<>())
                    .add(term);
        }
        var handovers = duties.handovers(scope).stream()
                .flatMap(handover -> handover.items().stream())
                .toList();
        return byPerson.values().stream()
                .map(terms -> {
                    var first = terms.get(0);
                    var today = clock.today();
                    var substitute = duties.substitutes(first.id()).stream()
                            .filter(s -> !s.until().isBefore(today))
                            .map(s -> s.name() + "（" + s.from() + "至" + s.until() + "）")
                            .findFirst()
                            .orElse("");
                    return new OfficerRow(
                            first.id().toString(),
                            first.name(),
                            first.office(),
                            first.post(),
                            terms.size() + "户",
                            substitute,
                            terms.stream().anyMatch(term -> handovers.contains(term.id())));
                })
                .toList();
    }

    private static String after(AssistanceOutcome outcome, String done, RedirectAttributes flash) {
        return AssistanceOutcomes.after(outcome, done, "/assistance", flash);
    }

    private ResponsibleOfficer requireTerm(UUID id) {
        return responsible
                .find(id)
                .filter(term -> officers.requireScope()
                        .covers(households.require(term.household()).village()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @PostMapping("/officers/{id}/handover")
    String handover(
            @PathVariable UUID id,
            @RequestParam String reason,
            @RequestParam(defaultValue = "false") boolean only,
            RedirectAttributes flash) {
        var term = requireTerm(id);
        if (!List.of("TRANSFER", "RETIREMENT", "DEATH", "ADJUSTMENT").contains(reason)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        var actor = officers.actor(households.require(term.household()).village(), Role.TOWN_CLERK);
        return after(dutyService.openHandover(id, !only, reason, actor), term.name() + "的交接已开始，请到“待办”里拟定交接", flash);
    }

    /** Stands in for all households of the officer at once. */
    @PostMapping("/officers/{id}/substitute")
    String substitute(
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam String phone,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate until,
            @RequestParam String reason,
            RedirectAttributes flash) {
        var first = requireTerm(id);
        var scope = officers.requireScope();
        var terms = responsible.in(scope).stream()
                .filter(term -> term.name().equals(first.name()) && term.phone().equals(first.phone()))
                .toList();
        var actor =
                officers.actor(households.require(first.household()).village(), Role.TOWN_CLERK, Role.VILLAGE_CLERK);
        return after(
                dutyService.substitute(
                        terms.stream().map(ResponsibleOfficer::id).toList(),
                        name,
                        phone,
                        null,
                        from,
                        until,
                        reason,
                        actor),
                "已登记代理，帮扶责任人不变",
                flash);
    }

    @PostMapping("/measures/{id}/known")
    String takeNote(@PathVariable UUID id, RedirectAttributes flash) {
        var department = department();
        if (department == null
                || promised.cooperating(departmentCounty(), department).stream()
                        .noneMatch(cooperation -> cooperation.measure().equals(id))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var officer = officers.officer();
        promised.takeNote(
                id,
                department,
                officer.actorIn(officer.postFor(department, departmentCounty()).orElseThrow()));
        return after(new AssistanceOutcome.Recorded(), "已知悉", flash);
    }

    /** The department gives a promised measure into other hands; signed by both. */
    @PostMapping("/measures/{id}/handler")
    String changeHandler(
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam String phone,
            @RequestParam(defaultValue = "") String account,
            @RequestParam String reason,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            RedirectAttributes flash)
            throws IOException {
        var department = department();
        if (department == null) {
            throw new AccessDeniedException("no department");
        }
        var county = departmentCounty();
        if (promised.in(DivisionScope.of(county), department).stream()
                .noneMatch(measure -> measure.measure().equals(id))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var errors = new ArrayList<FieldError>();
        var digits = PhoneNumber.normalize(phone);
        if (!PhoneNumber.isValid(digits)) {
            errors.add(new FieldError("phone", "联系电话不是7到12位数字，请核对"));
        }
        var successor =
                account.isBlank() ? null : accounts.byUsername(account.strip()).orElse(null);
        if (!account.isBlank() && (successor == null || !successor.name().equals(name.strip()))) {
            errors.add(new FieldError("account", "接手人的账号和姓名对不上，请核对；没有账号的留空"));
        }
        var evidence = errors.isEmpty() ? officers.keep(files, id, county, "evidence", errors) : List.<UUID>of();
        if (errors.isEmpty() && evidence.isEmpty()) {
            errors.add(new FieldError("evidence", "请上传移交人、接手人双方签字的交接单"));
        }
        if (errors.isEmpty()) {
            var actor = officers.officer()
                    .actorIn(officers.officer().postFor(department, county).orElseThrow());
            promised.handOver(
                    id, name.strip(), successor == null ? null : successor.person(), digits, reason, evidence, actor);
        }
        return after(AssistanceOutcome.of(errors), "已更换经办人", flash);
    }

    @GetMapping("/ledgers/{name}.xlsx")
    void ledger(@PathVariable String name, HttpServletResponse response) throws IOException {
        if (name.equals("reimbursements")) {
            var scope = AssistanceOfficers.reimbursementScope(officers.officer());
            if (scope.isEmpty()) {
                throw new AccessDeniedException("reads no reimbursements");
            }
            write(response, "报销核补台账", AssistanceOverview.REIMBURSEMENT_HEADINGS, overview.reimbursements(scope));
            return;
        }
        var scope = officers.requireScope();
        switch (name) {
            case "measures" -> write(response, "帮扶台账", AssistanceOverview.MEASURE_HEADINGS, overview.measures(scope));
            case "funds" -> write(response, "资金台账", AssistanceOverview.FUND_HEADINGS, overview.funds(scope));
            case "officers" -> write(response, "责任人台账", AssistanceOverview.OFFICER_HEADINGS, overview.officers(scope));
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private void write(HttpServletResponse response, String title, List<String> headings, List<List<String>> rows)
            throws IOException {
        response.setContentType(XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(title + ".xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        var widths = headings.stream().map(heading -> 6 + heading.length() * 2).toList();
        try (var workbook = new LedgerWriter(response.getOutputStream(), title, 2, widths)) {
            workbook.row(Look.TITLE, List.of(title + "（" + ChinaTime.day(clock.today()) + "）"));
            workbook.row(Look.HEADING, headings);
            for (var row : rows) {
                workbook.row(Look.PLAIN, row);
            }
        }
    }
}
