package cn.bangfu.process.batch.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.VisitPlans;
import cn.bangfu.identification.VisitPlans.Goer;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Batch;
import cn.bangfu.process.gateway.TaskLine;
import cn.bangfu.process.gateway.TaskLists;
import cn.bangfu.process.identification.HouseholdIdentification.Elements;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 入户计划: one day, the same visitors, many households. The visitors are typed once; each household's sheet opens with them. */
@Controller
@RequestMapping("/visits")
class VisitPlansController {

    record Household(
            String id,
            String number,
            String head,
            String village,
            @Nullable String due,
            @Nullable String planned,
            boolean chosen) {}

    record PlanRow(
            String id, String on, String goers, @Nullable String note, List<String> households) {}

    record Typed(String on, String note, List<Goer> goers, Set<String> households) {}

    private static final int ROWS = 4;
    private static final int LONGEST = 100;

    private final CurrentOfficer currentOfficer;
    private final TaskLists tasks;
    private final VisitPlans plans;
    private final IdentificationCases cases;
    private final cn.bangfu.household.Households households;
    private final LegalClock clock;

    VisitPlansController(
            CurrentOfficer currentOfficer,
            TaskLists tasks,
            VisitPlans plans,
            IdentificationCases cases,
            cn.bangfu.household.Households households,
            LegalClock clock) {
        this.currentOfficer = currentOfficer;
        this.tasks = tasks;
        this.plans = plans;
        this.cases = cases;
        this.households = households;
        this.clock = clock;
    }

    @GetMapping
    String visits(Model model) {
        var officer = clerk();
        var post = officer.posts().stream()
                .filter(one -> one.role() == Role.VILLAGE_CLERK)
                .findFirst()
                .orElseThrow();
        return page(
                new Typed(
                        clock.today().toString(),
                        "",
                        List.of(new Goer(officer.name(), post.office().name())),
                        Set.of()),
                List.of(),
                model);
    }

    private String page(Typed typed, List<FieldError> errors, Model model) {
        model.addAttribute("typed", typed);
        var rows = new ArrayList<>(typed.goers());
        while (rows.size() < ROWS) {
            rows.add(new Goer("", ""));
        }
        model.addAttribute("goers", rows);
        model.addAttribute(
                "households",
                waiting().stream()
                        .map(task -> new Household(
                                task.caseId().toString(),
                                String.valueOf(task.caseNumber()),
                                String.valueOf(task.head()),
                                String.valueOf(task.village()),
                                task.due() == null
                                        ? null
                                        : LegalClock.dayOf(task.due().minusMillis(1))
                                                .toString(),
                                plans.of(task.caseId())
                                        .map(plan -> plan.on().toString())
                                        .orElse(null),
                                typed.households().contains(task.caseId().toString())))
                        .toList());
        model.addAttribute(
                "plans",
                plans.in(clerk().scope(Set.of(Role.VILLAGE_CLERK)), clock.today()).stream()
                        .map(this::row)
                        .toList());
        model.addAttribute("errors", MeetingsController.byField(errors));
        return "batch/visits";
    }

    private PlanRow row(VisitPlans.Plan plan) {
        var found = cases.all(plan.households());
        var heads = households.summaries(
                found.stream().map(IdentificationCase::household).toList());
        return new PlanRow(
                plan.id().toString(),
                plan.on().toString(),
                plan.goers().stream().map(Goer::name).collect(Collectors.joining("、")),
                plan.note(),
                found.stream()
                        .map(one -> heads.containsKey(one.household())
                                ? heads.get(one.household()).head()
                                : one.number().value())
                        .toList());
    }

    private List<TaskLine> waiting() {
        return tasks.page(TaskLists.Filter.OFFICE, Elements.VISIT_HOUSEHOLD, 0, Batch.LIMIT)
                .tasks();
    }

    @PostMapping
    String plan(
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable List<String> name,
            @RequestParam(required = false) @Nullable List<String> office,
            @RequestParam(required = false) @Nullable List<String> household,
            Model model,
            RedirectAttributes flash) {
        var officer = clerk();
        var goers = new ArrayList<Goer>();
        for (var i = 0; name != null && office != null && i < Math.min(name.size(), office.size()); i++) {
            if (!name.get(i).isBlank()) {
                goers.add(new Goer(name.get(i).strip(), office.get(i).strip()));
            }
        }
        var typed = new Typed(on, note, goers, household == null ? Set.of() : new HashSet<>(household));
        var errors = new ArrayList<FieldError>();
        LocalDate day = null;
        try {
            day = LocalDate.parse(on);
            if (day.isBefore(clock.today())) {
                errors.add(new FieldError("on", "入户日期不能早于今天。"));
            }
        } catch (DateTimeException e) {
            errors.add(new FieldError("on", "请填写入户日期，如2026-11-21。"));
        }
        if (goers.size() < 2) {
            errors.add(new FieldError("goers", "入户核实至少两人，请填写同行的人。"));
        }
        if (goers.stream().anyMatch(goer -> goer.office().isBlank())) {
            errors.add(new FieldError("goers", "请写明每个人的单位和职务。"));
        }
        if (goers.stream()
                        .anyMatch(goer ->
                                goer.name().length() > LONGEST || goer.office().length() > LONGEST)
                || note.length() > LONGEST * 5) {
            errors.add(new FieldError("goers", "内容太长，请精简。"));
        }
        var chosen = waiting().stream()
                .filter(task -> typed.households().contains(task.caseId().toString()))
                .toList();
        if (chosen.isEmpty()) {
            errors.add(new FieldError("household", "请至少选择一户。"));
        }
        if (!errors.isEmpty() || day == null) {
            return page(typed, errors, model);
        }
        var byVillage = chosen.stream().collect(Collectors.groupingBy(task -> cases.require(task.caseId())
                .village()));
        for (var village : byVillage.entrySet()) {
            plans.add(
                    village.getKey(),
                    day,
                    note.isBlank() ? null : note.strip(),
                    goers,
                    village.getValue().stream()
                            .map(TaskLine::caseId)
                            .<CaseId>map(id -> id)
                            .toList(),
                    officer.id());
        }
        flash.addFlashAttribute("done", "已安排%s入户%d户。到时打开每一户的入户核实表，走访人员已经填好。".formatted(day, chosen.size()));
        return "redirect:/visits";
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable UUID id, RedirectAttributes flash) {
        var own = plans.find(id)
                .filter(plan -> clerk().scope(Set.of(Role.VILLAGE_CLERK)).covers(plan.village()));
        if (own.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        plans.cancel(id);
        flash.addFlashAttribute("done", "这次入户计划已取消。");
        return "redirect:/visits";
    }

    private SignedInOfficer clerk() {
        var officer = currentOfficer.require();
        if (!officer.has(Role.VILLAGE_CLERK)) {
            throw new AccessDeniedException("plans no visits");
        }
        return officer;
    }
}
