package cn.bangfu.assistance.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.assistance.FundService;
import cn.bangfu.assistance.HouseholdSupport;
import cn.bangfu.assistance.HouseholdSupportService;
import cn.bangfu.assistance.OfficerDutyService;
import cn.bangfu.assistance.ReimbursementCheck;
import cn.bangfu.assistance.ReimbursementRequests;
import cn.bangfu.assistance.ReimbursementRequests.Bill;
import cn.bangfu.assistance.ReimbursementService;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.household.Household;
import cn.bangfu.household.Households;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
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

/** What is recorded about one household beside its plan: visits, insurance, relief before the procedure, reimbursements to check. */
@Controller
@RequestMapping("/assistance/households/{id}")
class HouseholdAssistanceController {

    record RequestRow(
            String patient,
            String promise,
            String billedOn,
            String base,
            String reimbursed,
            String lacking,
            String asked,
            String state,
            String answer) {}

    private static final Map<String, String> CAUSES =
            Map.of("ACCIDENT", "意外", "ILLNESS", "疾病", "DISASTER", "灾害", "SCHOOLING", "就学", "OTHER", "其他");

    private static final Role[] RECORDERS = {Role.VILLAGE_CLERK, Role.TOWN_CLERK, Role.COUNTY_CLERK};

    private final AssistanceOfficers officers;
    private final Households households;
    private final ResponsibleOfficers responsible;
    private final OfficerDutyService duties;
    private final HouseholdSupport support;
    private final HouseholdSupportService service;
    private final ReimbursementService reimbursing;
    private final ReimbursementRequests requests;
    private final Divisions divisions;
    private final LegalClock clock;

    HouseholdAssistanceController(
            AssistanceOfficers officers,
            Households households,
            ResponsibleOfficers responsible,
            OfficerDutyService duties,
            HouseholdSupport support,
            HouseholdSupportService service,
            ReimbursementService reimbursing,
            ReimbursementRequests requests,
            Divisions divisions,
            LegalClock clock) {
        this.officers = officers;
        this.households = households;
        this.responsible = responsible;
        this.duties = duties;
        this.support = support;
        this.service = service;
        this.reimbursing = reimbursing;
        this.requests = requests;
        this.divisions = divisions;
        this.clock = clock;
    }

