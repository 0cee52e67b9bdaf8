package cn.bangfu.identification.web;

import cn.bangfu.comparison.Register;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.identification.Consent;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.LateComparisonService;
import cn.bangfu.identification.Recording;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A member who was away signs, and is compared then (rules.md annex E: members away sign later). */
@Controller
@RequestMapping("/cases/{id}/consents/{member}")
class LateConsentController {

    /** What was typed; a refusal loses none of it. */
    record Typed(String day, Set<String> registers, List<UUID> evidence) {}

    record Choice(String value, String label) {}

    private final CaseReaders readers;
    private final LateComparisonService comparisons;
    private final Households households;
    private final Papers papers;
    private final LegalClock clock;

    LateConsentController(
            CaseReaders readers,
            LateComparisonService comparisons,
            Households households,
            Papers papers,
            LegalClock clock) {
        this.readers = readers;
        this.comparisons = comparisons;
        this.households = households;
        this.papers = papers;
        this.clock = clock;
    }

    @GetMapping
    String form(@PathVariable String id, @PathVariable String member, Model model) {
        var signed = readers.require(id);
        var consent = consent(signed, member);
        return page(
                signed, consent, new Typed(clock.today().toString(), consent.registers(), List.of()), List.of(), model);
    }

    @PostMapping
    String sign(
            @PathVariable String id,
            @PathVariable String member,
            @RequestParam(defaultValue = "") String signedOn,
            @RequestParam(name = "registers", required = false) @Nullable List<String> ticked,
            @RequestParam(name = "evidence", required = false) @Nullable List<UUID> earlier,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        var signed = readers.require(id);
        var consent = consent(signed, member);
        var actor = readers.requireRecorder(signed.village());
        var sent = papers.receive(earlier, files);
        var errors = new ArrayList<>(sent.errors());
        var day = CaseEndingController.day(signedOn);
        if (day.isEmpty()) {
            errors.add(new FieldError("signedOn", "请填写本人签字的日期。"));
        }
        var registers = EnumSet.noneOf(Register.class);
        for (var register : Register.values()) {
            if (ticked != null && ticked.contains(register.name())) {
                registers.add(register);
            }
        }
        if (errors.isEmpty()
                && comparisons.sign(signed.id(), consent.member(), registers, day.orElseThrow(), sent.ids(), actor)
                        instanceof Recording.Objected objected) {
            errors.addAll(objected.objections());
        }
        if (!errors.isEmpty()) {
            var typed = new Typed(signedOn, ticked == null ? Set.of() : Set.copyOf(ticked), sent.ids());
            return page(signed, consent, typed, errors, model);
        }
        redirect.addFlashAttribute("done", "已登记补签。有部门数据的，系统随即比对；有疑点的，会出现“说明后到的疑点”这项待办。");
        return "redirect:/cases/" + signed.id();
    }

    private Consent consent(IdentificationCase signed, String member) {
        return comparisons.unsigned(signed.id()).stream()
                .filter(consent -> consent.member().toString().equals(member))
                .findFirst()
                .orElseThrow(CaseReaders::notFound);
    }

    private String page(IdentificationCase signed, Consent consent, Typed typed, List<FieldError> errors, Model model) {
        readers.requireRecorder(signed.village());
        model.addAttribute("case", signed);
        model.addAttribute("member", consent.member());
        model.addAttribute(
                "name",
                households.require(signed.household()).members().stream()
                        .filter(one -> one.id().equals(consent.member()))
                        .map(HouseholdMember::name)
                        .findFirst()
                        .orElseThrow()
                        .value());
        model.addAttribute("typed", typed);
        model.addAttribute("today", clock.today().toString());
        model.addAttribute(
                "registers",
                Arrays.stream(Register.values())
                        .map(register -> new Choice(register.name(), register.label()))
                        .toList());
        model.addAttribute("errors", CaseEndingController.byField(errors));
        return "identification/consent";
    }
}
