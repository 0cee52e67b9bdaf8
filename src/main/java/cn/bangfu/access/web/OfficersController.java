package cn.bangfu.access.web;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.NewOfficer;
import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeId;
import cn.bangfu.access.Officer;
import cn.bangfu.access.OfficerChange;
import cn.bangfu.access.OfficerService;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Post;
import cn.bangfu.access.PostId;
import cn.bangfu.access.Role;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.OfficerId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Officers and their posts, for administrators. What one may see and change is decided by {@link OfficerService}. */
@Controller
class OfficersController {

    private static final int PAGE = 50;

    /** A choice in a list. */
    record Choice(String value, String label) {}

    /** @param posts in words */
    record Row(String id, String username, String name, boolean enabled, List<String> posts) {}

    /** @param end empty while held */
    record TermRow(String id, String office, String role, String start, String end, boolean endable) {}

    private final OfficerService service;
    private final Officers officers;
    private final Offices offices;
    private final Divisions divisions;

    OfficersController(OfficerService service, Officers officers, Offices offices, Divisions divisions) {
        this.service = service;
        this.officers = officers;
        this.offices = offices;
        this.divisions = divisions;
    }

    @GetMapping("/officers")
    String list(
            @RequestParam(defaultValue = "") String division,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean left,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        var within =
                DivisionCode.isValid(division) ? DivisionScope.of(new DivisionCode(division)) : service.administered();
        var query = new OfficerStore.Query(within, q.strip(), left);
        var count = service.count(query);
        var pages = Math.max(1, (count + PAGE - 1) / PAGE);
        var current = Math.min(Math.max(1, page), pages);
        model.addAttribute(
                "officers",
                service.search(query, (current - 1) * PAGE, PAGE).stream()
                        .map(this::row)
                        .toList());
        model.addAttribute("count", count);
        model.addAttribute("page", current);
        model.addAttribute("pages", pages);
        model.addAttribute("division", division);
        model.addAttribute("q", q);
        model.addAttribute("left", left);
        model.addAttribute("divisions", divisionChoices());
        return "access/officers";
    }

    private Row row(Officer officer) {
        return new Row(
                officer.id().toString(),
                officer.username(),
                officer.name(),
                officer.enabled(),
                officer.posts().stream()
                        .map(post -> post.office().name() + " " + say(post))
                        .toList());
    }

    private String say(Post post) {
        return divisions.words(post.division()).say(post.role());
    }

    private List<Choice> divisionChoices() {
        return service.administered().roots().stream()
                .flatMap(root -> offices.in(DivisionScope.of(root)).stream())
                .map(Office::division)
                .distinct()
                .map(code -> new Choice(code.value(), divisions.path(code)))
                .toList();
    }

    @GetMapping("/officers/new")
    String newOfficer(Model model) {
        return newOfficerPage(model, Map.of(), List.of());
    }

    private String newOfficerPage(Model model, Map<String, String> values, List<FieldError> errors) {
        model.addAttribute("values", values);
        model.addAttribute("errors", byField(errors));
        addChoices(model);
        return "access/officer-new";
    }

    private void addChoices(Model model) {
        var byTown = new LinkedHashMap<String, List<Choice>>();
        for (var office : offices.in(service.administered())) {
            var group = office.division().level() == DivisionCode.Level.COUNTY
                    ? divisions.require(office.division()).shownName()
                    : divisions.require(office.division().town()).shownName();
            var label = office.department() != null || !sameName(office)
                    ? office.name()
                    : office.name() + "（"
                            + divisions
                                    .words(office.division())
                                    .say(office.kind().label()) + "）";
            byTown.computeIfAbsent(group, g -> new ArrayList<>())
                    .add(new Choice(office.id().toString(), label));
        }
        model.addAttribute("offices", byTown);
        var words = divisions.words(anyDivision());
        model.addAttribute(
                "roles",
                Arrays.stream(Role.values())
                        .map(role -> new Choice(role.name(), words.say(role)))
                        .toList());
    }

    /** The county's own office may bear the name of one of its departments. */
    private boolean sameName(Office office) {
        return offices.departments(office.division().county()).stream()
                .anyMatch(department -> department.name().equals(office.name()));
    }

