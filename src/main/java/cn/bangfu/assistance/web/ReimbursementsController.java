package cn.bangfu.assistance.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.assistance.FundService;
import cn.bangfu.assistance.ReimbursementRequests;
import cn.bangfu.assistance.ReimbursementRequests.Outcome;
import cn.bangfu.assistance.ReimbursementRequests.Request;
import cn.bangfu.assistance.ReimbursementService;
import cn.bangfu.assistance.Tariff;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.FieldError;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Requests to the medical insurance: who asked for whom sees what became of it, the department answers. */
@Controller
@RequestMapping("/assistance/reimbursements")
class ReimbursementsController {

    record Bill(String href, String name) {}

    /** @param answer what the department said; empty while it is waited for */
    record Row(
            String id,
            String place,
            String head,
            String patient,
            String label,
            String promise,
            String billedOn,
            String baseName,
            String base,
            String reimbursed,
            String lacking,
            String note,
            String asked,
            String waiting,
            boolean open,
            String state,
            String tag,
            String answer,
            List<Bill> bills,
            boolean mayAnswer) {}

    private final AssistanceOfficers officers;
    private final ReimbursementRequests requests;
    private final ReimbursementService service;
    private final EvidenceService evidence;
    private final Divisions divisions;
    private final LegalClock clock;

    ReimbursementsController(
            AssistanceOfficers officers,
            ReimbursementRequests requests,
            ReimbursementService service,
            EvidenceService evidence,
            Divisions divisions,
            LegalClock clock) {
        this.officers = officers;
        this.requests = requests;
        this.service = service;
        this.evidence = evidence;
        this.divisions = divisions;
        this.clock = clock;
    }

    @GetMapping
    String page(Model model) {
        var scope = AssistanceOfficers.reimbursementScope(officers.officer());
        if (scope.isEmpty()) {
            throw new AccessDeniedException("reads no reimbursements");
        }
        model.addAttribute("rows", requests.in(scope).stream().map(this::row).toList());
        model.addAttribute("today", clock.today());
        return "assistance/reimbursements";
    }

    private Row row(Request request) {
        var bill = request.bill();
        var answer = request.answer();
        var outcome = request.outcome();
        var askedOn = LegalClock.dayOf(request.askedAt());
        var files = new ArrayList<Bill>();
        for (var file : request.evidence()) {
            files.add(new Bill(
                    "/assistance/reimbursements/" + request.id() + "/bills/" + file, "结算单" + (files.size() + 1)));
        }
        return new Row(
                request.id().toString(),
                divisions.path(request.village()),
                request.head(),
                request.patient(),
                request.label(),
                request.promise(),
                ChinaTime.day(bill.billedOn()),
                request.method() == Tariff.Method.CUT ? "实际起付线" : "费用",
                FundService.yuan(bill.base()),
                FundService.yuan(bill.reimbursed()),
                FundService.yuan(request.lacking()),
                request.note() == null ? "" : request.note(),
                request.askedFrom() + " " + request.askedBy() + "，" + ChinaTime.day(askedOn),
                ChronoUnit.DAYS.between(askedOn, clock.today()) + "天",
                answer == null,
                outcome.label(),
                outcome == Outcome.GRANTED ? "good" : outcome == Outcome.REFUSED ? "bad" : "warn",
                answer == null ? "" : said(answer),
                files,
                answer == null && officers.insurer(request.village()).isPresent());
    }

    static String said(ReimbursementRequests.Answer answer) {
        return "核补" + FundService.yuan(answer.granted()) + "元，" + answer.office() + " " + answer.by() + "，"
                + ChinaTime.day(answer.decidedOn()) + (answer.reason() == null ? "" : "。理由：" + answer.reason());
    }

    private Request require(UUID id) {
        return requests.find(id)
                .filter(request -> AssistanceOfficers.reimbursementScope(officers.officer())
                        .covers(request.village()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @PostMapping("/{id}/answer")
    String answer(
            @PathVariable UUID id,
            @RequestParam String granted,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate decidedOn,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        var request = require(id);
        var actor = officers.insurer(request.village())
                .orElseThrow(() -> new AccessDeniedException("no medical insurance"));
        var yuan = Figures.money(granted);
        var outcome = yuan == null
                ? AssistanceOutcome.of(List.of(new FieldError("granted", "核补金额请填写数字，最多两位小数；不予核补的填0")))
                : service.answer(id, yuan, decidedOn, reason, actor);
        return AssistanceOutcomes.after(outcome, "已答复" + request.head() + "户的提请", "/assistance/reimbursements", flash);
    }

    /** The bill itself, for who has to judge it. */
    @GetMapping("/{id}/bills/{file}")
    void bill(@PathVariable UUID id, @PathVariable UUID file, HttpServletResponse response) throws IOException {
        var item = require(id).evidence().contains(file) ? evidence.of(file).orElse(null) : null;
        if (item == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        response.setContentType(item.type().mediaType());
        response.setContentLengthLong(item.size());
        var disposition = item.type().isPicture() ? ContentDisposition.inline() : ContentDisposition.attachment();
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                disposition
                        .filename(item.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        evidence.copy(item, response.getOutputStream());
    }
}
