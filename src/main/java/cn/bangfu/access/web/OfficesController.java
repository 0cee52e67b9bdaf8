package cn.bangfu.access.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeId;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.access.Officer;
import cn.bangfu.access.OfficerChange;
import cn.bangfu.access.OfficerService;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Offices;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.FieldError;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Offices and their names, for administrators. */
@Controller
class OfficesController {

    record Row(String id, String name, String kind, String division, String code, int officers) {}

    private final OfficerService service;
    private final Officers officers;
    private final Offices offices;
    private final Divisions divisions;

    OfficesController(OfficerService service, Officers officers, Offices offices, Divisions divisions) {
        this.service = service;
        this.officers = officers;
        this.offices = offices;
        this.divisions = divisions;
    }

    @GetMapping("/offices")
    String list(Model model) {
        var counts = new HashMap<OfficeId, Integer>();
        officers.in(service.administered()).stream()
                .flatMap(officer ->
                        officer.posts().stream().map(post -> post.office().id()).distinct())
                .forEach(office -> counts.merge(office, 1, Integer::sum));
        model.addAttribute(
                "offices",
                offices.in(service.administered()).stream()
                        .map(office -> row(office, counts.getOrDefault(office.id(), 0)))
                        .toList());
        return "access/offices";
    }

    private Row row(Office office, int officers) {
        var words = divisions.words(office.division());
        var kind = office.kind() == OfficeKind.DEPARTMENT
                ? "行业部门：" + Objects.requireNonNull(office.department()).label()
                : words.say(office.kind().label());
        return new Row(
                office.id().toString(),
                office.name(),
                kind,
                divisions.path(office.division()),
                office.division().value(),
                officers);
    }

    @GetMapping("/offices/{id}")
    String office(@PathVariable OfficeId id, Model model) {
        return officePage(id, model, List.of());
    }

    private String officePage(OfficeId id, Model model, List<FieldError> errors) {
        var office = offices.find(id)
                .filter(o -> service.administered().covers(o.division()))
                .orElseThrow(() -> new AccessDeniedException("office out of scope"));
        var inOffice = officers.of(id);
        model.addAttribute("office", row(office, inOffice.size()));
        model.addAttribute(
                "officers",
                inOffice.stream().map(officer -> describe(officer, id)).toList());
        model.addAttribute("today", LocalDate.now(ChinaTime.ZONE).toString());
        model.addAttribute("errors", OfficersController.byField(errors));
        return "access/office";
    }

    private OfficersController.Row describe(Officer officer, OfficeId office) {
        return new OfficersController.Row(
                officer.id().toString(),
                officer.username(),
                officer.name(),
                officer.enabled(),
                officer.posts().stream()
                        .filter(post -> post.office().id().equals(office))
                        .map(post -> divisions.words(post.division()).say(post.role()))
                        .toList());
    }

    @PostMapping("/offices/{id}/name")
    String rename(
            @PathVariable OfficeId id,
            @RequestParam String name,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate from,
            Model model,
            RedirectAttributes flash) {
        if (service.renameOffice(id, name, from) instanceof OfficerChange.Refused refused) {
            return officePage(id, model, refused.errors());
        }
        flash.addFlashAttribute("notice", "单位名称已登记。以前的文书仍显示当时的名称。");
        return "redirect:/offices/" + id;
    }
}
