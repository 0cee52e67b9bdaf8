package cn.bangfu.notice.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.HouseholdSummary;
import cn.bangfu.household.Households;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.Objection;
import cn.bangfu.notice.Objections;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Notices under way in the officer's part of the county, and what was said of people who are missing. */
@Controller
class NoticesController {

    record Row(
            String caseId,
            String place,
            String head,
            String category,
            String postedOn,
            String end,
            String left,
            String objections,
            String state,
            String tag) {}

    record Report(String id, String place, String code, String receivedOn, String way, boolean open, String state) {}

    record Contact(String town, String name, String contact) {}

    private final CurrentOfficer currentOfficer;
    private final Notices notices;
    private final Objections objections;
    private final NoticeService service;
    private final Households households;
    private final Divisions divisions;
    private final NoticeTimes times;
    private final TrainingTime training;

    NoticesController(
            CurrentOfficer currentOfficer,
            Notices notices,
            Objections objections,
            NoticeService service,
            Households households,
            Divisions divisions,
            NoticeTimes times,
            TrainingTime training) {
        this.currentOfficer = currentOfficer;
        this.notices = notices;
        this.objections = objections;
        this.service = service;
        this.households = households;
        this.divisions = divisions;
        this.times = times;
        this.training = training;
    }

    @GetMapping("/notices")
    String notices(Model model) {
        var officer = currentOfficer.require();
        var scope = NoticeReaders.scope(officer);
        if (scope.isEmpty()) {
            throw new AccessDeniedException("reads no notices");
        }
        var underWay = notices.underWay(scope);
        var summaries = households.summaries(
                underWay.stream().map(PublicNotice::household).toList());
        model.addAttribute(
                "notices",
                underWay.stream()
                        .map(notice -> row(notice, summaries.get(notice.household())))
                        .toList());
        model.addAttribute(
                "reports",
                objections.exclusions(scope).stream().map(this::report).toList());
        model.addAttribute("contacts", contacts(officer));
        model.addAttribute("mayPost", officer.hasAny(Role.TOWN_CLERK));
        model.addAttribute("mayTake", officer.hasAny(Role.VILLAGE_CLERK, Role.TOWN_CLERK, Role.COUNTY_CLERK));
        model.addAttribute("training", training.active());
        return "notice/notices";
    }

    private Row row(PublicNotice notice, @Nullable HouseholdSummary summary) {
        var group = summary == null || summary.group() == null ? "" : " " + summary.group();
        return new Row(
                notice.caseId().toString(),
                divisions.path(notice.village()) + group,
                summary == null ? "" : summary.head(),
                notice.category().label(),
                ChinaTime.day(notice.batch().publishedAt()),
                ChinaTime.end(notice.legalEnd()),
                times.left(notice),
                notice.objections() == 0
                        ? "无"
                        : notice.openObjections() == 0
                                ? notice.objections() + "件，已答复"
                                : notice.objections() + "件，" + notice.openObjections() + "件待答复",
                NoticeTimes.state(notice),
                NoticeTimes.tag(notice));
    }

    private Report report(Objection objection) {
        var resolution = objection.resolution();
        return new Report(
                objection.id().toString(),
                divisions.path(objection.village()),
                objection.code().grouped(),
                ChinaTime.day(objection.receivedOn()),
                objection.way().label(),
                objection.isOpen(),
                resolution == null ? "待答复" : resolution.result().label());
    }

    private List<Contact> contacts(SignedInOfficer officer) {
        return officer.posts().stream()
                .filter(post -> post.role() == Role.TOWN_CLERK)
                .map(post -> post.division())
                .distinct()
                .map(town -> new Contact(town.value(), divisions.require(town).shownName(), service.contact(town)))
                .toList();
    }

    @PostMapping("/notices/contact")
    String contact(@RequestParam String town, @RequestParam String contact, RedirectAttributes flash) {
        var division = new DivisionCode(town);
        var actor = currentOfficer.require().actorFor(Role.TOWN_CLERK, division);
        service.setContact(division, contact, actor)
                .ifPresentOrElse(
                        fault -> flash.addFlashAttribute("fault", fault.message()),
                        () -> flash.addFlashAttribute("done", "联系方式已登记，今后的公示使用新的联系方式。"));
        return "redirect:/notices";
    }
}