    private DivisionCode anyDivision() {
        return service.administered().roots().iterator().next();
    }

    static Map<String, List<String>> byField(List<FieldError> errors) {
        return errors.stream()
                .collect(Collectors.groupingBy(
                        FieldError::field, Collectors.mapping(FieldError::message, Collectors.toList())));
    }

    @PostMapping("/officers")
    String add(
            @RequestParam String name,
            @RequestParam String username,
            @RequestParam(defaultValue = "") String identityNumber,
            @RequestParam String office,
            @RequestParam Role role,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            Model model,
            RedirectAttributes flash) {
        var change = service.add(
                new NewOfficer(name.strip(), username.strip(), identityNumber, OfficeId.of(office), role, from));
        if (change instanceof OfficerChange.Refused refused) {
            var values = Map.of(
                    "name", name,
                    "username", username,
                    "identityNumber", identityNumber,
                    "office", office,
                    "role", role.name(),
                    "from", from == null ? "" : from.toString());
            return newOfficerPage(model, values, refused.errors());
        }
        return shown((OfficerChange.Done) change, "已建立账号。", flash);
    }

    private static String shown(OfficerChange.Done done, String notice, RedirectAttributes flash) {
        flash.addFlashAttribute("notice", notice);
        if (done.firstPassword() != null) {
            flash.addFlashAttribute("firstPassword", done.firstPassword());
        }
        return "redirect:/officers/" + done.officer();
    }

    @GetMapping("/officers/{id}")
    String officer(@PathVariable OfficerId id, Model model) {
        return officerPage(id, model, List.of());
    }

    private String officerPage(OfficerId id, Model model, List<FieldError> errors) {
        var terms = service.terms(id);
        var officer = officers.find(id).orElseThrow();
        model.addAttribute("officer", row(officer));
        model.addAttribute("terms", terms.stream().map(this::termRow).toList());
        model.addAttribute("changes", ChangeTexts.of(service.changes(id), terms, divisions.words(anyDivision())));
        model.addAttribute("values", Map.of());
        model.addAttribute("errors", byField(errors));
        addChoices(model);
        return "access/officer";
    }

    private TermRow termRow(Post post) {
        return new TermRow(
                post.id().toString(),
                post.office().name(),
                say(post),
                ChinaTime.day(post.from()),
                post.until() == null ? "" : ChinaTime.day(post.until()),
                post.until() == null && service.administered().covers(post.division()));
    }

    @PostMapping("/officers/{id}/posts")
    String assign(
            @PathVariable OfficerId id,
            @RequestParam String office,
            @RequestParam Role role,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            Model model,
            RedirectAttributes flash) {
        return after(service.assign(id, OfficeId.of(office), role, from), id, "已增加岗位。", model, flash);
    }

    @PostMapping("/officers/{id}/posts/{post}/end")
    String endPost(@PathVariable OfficerId id, @PathVariable PostId post, Model model, RedirectAttributes flash) {
        return after(service.endPost(id, post), id, "岗位已结束，立即生效。", model, flash);
    }

    @PostMapping("/officers/{id}/leave")
    String leave(@PathVariable OfficerId id, Model model, RedirectAttributes flash) {
        return after(service.leave(id), id, "已办理离任：岗位全部结束，账号停用，正在使用的登录立即失效。", model, flash);
    }

    @PostMapping("/officers/{id}/restore")
    String restore(@PathVariable OfficerId id, Model model, RedirectAttributes flash) {
        return after(service.restore(id), id, "账号已恢复，请重新给岗位。", model, flash);
    }

    @PostMapping("/officers/{id}/first-password")
    String newFirstPassword(@PathVariable OfficerId id, Model model, RedirectAttributes flash) {
        return after(service.newFirstPassword(id), id, "已生成新的初始密码，原密码立即失效。", model, flash);
    }

    private String after(OfficerChange change, OfficerId id, String notice, Model model, RedirectAttributes flash) {
        return change instanceof OfficerChange.Refused refused
                ? officerPage(id, model, refused.errors())
                : shown((OfficerChange.Done) change, notice, flash);
    }
}
