package cn.bangfu.process.batch.web;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.household.Households;
import cn.bangfu.identification.CountyList;
import cn.bangfu.identification.CountyList.Standing;
import cn.bangfu.identification.CountyListService;
import cn.bangfu.identification.CountyLists;
import cn.bangfu.identification.Hand;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.Opinion;
import cn.bangfu.identification.Opinions;
import cn.bangfu.identification.Recording;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.identification.HouseholdIdentification.Elements;
import cn.bangfu.shared.CaseId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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

/** 送审名单: the town's households under one report number, decided by the county's three hands under one document number. */
@Controller
@RequestMapping("/lists")
class CountyListsController {

    record Row(
            String id,
            String town,
            String reportNumber,
            String madeOn,
            int households,
            int onNotice,
            String stands,
            @Nullable String document) {}

    record Household(
            String id,
            String number,
            String place,
            String head,
            String category,
            String townOpinion,
            String standing,
            String tag,
            @Nullable String reason,
            boolean waits,
            boolean out) {}

    record Act(String element, String label, long households) {}

    private static final Set<Role> COUNTY = Set.of(Role.COUNTY_CLERK, Role.COUNTY_REVIEWER, Role.COUNTY_HEAD);
    private static final Set<Role> READERS = Set.of(
            Role.COUNTY_CLERK,
            Role.COUNTY_REVIEWER,
            Role.COUNTY_HEAD,
            Role.TOWN_CLERK,
            Role.TOWN_REVIEWER,
            Role.TOWN_HEAD,
            Role.AUDITOR);
    private static final int SHOWN = 100;

    private final CurrentOfficer currentOfficer;
    private final CountyLists lists;
    private final CountyListService service;
    private final IdentificationCases cases;
    private final Opinions opinions;
    private final Households households;
    private final Divisions divisions;

    CountyListsController(
            CurrentOfficer currentOfficer,
            CountyLists lists,
            CountyListService service,
            IdentificationCases cases,
            Opinions opinions,
            Households households,
            Divisions divisions) {
        this.currentOfficer = currentOfficer;
        this.lists = lists;
        this.service = service;
        this.cases = cases;
        this.opinions = opinions;
        this.households = households;
        this.divisions = divisions;
    }

    @GetMapping
    String lists(Model model) {
        var scope = currentOfficer.require().scope(READERS);
        if (scope.isEmpty()) {
            throw new AccessDeniedException("reads no lists");
        }
        model.addAttribute(
                "lists", lists.in(scope, SHOWN).stream().map(this::row).toList());
        return "batch/lists";
    }

    private Row row(CountyList list) {
        return new Row(
                list.id().toString(),
                divisions.require(list.town()).shownName(),
                list.reportNumber(),
                LegalClock.dayOf(list.madeAt()).toString(),
                list.entries().size(),
                list.onNotice(),
                Arrays.stream(Standing.values())
                        .filter(standing -> list.count(standing) > 0)
                        .map(standing -> standing.label() + list.count(standing) + "户")
                        .collect(Collectors.joining("，")),
                list.documentNumber() == null ? null : list.documentNumber() + "（" + list.decidedOn() + "）");
    }

    @GetMapping("/{id}")
    String list(@PathVariable UUID id, Model model) {
        var list = require(id);
        var officer = currentOfficer.require();
        model.addAttribute("list", row(list));
        model.addAttribute("households", households(list));
        model.addAttribute("mayTakeOut", actor(list).isPresent());
        var acts = List.of(
                new Act(
                        Elements.HANDLE_COUNTY_CONFIRMATION,
                        "初核",
                        mine(officer.has(Role.COUNTY_CLERK), list, Standing.HANDLER)),
                new Act(
                        Elements.REVIEW_IN_COUNTY,
                        "审核",
                        mine(officer.has(Role.COUNTY_REVIEWER), list, Standing.REVIEWER)),
                new Act(Elements.DECIDE_IN_COUNTY, "审定", mine(officer.has(Role.COUNTY_HEAD), list, Standing.HEAD)));
        model.addAttribute(
                "acts", acts.stream().filter(act -> act.households() > 0).toList());
        return "batch/list";
    }

    private static long mine(boolean holds, CountyList list, Standing standing) {
        return holds ? list.count(standing) : 0;
    }

    private List<Household> households(CountyList list) {
        var found = cases
                .all(list.entries().stream().map(CountyList.Entry::caseId).toList())
                .stream()
                .collect(Collectors.toMap(IdentificationCase::id, Function.identity()));
        var heads = households.summaries(
                found.values().stream().map(IdentificationCase::household).toList());
        return list.entries().stream()
                .filter(entry -> found.containsKey(entry.caseId()))
                .map(entry -> {
                    var of = Objects.requireNonNull(found.get(entry.caseId()));
                    var summary = heads.get(of.household());
                    var waits = entry.standing() == Standing.HANDLER
                            || entry.standing() == Standing.REVIEWER
                            || entry.standing() == Standing.HEAD;
                    return new Household(
                            of.id().toString(),
                            of.number().value(),
                            divisions.path(of.village()),
                            summary == null ? "" : summary.head(),
                            opinions.townProposal(of.id())
                                    .map(proposal -> proposal.category().label())
                                    .orElse(""),
                            leader(of.id()),
                            entry.standing().label(),
                            entry.standing() == Standing.CONFIRMED
                                    ? "good"
                                    : waits ? "" : entry.standing() == Standing.ENDED ? "" : "warn",
                            entry.reason(),
                            waits,
                            entry.standing() == Standing.TAKEN_OUT);
                })
                .toList();
    }

    /** What the town's head said of it. */
    private String leader(CaseId id) {
        return opinions.of(id).stream()
                .filter(opinion -> opinion.hand() == Hand.TOWN_HEAD)
                .reduce((first, second) -> second)
                .map(Opinion::text)
                .orElse("");
    }

    @PostMapping("/{id}/out")
    String takeOut(
            @PathVariable UUID id,
            @RequestParam String household,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        var list = require(id);
        var recording = service.takeOut(id, CaseId.of(household), reason, requireActor(list));
        if (recording instanceof Recording.Objected objected) {
            flash.addFlashAttribute("fault", objected.objections().get(0).message());
            flash.addFlashAttribute("typed", reason);
            flash.addFlashAttribute("typedFor", household);
        } else {
            flash.addFlashAttribute("done", "已移出名单，这一户留在待办里单独办理，其余各户照常。");
        }
        return "redirect:/lists/" + id;
    }

    @PostMapping("/{id}/back")
    String putBack(@PathVariable UUID id, @RequestParam String household, RedirectAttributes flash) {
        service.putBack(id, CaseId.of(household), requireActor(require(id)));
        flash.addFlashAttribute("done", "已放回名单。");
        return "redirect:/lists/" + id;
    }

    private Optional<Actor> actor(CountyList list) {
        return currentOfficer.require().actorIn(COUNTY.stream().sorted().toList(), list.town());
    }

    private Actor requireActor(CountyList list) {
        return actor(list).orElseThrow(() -> new AccessDeniedException("decides no lists"));
    }

    private CountyList require(UUID id) {
        return lists.find(id)
                .filter(list -> currentOfficer.require().scope(READERS).covers(list.town()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
