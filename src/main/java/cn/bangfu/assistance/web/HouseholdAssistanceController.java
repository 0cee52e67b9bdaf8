package cn.bangfu.assistance.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.assistance.HouseholdSupport;
import cn.bangfu.assistance.HouseholdSupportService;
import cn.bangfu.assistance.OfficerDutyService;
import cn.bangfu.assistance.ReimbursementCheck;
import cn.bangfu.assistance.ResponsibleOfficers;
import cn.bangfu.assistance.Tariff;
import cn.bangfu.assistance.Tariffs;
import cn.bangfu.household.Household;
import cn.bangfu.household.Households;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import java.io.IOException;
import java.math.BigDecimal;
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

    private static final Map<String, String> CAUSES =
            Map.of("ACCIDENT", "意外", "ILLNESS", "疾病", "DISASTER", "灾害", "SCHOOLING", "就学", "OTHER", "其他");

    private static final Role[] RECORDERS = {Role.VILLAGE_CLERK, Role.TOWN_CLERK, Role.COUNTY_CLERK};

    private final AssistanceOfficers officers;
    private final Households households;
    private final ResponsibleOfficers responsible;
    private final OfficerDutyService duties;
    private final HouseholdSupport support;
    private final HouseholdSupportService service;
    private final Tariffs tariffs;
    private final Divisions divisions;
    private final LegalClock clock;

    HouseholdAssistanceController(
            AssistanceOfficers officers,
            Households households,
            ResponsibleOfficers responsible,
            OfficerDutyService duties,
            HouseholdSupport support,
            HouseholdSupportService service,
            Tariffs tariffs,
            Divisions divisions,
            LegalClock clock) {
        this.officers = officers;
        this.households = households;
        this.responsible = responsible;
        this.duties = duties;
        this.support = support;
        this.service = service;
        this.tariffs = tariffs;
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
        model.addAttribute(
                "checks",
                tariffs.of(household.village(), clock.today()).stream()
                        .filter(tariff -> !tariff.method().pays() && tariff.method() != Tariff.Method.UNSET)
                        .toList());
        model.addAttribute("mayWrite", java.util.Arrays.stream(RECORDERS).anyMatch(role -> officers.officer()
                .postFor(role, household.village())
                .isPresent()));
        model.addAttribute("today", clock.today());
        return "assistance/household";
    }

    private static String after(AssistanceOutcome outcome, String done, Household household, RedirectAttributes flash) {
        if (outcome instanceof AssistanceOutcome.Refused refused) {
            flash.addFlashAttribute(
                    "faults", refused.errors().stream().map(FieldError::message).toList());
        } else {
            flash.addFlashAttribute("done", done);
        }
        return "redirect:/assistance/households/" + household.id();
    }

    private static @Nullable BigDecimal money(String typed) {
        var plain = typed.strip().replace(",", "");
        return plain.matches("\\d{1,12}(\\.\\d{1,2})?") ? new BigDecimal(plain) : null;
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
                        : AssistanceOutcomes.of(errors),
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
                                null, insurer.strip(), number.strip(), people, money(premium), from, until),
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
        var yuan = money(paid);
        return after(
                yuan == null
                        ? AssistanceOutcomes.of(List.of(new FieldError("paid", "赔付金额请填写数字，没有赔付的填0")))
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
                                        money(amount),
                                        givenOn,
                                        reason,
                                        evidence),
                                actor)
                        : AssistanceOutcomes.of(errors),
                "已登记救助，请按期补办程序",
                household,
                flash);
    }

    /** Answers with the page itself: nothing of it is kept. */
    @PostMapping("/reimbursement")
    String check(
            @PathVariable String id,
            @RequestParam String item,
            @RequestParam String base,
            @RequestParam String reimbursed,
            @RequestParam(defaultValue = "0") String before,
            Model model) {
        var household = require(id);
        var tariff = tariffs.find(household.village(), clock.today(), item)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        var cost = money(base);
        var back = money(reimbursed);
        var others = money(before);
        if (cost == null || back == null || others == null) {
            model.addAttribute("faults", List.of("费用和报销金额请填写数字，最多两位小数"));
        } else {
            var result = ReimbursementCheck.of(tariff, cost, back, others);
            model.addAttribute(
                    "checked",
                    result instanceof ReimbursementCheck.Reached
                            ? tariff.label() + "：已达到"
                            : result instanceof ReimbursementCheck.Request request
                                    ? tariff.label() + "：" + request.message() + "，相差"
                                            + request.lacking().toPlainString() + "元"
                                    : ((ReimbursementCheck.Refused) result).message());
        }
        return page(id, model);
    }
}