    private Household require(String id) {
        var scope = officers.requireScope();
        return households
                .find(HouseholdId.of(id))
                .filter(found -> scope.covers(found.village()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping
    String page(@PathVariable String id, Model model) {
        var household = require(id);
        model.addAttribute("household", household);
        model.addAttribute("place", divisions.path(household.village()));
        model.addAttribute("officer", responsible.current(household.id()).orElse(null));
        model.addAttribute("policies", support.policies(household.id()));
        model.addAttribute("causes", CAUSES);
        model.addAttribute("risks", RiskCause.values());
        model.addAttribute(
                "noGreenChannel", service.noGreenChannel(household.village()).orElse(null));
        model.addAttribute("checks", reimbursing.promises(household));
        model.addAttribute(
                "requests",
                requests.of(household.id()).stream()
                        .map(HouseholdAssistanceController::row)
                        .toList());
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", Map.of());
        }
        model.addAttribute("mayWrite", java.util.Arrays.stream(RECORDERS).anyMatch(role -> officers.officer()
                .postFor(role, household.village())
                .isPresent()));
        model.addAttribute(
                "mayHandOver",
                officers.officer().postFor(Role.TOWN_CLERK, household.village()).isPresent());
        model.addAttribute("today", clock.today());
        return "assistance/household";
    }

    private static RequestRow row(ReimbursementRequests.Request request) {
        var bill = request.bill();
        var answer = request.answer();
        return new RequestRow(
                request.patient(),
                request.label() + "（应达到" + request.promise() + "）",
                ChinaTime.day(bill.billedOn()),
                FundService.yuan(bill.base()),
                FundService.yuan(bill.reimbursed()),
                FundService.yuan(request.lacking()),
                ChinaTime.day(LegalClock.dayOf(request.askedAt())) + " " + request.askedBy(),
                request.outcome().label(),
                answer == null ? "" : ReimbursementsController.said(answer));
    }

    private static String after(AssistanceOutcome outcome, String done, Household household, RedirectAttributes flash) {
        return AssistanceOutcomes.after(outcome, done, "/assistance/households/" + household.id(), flash);
    }

    @PostMapping("/visits")
    String visit(
            @PathVariable String id,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate visitedOn,
            @RequestParam String content,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            RedirectAttributes flash)
            throws IOException {
        var household = require(id);
        var actor = officers.actor(household.village(), RECORDERS);
        var officer = responsible
                .current(household.id())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var errors = new ArrayList<FieldError>();
        var evidence = officers.keep(files, household.id().value(), household.village(), "evidence", errors);
        return after(
                errors.isEmpty()
                        ? duties.visit(officer.id(), visitedOn, content, evidence, actor)
                        : AssistanceOutcome.of(errors),
                "已登记走访",
                household,
                flash);
    }

    @PostMapping("/policies")
    String insure(
            @PathVariable String id,
            @RequestParam String insurer,
            @RequestParam String number,
            @RequestParam int people,
            @RequestParam(defaultValue = "") String premium,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate until,
            RedirectAttributes flash) {
        var household = require(id);
        var actor = officers.actor(household.village(), RECORDERS);
        return after(
                service.insure(
                        household,
                        new HouseholdSupport.NewPolicy(
                                null, insurer.strip(), number.strip(), people, Figures.money(premium), from, until),
                        actor),
                "已登记保险单",
                household,
                flash);
    }

    @PostMapping("/policies/{policy}/claims")
    String claim(
            @PathVariable String id,
            @PathVariable UUID policy,
            @RequestParam String cause,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate happenedOn,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate reportedOn,
            @RequestParam String content,
            RedirectAttributes flash) {
        var household = require(id);
        if (!CAUSES.containsKey(cause)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        var actor = officers.actor(household.village(), RECORDERS);
        return after(
                service.claim(household, policy, cause, happenedOn, reportedOn, content, actor),
                "已登记报案",
                household,
                flash);
    }

    @PostMapping("/claims/{claim}/settlement")
    String settle(
            @PathVariable String id,
            @PathVariable UUID claim,
            @RequestParam String paid,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate settledOn,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        var household = require(id);
        var actor = officers.actor(household.village(), RECORDERS);
        var yuan = Figures.money(paid);
        return after(
                yuan == null
                        ? AssistanceOutcome.of(List.of(new FieldError("paid", "赔付金额请填写数字，没有赔付的填0")))
                        : service.settle(household, claim, yuan, settledOn, reason.isBlank() ? null : reason, actor),
                "已登记赔付。赔付抵减刚性支出，不计入收入",
                household,
                flash);
    }

    @PostMapping("/relief")
    String relieve(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Set<RiskCause> causes,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate givenOn,
            @RequestParam String reason,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            RedirectAttributes flash)
            throws IOException {
        var household = require(id);
        var actor = officers.actor(household.village(), Role.TOWN_CLERK, Role.COUNTY_CLERK);
        var errors = new ArrayList<FieldError>();
        var evidence = officers.keep(files, household.id().value(), household.village(), "evidence", errors);
        return after(
                errors.isEmpty()
                        ? service.relieve(
                                household,
                                new HouseholdSupport.NewRelief(
                                        causes == null ? Set.of() : causes,
                                        kind,
                                        Figures.money(amount),
                                        givenOn,
                                        reason,
                                        evidence),
                                actor)
                        : AssistanceOutcome.of(errors),
                "已登记救助，请按期补办程序",
                household,
                flash);
    }

    /** Checks, and where it falls short and the official wants it, asks the medical insurance. */
    @PostMapping("/reimbursement")
    String check(
            @PathVariable String id,
            @RequestParam String item,
            @RequestParam UUID patient,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate billedOn,
            @RequestParam String base,
            @RequestParam String reimbursed,
            @RequestParam(defaultValue = "0") String before,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "false") boolean ask,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            Model model,
            RedirectAttributes flash)
            throws IOException {
        var household = require(id);
        var actor = officers.actor(household.village(), RECORDERS);
        var cost = Figures.money(base);
        var back = Figures.money(reimbursed);
        var others = Figures.money(before.isBlank() ? "0" : before);
        if (cost == null || back == null || others == null) {
            model.addAttribute("faults", List.of("费用和报销金额请填写数字，最多两位小数"));
            return again(id, item, patient, billedOn, base, reimbursed, before, note, model);
        }
        var bill = new Bill(new MemberId(patient), item, billedOn, cost, back, others);
        var result = reimbursing.check(household, bill);
        if (!ask || !(result instanceof ReimbursementCheck.Request)) {
            if (result instanceof ReimbursementCheck.Refused refused) {
                model.addAttribute("faults", List.of(refused.message()));
            } else {
                model.addAttribute("checked", said(result));
            }
            return again(id, item, patient, billedOn, base, reimbursed, before, note, model);
        }
        var errors = new ArrayList<FieldError>();
        var evidence = officers.keep(files, household.id().value(), household.village(), "evidence", errors);
        var outcome = errors.isEmpty()
                ? reimbursing.ask(household, bill, note.isBlank() ? null : note.strip(), evidence, actor)
                : AssistanceOutcome.of(errors);
        if (outcome instanceof AssistanceOutcome.Refused refused) {
            model.addAttribute(
                    "faults", refused.errors().stream().map(FieldError::message).toList());
            return again(id, item, patient, billedOn, base, reimbursed, before, note, model);
        }
        return after(outcome, "已提请医保局核补。" + said(result), household, flash);
    }

    private static String said(ReimbursementCheck result) {
        return result instanceof ReimbursementCheck.Request request
                ? request.message() + "，相差" + FundService.yuan(request.lacking()) + "元"
                : "已经达到，不用提请";
    }

    /** The page with what was typed. */
    private String again(
            String id,
            String item,
            UUID patient,
            LocalDate billedOn,
            String base,
            String reimbursed,
            String before,
            String note,
            Model model) {
        model.addAttribute(
                "typed",
                Map.of(
                        "item", item,
                        "patient", patient.toString(),
                        "billedOn", billedOn.toString(),
                        "base", base,
                        "reimbursed", reimbursed,
                        "before", before,
                        "note", note));
        return page(id, model);
    }
}
