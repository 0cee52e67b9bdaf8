package cn.bangfu.identification.web;

import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.identification.HouseholdEvents;
import cn.bangfu.identification.HouseholdEvents.Departure;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.Recording;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The death of a member, or that somebody left: an open case goes on and is counted again. */
@Controller
@RequestMapping("/households/{id}/members/{member}/departure")
class MemberChangeController {

    record Typed(String kind, String day, String reason, String newHead) {}

    record Choice(String value, String label) {}

    private static final int REASON_LIMIT = 200;

    private final CaseReaders readers;
    private final IdentificationCases cases;
    private final HouseholdEvents events;
    private final Households households;
    private final LegalClock clock;

    MemberChangeController(
            CaseReaders readers,
            IdentificationCases cases,
            HouseholdEvents events,
            Households households,
            LegalClock clock) {
        this.readers = readers;
        this.cases = cases;
        this.events = events;
        this.households = households;
        this.clock = clock;
    }

    @GetMapping
    String form(@PathVariable String id, @PathVariable String member, Model model) {
        var household = household(id);
        return page(
                household,
                member(household, member),
                new Typed("", clock.today().toString(), "", ""),
                List.of(),
                model);
    }

    @PostMapping
    String record(
            @PathVariable String id,
            @PathVariable String member,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String newHead,
            Model model,
            RedirectAttributes redirect) {
        var household = household(id);
        var leaving = member(household, member);
        var actor = readers.requireRecorder(household.village());
        var errors = new ArrayList<FieldError>();
        var departure = Arrays.stream(Departure.values())
                .filter(one -> one.name().equals(kind))
                .findFirst();
        if (departure.isEmpty()) {
            errors.add(new FieldError("kind", "请选择去世或离开。"));
        }
        var date = CaseEndingController.day(day);
        if (date.isEmpty()) {
            errors.add(new FieldError("day", "请填写日期。"));
        }
        if (reason.isBlank() || reason.length() > REASON_LIMIT) {
            errors.add(new FieldError("reason", "请写明依据，如死亡证明、户口迁移证明，不超过" + REASON_LIMIT + "字。"));
        }
        var head = household.belonging().stream()
                .filter(one -> one.id().toString().equals(newHead))
                .findFirst();
        if (!newHead.isEmpty() && head.isEmpty()) {
            errors.add(new FieldError("newHead", "请从本户成员中选择新户主。"));
        }
        if (errors.isEmpty()
                && events.departed(
                                household.id(),
                                leaving.id(),
                                departure.orElseThrow(),
                                date.orElseThrow(),
                                reason,
                                head.map(HouseholdMember::id).orElse(null),
                                actor)
                        instanceof Recording.Objected objected) {
            errors.addAll(objected.objections());
        }
        if (!errors.isEmpty()) {
            return page(household, leaving, new Typed(kind, day, reason, newHead), errors, model);
        }
        redirect.addFlashAttribute("done", "已登记。家庭成员有变化，系统已按现有成员重新计算，案件继续办理。");
        return cases.openCaseOf(household.id())
                .map(open -> "redirect:/cases/" + open.id())
                .orElse("redirect:/households/" + household.id());
    }

    private Household household(String id) {
        try {
            var household = households.find(HouseholdId.of(id)).orElseThrow(CaseReaders::notFound);
            if (!CaseReaders.scope(readers.officer()).covers(household.village())) {
                throw CaseReaders.notFound();
            }
            return household;
        } catch (IllegalArgumentException e) {
            throw CaseReaders.notFound();
        }
    }

    private static HouseholdMember member(Household household, String id) {
        return household.belonging().stream()
                .filter(one -> one.id().toString().equals(id))
                .findFirst()
                .orElseThrow(CaseReaders::notFound);
    }

    private String page(
            Household household, HouseholdMember leaving, Typed typed, List<FieldError> errors, Model model) {
        readers.requireRecorder(household.village());
        model.addAttribute("household", household);
        model.addAttribute("member", leaving);
        model.addAttribute("name", leaving.name().value());
        model.addAttribute("open", cases.openCaseOf(household.id()).orElse(null));
        model.addAttribute("typed", typed);
        model.addAttribute("today", clock.today().toString());
        model.addAttribute(
                "kinds",
                Arrays.stream(Departure.values())
                        .map(kind -> new Choice(kind.name(), kind.label()))
                        .toList());
        model.addAttribute(
                "heads",
                leaving.isHead()
                        ? household.belonging().stream()
                                .filter(one -> !one.id().equals(leaving.id()))
                                .map(one -> new Choice(
                                        one.id().toString(), one.name().value() + "（" + one.relation() + "）"))
                                .toList()
                        : List.of());
        model.addAttribute("errors", CaseEndingController.byField(errors));
        return "identification/departure";
    }
}
