package cn.bangfu.identification.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.household.Households;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.notice.DeliveredPapers;
import cn.bangfu.notice.Deliveries;
import cn.bangfu.notice.Delivery;
import cn.bangfu.notice.DeliveryDesk;
import cn.bangfu.notice.DeliveryProof;
import cn.bangfu.notice.Handover;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What households are owed (rules.md annex B): who, what, until when; and how it was proved that they got it. */
@Controller
@RequestMapping("/deliveries")
class DeliveriesController {

    /**
     * @param paper state of the paper: not printed, printed, signed
     * @param signed whether its signed original is here, so that one click records it
     * @param mayRecord whether the officer hands it over
     */
    record Row(
            UUID id,
            String what,
            String caseId,
            String caseNumber,
            String head,
            String place,
            String due,
            String dueTag,
            String paper,
            boolean signed,
            boolean mayRecord) {}

    record Choice(String value, String label) {}

    record Typed(String day, String proof, String receivedBy, List<UUID> evidence) {}

    private static final int SHOWN = 300;
    private static final int NAME_LIMIT = 100;

    private static final Set<Role> READERS = Set.of(
            Role.VILLAGE_CLERK,
            Role.TOWN_CLERK,
            Role.TOWN_REVIEWER,
            Role.TOWN_HEAD,
            Role.COUNTY_CLERK,
            Role.COUNTY_REVIEWER,
            Role.COUNTY_HEAD,
            Role.RECHECK_OFFICER,
            Role.AUDITOR);

    private final Deliveries deliveries;
    private final DeliveryDesk desk;
    private final IdentificationCases cases;
    private final Households households;
    private final DeliveredPapers papers;
    private final EvidenceService evidence;
    private final Papers uploads;
    private final CaseReaders readers;
    private final Divisions divisions;
    private final CurrentOfficer currentOfficer;
    private final LegalClock clock;

    DeliveriesController(
            Deliveries deliveries,
            DeliveryDesk desk,
            IdentificationCases cases,
            Households households,
            DeliveredPapers papers,
            EvidenceService evidence,
            Papers uploads,
            CaseReaders readers,
            Divisions divisions,
            CurrentOfficer currentOfficer,
            LegalClock clock) {
        this.deliveries = deliveries;
        this.desk = desk;
        this.cases = cases;
        this.households = households;
        this.papers = papers;
        this.evidence = evidence;
        this.uploads = uploads;
        this.readers = readers;
        this.divisions = divisions;
        this.currentOfficer = currentOfficer;
        this.clock = clock;
    }

    static DivisionScope scope(SignedInOfficer officer) {
        return officer.scope(READERS);
    }

    @GetMapping
    String list(Model model) {
        var scope = scope(currentOfficer.require());
        if (scope.isEmpty()) {
            throw new AccessDeniedException("sees no deliveries");
        }
        var owed = deliveries.owed(scope, SHOWN);
        var about = cases.all(owed.stream().map(Delivery::caseId).distinct().toList()).stream()
                .collect(Collectors.toMap(IdentificationCase::id, one -> one));
        var summaries =
                households.summaries(owed.stream().map(Delivery::household).toList());
        model.addAttribute(
                "rows",
                owed.stream()
                        .map(delivery -> {
                            var of = about.get(delivery.caseId());
                            var summary = summaries.get(delivery.household());
                            var paper = papers.of(delivery);
                            var village = of == null ? null : of.village();
                            return new Row(
                                    delivery.id(),
                                    delivery.kind().label(),
                                    delivery.caseId().toString(),
                                    of == null ? "" : of.number().value(),
                                    summary == null ? "" : summary.head(),
                                    village == null ? "" : divisions.path(village),
                                    due(delivery),
                                    dueTag(delivery),
                                    paper.map(one -> one.originals().isEmpty() ? "已打印" : "签字原件已归档")
                                            .orElse("还没有打印"),
                                    paper.map(one -> !one.originals().isEmpty()).orElse(false),
                                    village != null && readers.recorder(village).isPresent());
                        })
                        .toList());
        model.addAttribute("today", clock.today().toString());
        return "identification/deliveries";
    }

    /** For the line of Tasklist. */
    @GetMapping("/count")
    @ResponseBody
    Deliveries.Count count() {
        var scope = scope(currentOfficer.require());
        return scope.isEmpty() ? new Deliveries.Count(0, 0) : deliveries.count(scope);
    }

    private static String due(Delivery delivery) {
        var due = delivery.dueAt();
        return due == null ? "—" : ChinaTime.day(due.minusMillis(1));
    }

    private String dueTag(Delivery delivery) {
        var due = delivery.dueAt();
        return due == null ? "" : clock.now().isAfter(due) ? "bad" : "warn";
    }

