package cn.bangfu.identification.web;

import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseEndings.Dissolution;
import cn.bangfu.identification.CaseEndings.Withdrawal;
import cn.bangfu.identification.HouseholdEvents;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.Recording;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.FieldError;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

/** Papers with which a case ends from anywhere: the signed withdrawal, the proof that the household is no more. */
@Controller
@RequestMapping("/cases/{id}")
class CaseEndingController {

    /** What was typed; a refusal loses none of it. */
    record Typed(String day, String kind, String reason, List<UUID> evidence) {}

    record Choice(String value, String label) {}

    private static final int REASON_LIMIT = 2000;

    private final CaseReaders readers;
    private final HouseholdEvents events;
    private final Households households;
    private final Papers papers;
    private final LegalClock clock;

    CaseEndingController(
            CaseReaders readers, HouseholdEvents events, Households households, Papers papers, LegalClock clock) {
        this.readers = readers;
        this.events = events;
        this.households = households;
        this.papers = papers;
        this.clock = clock;
    }

    @GetMapping("/withdrawal")
    String withdrawal(@PathVariable String id, Model model) {
        return page(id, "identification/withdrawal", nothing(), List.of(), model);
    }

    @GetMapping("/dissolution")
    String dissolution(@PathVariable String id, Model model) {
        return page(id, "identification/dissolution", nothing(), List.of(), model);
    }

    private Typed nothing() {
        return new Typed(clock.today().toString(), "", "", List.of());
    }

    @PostMapping("/withdrawal")
    String withdraw(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String signedOn,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(name = "evidence", required = false) @Nullable List<UUID> earlier,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        var ending = readers.require(id);
        var actor = readers.requireRecorder(ending.village());
        var sent = papers.receive(earlier, files);
        var errors = faults(reason, sent);
        var day = day(signedOn);
        if (day.isEmpty()) {
            errors.add(new FieldError("signedOn", "请填写申请人签字的日期。"));
        }
        if (errors.isEmpty()
                && events.withdraw(ending.id(), new Withdrawal(day.orElseThrow(), reason.strip(), sent.ids()), actor)
                        instanceof Recording.Objected objected) {
            errors.addAll(objected.objections());
        }
        if (!errors.isEmpty()) {
            return page(id, "identification/withdrawal", new Typed(signedOn, "", reason, sent.ids()), errors, model);
        }
        return done(ending, "已登记撤回。未办完的环节已停止，由乡镇核实后办结。", redirect);
    }

    @PostMapping("/dissolution")
    String dissolve(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(name = "evidence", required = false) @Nullable List<UUID> earlier,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        var ending = readers.require(id);
        var actor = readers.requireRecorder(ending.village());
        var sent = papers.receive(earlier, files);
        var errors = faults(reason, sent);
        var chosen = Arrays.stream(Dissolution.Kind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst();
        if (chosen.isEmpty()) {
            errors.add(new FieldError("kind", "请选择户注销的情形。"));
        }
        if (errors.isEmpty()
                && events.dissolve(
                                ending.id(), new Dissolution(chosen.orElseThrow(), reason.strip(), sent.ids()), actor)
                        instanceof Recording.Objected objected) {
            errors.addAll(objected.objections());
        }
        if (!errors.isEmpty()) {
            return page(id, "identification/dissolution", new Typed("", kind, reason, sent.ids()), errors, model);
        }
        return done(ending, "已登记户注销。未办完的环节已停止，由乡镇核实后办结。", redirect);
    }

    private static List<FieldError> faults(String reason, Papers.Sent sent) {
        var errors = new ArrayList<>(sent.errors());
        if (reason.isBlank()) {
            errors.add(new FieldError("reason", "请写明原因。"));
        } else if (reason.length() > REASON_LIMIT) {
            errors.add(new FieldError("reason", "原因不能超过" + REASON_LIMIT + "字，请精简。"));
        }
        if (sent.ids().isEmpty() && sent.errors().isEmpty()) {
            errors.add(new FieldError(Papers.FIELD, "请上传签字文书或证明材料的照片。"));
        }
        return errors;
    }

    static Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String done(IdentificationCase of, String message, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", message);
        return "redirect:/cases/" + of.id();
    }

    private String page(String id, String view, Typed typed, List<FieldError> errors, Model model) {
        var ending = readers.require(id);
        readers.requireRecorder(ending.village());
        model.addAttribute("case", ending);
        model.addAttribute("head", households.require(ending.household()).headName());
        model.addAttribute("typed", typed);
        model.addAttribute("today", clock.today().toString());
        model.addAttribute(
                "kinds",
                Arrays.stream(Dissolution.Kind.values())
                        .map(kind -> new Choice(kind.name(), kind.label()))
                        .toList());
        model.addAttribute("errors", byField(errors));
        return view;
    }

    static Map<String, List<String>> byField(List<FieldError> errors) {
        return errors.stream()
                .collect(Collectors.groupingBy(
                        FieldError::field, Collectors.mapping(FieldError::message, Collectors.toList())));
    }
}