    /** Those whose signed originals are here: all at once, or none. What cannot go is named, and no longer ticked. */
    @PostMapping
    String recordSigned(
            @RequestParam(name = "owed", required = false) @Nullable List<UUID> owed,
            @RequestParam(defaultValue = "") String deliveredOn,
            RedirectAttributes redirect) {
        var day = CaseEndingController.day(deliveredOn);
        if (owed == null || owed.isEmpty() || day.isEmpty()) {
            redirect.addFlashAttribute("fault", day.isEmpty() ? "请填写送达日期" : "请先选择要登记的文书");
            return "redirect:/deliveries";
        }
        var chosen = owed.stream().distinct().map(this::require).toList();
        var faults = new ArrayList<DeliveryDesk.Fault>();
        var handings = new ArrayList<DeliveryDesk.Handing>();
        for (var delivery : chosen) {
            var signed = papers.signed(delivery);
            if (!delivery.isOwed() || signed.isEmpty()) {
                faults.add(new DeliveryDesk.Fault(
                        delivery.id(), new FieldError("", delivery.isOwed() ? "签字原件还没有归档" : "已经登记过送达")));
            } else {
                handings.add(handing(delivery, new Handover(day.get(), DeliveryProof.SIGNATURE, signed, null)));
            }
        }
        if (faults.isEmpty()) {
            faults.addAll(desk.handOver(handings));
        }
        if (faults.isEmpty()) {
            redirect.addFlashAttribute("done", "已登记送达" + handings.size() + "份。");
        } else {
            var stuck = faults.stream().map(DeliveryDesk.Fault::owed).collect(Collectors.toSet());
            redirect.addFlashAttribute("fault", "一份也没有登记：" + said(chosen, faults) + "。这几份已取消勾选，再点一次登记其余各份。");
            redirect.addFlashAttribute(
                    "ticked",
                    chosen.stream()
                            .map(Delivery::id)
                            .filter(id -> !stuck.contains(id))
                            .collect(Collectors.toSet()));
        }
        return "redirect:/deliveries";
    }

    private String said(List<Delivery> chosen, List<DeliveryDesk.Fault> faults) {
        var byId = chosen.stream().collect(Collectors.toMap(Delivery::id, one -> one));
        return faults.stream()
                .map(fault -> {
                    var delivery = byId.get(fault.owed());
                    return delivery == null
                            ? fault.error().message()
                            : households.require(delivery.household()).headName() + "户"
                                    + delivery.kind().label() + "，"
                                    + fault.error().message();
                })
                .distinct()
                .collect(Collectors.joining("；"));
    }

    private DeliveryDesk.Handing handing(Delivery delivery, Handover handover) {
        return new DeliveryDesk.Handing(
                delivery,
                handover,
                readers.requireRecorder(cases.require(delivery.caseId()).village()));
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model) {
        var delivery = require(id);
        return page(
                delivery,
                new Typed(clock.today().toString(), DeliveryProof.SIGNATURE.name(), "", papers.signed(delivery)),
                List.of(),
                model);
    }

    @PostMapping("/{id}")
    String record(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String deliveredOn,
            @RequestParam(defaultValue = "") String proof,
            @RequestParam(defaultValue = "") String receivedBy,
            @RequestParam(name = "evidence", required = false) @Nullable List<UUID> earlier,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        var delivery = require(id);
        if (!delivery.isOwed()) {
            redirect.addFlashAttribute("fault", "这份文书已经登记过送达");
            return "redirect:/deliveries";
        }
        var of = cases.require(delivery.caseId());
        readers.requireRecorder(of.village());
        var sent = uploads.receive(earlier, files);
        var errors = new ArrayList<FieldError>(sent.errors());
        var day = CaseEndingController.day(deliveredOn);
        if (day.isEmpty()) {
            errors.add(new FieldError("deliveredOn", "请填写送达日期。"));
        }
        var chosen = Arrays.stream(DeliveryProof.values())
                .filter(one -> one.name().equals(proof))
                .findFirst();
        if (chosen.isEmpty()) {
            errors.add(new FieldError("proof", "请选择怎样送达。"));
        }
        if (receivedBy.length() > NAME_LIMIT) {
            errors.add(new FieldError("receivedBy", "不能超过" + NAME_LIMIT + "字，请精简。"));
        }
        var faults = evidence.faults(sent.ids(), currentOfficer.require().id(), of.id());
        faults.values().stream().distinct().forEach(fault -> errors.add(new FieldError(Papers.FIELD, fault + "。")));
        if (errors.isEmpty()) {
            var handover = new Handover(
                    day.orElseThrow(),
                    chosen.orElseThrow(),
                    sent.ids(),
                    receivedBy.isBlank() ? null : receivedBy.strip());
            desk.handOver(List.of(handing(delivery, handover))).forEach(fault -> errors.add(fault.error()));
        }
        if (!errors.isEmpty()) {
            return page(delivery, new Typed(deliveredOn, proof, receivedBy, sent.ids()), errors, model);
        }
        redirect.addFlashAttribute("done", "已登记" + delivery.kind().label() + "的送达。");
        return "redirect:/deliveries";
    }

    private String page(Delivery delivery, Typed typed, List<FieldError> errors, Model model) {
        var of = cases.require(delivery.caseId());
        readers.requireRecorder(of.village());
        model.addAttribute("delivery", delivery);
        model.addAttribute("case", of);
        model.addAttribute("head", households.require(of.household()).headName());
        model.addAttribute("due", due(delivery));
        model.addAttribute("typed", typed);
        model.addAttribute("today", clock.today().toString());
        model.addAttribute(
                "proofs",
                delivery.kind().proofs().stream()
                        .sorted()
                        .map(proof -> new Choice(proof.name(), proof.label()))
                        .toList());
        model.addAttribute("errors", CaseEndingController.byField(errors));
        return "identification/delivery";
    }

    /** One of the officer's part of the county; any other is answered as if it were not there. */
    private Delivery require(UUID id) {
        return deliveries
                .find(id)
                .filter(found -> cases.find(found.caseId())
                        .filter(of -> scope(currentOfficer.require()).covers(of.village()))
                        .isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
