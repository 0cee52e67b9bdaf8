package cn.bangfu.process.batch.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Division;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseState;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.PlannedMeeting;
import cn.bangfu.identification.PlannedMeetings;
import cn.bangfu.identification.PlannedMeetings.Preparing;
import cn.bangfu.identification.ReviewMeeting;
import cn.bangfu.identification.ReviewMeetingService;
import cn.bangfu.identification.Roster;
import cn.bangfu.identification.Rosters;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperService;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.process.batch.MeetingDesk;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** 评议会议: prepared with an agenda of many households, held, put off. What is typed at the meeting itself goes through its script. */
@Controller
@RequestMapping("/meetings")
class MeetingsController {

    record Row(
            String id, String place, String at, String kind, int households, String state, String tag, boolean open) {}

    record Choice(
            String value,
            String label,
            boolean chosen,
            @Nullable String hint) {}

    /** @param elsewhere on the agenda of another meeting */
    record Household(
            String id, String number, String head, String group, String risks, boolean chosen, boolean elsewhere) {}

    /** What was typed; a refusal loses none of it. */
    record Typed(
            String village,
            String kind,
            String kindReason,
            String on,
            String at,
            String place,
            String chair,
            String recorder,
            Set<String> agenda) {}

    private static final Set<Role> VILLAGE = Set.of(Role.VILLAGE_CLERK, Role.VILLAGE_CHAIR);
    private static final int SHOWN = 100;

    private final CurrentOfficer currentOfficer;
    private final PlannedMeetings meetings;
    private final ReviewMeetingService service;
    private final MeetingDesk desk;
    private final Rosters rosters;
    private final IdentificationCases cases;
    private final Households households;
    private final Divisions divisions;
    private final LegalClock clock;

    MeetingsController(
            CurrentOfficer currentOfficer,
            PlannedMeetings meetings,
            ReviewMeetingService service,
            MeetingDesk desk,
            Rosters rosters,
            IdentificationCases cases,
            Households households,
            Divisions divisions,
            LegalClock clock) {
        this.currentOfficer = currentOfficer;
        this.meetings = meetings;
        this.service = service;
        this.desk = desk;
        this.rosters = rosters;
        this.cases = cases;
        this.households = households;
        this.divisions = divisions;
        this.clock = clock;
    }

    @GetMapping
    String meetings(Model model) {
        var scope = villageOfficer().scope(VILLAGE);
        var all = meetings.in(scope, SHOWN);
        model.addAttribute("meetings", all.stream().map(this::row).toList());
        model.addAttribute(
                "waiting",
                cases.standing(scope, CaseState.VILLAGE_REVIEW, SHOWN).size());
        return "batch/meetings";
    }

    private Row row(PlannedMeeting meeting) {
        return new Row(
                meeting.id().toString(),
                divisions.path(meeting.village()),
                moment(meeting.plannedAt()),
                meeting.kind().label(),
                meeting.agenda().size(),
                meeting.state().label(),
                meeting.state() == PlannedMeeting.State.PREPARED
                        ? "warn"
                        : meeting.state() == PlannedMeeting.State.HELD ? "good" : "",
                meeting.state() == PlannedMeeting.State.PREPARED);
    }

    private static String moment(Instant at) {
        var local = at.atZone(LegalClock.ZONE);
        return "%s %02d:%02d".formatted(local.toLocalDate(), local.getHour(), local.getMinute());
    }

    @GetMapping("/new")
    String prepare(
            @RequestParam(required = false) @Nullable String village,
            @RequestParam(required = false) @Nullable String kind,
            Model model) {
        var chosen = village(village);
        var officer = villageOfficer();
        var leads = officer.postFor(Role.VILLAGE_CHAIR, chosen.code()).isPresent();
        return form(
                chosen,
                new Typed(
                        chosen.code().value(),
                        kind(kind).name(),
                        "",
                        clock.today().toString(),
                        "09:00",
                        "",
                        leads ? officer.name() : "",
                        leads ? "" : officer.name(),
                        cases.standing(scope(chosen), CaseState.VILLAGE_REVIEW, SHOWN).stream()
                                .map(one -> one.id().toString())
                                .collect(Collectors.toSet())),
                null,
                List.of(),
                model);
    }

    @GetMapping("/{id}/edit")
    String change(@PathVariable UUID id, Model model) {
        var meeting = require(id);
        var local = meeting.plannedAt().atZone(LegalClock.ZONE);
        return form(
                divisions.require(meeting.village()),
                new Typed(
                        meeting.village().value(),
                        meeting.kind().name(),
                        meeting.kindReason() == null ? "" : meeting.kindReason(),
                        local.toLocalDate().toString(),
                        "%02d:%02d".formatted(local.getHour(), local.getMinute()),
                        meeting.place(),
                        meeting.chair(),
                        meeting.recorder(),
                        meeting.agenda().stream().map(CaseId::toString).collect(Collectors.toSet())),
                id,
                List.of(),
                model);
    }

    @PostMapping
    String save(
            @RequestParam(required = false) @Nullable UUID id,
            @RequestParam String village,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String kindReason,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String chair,
            @RequestParam(defaultValue = "") String recorder,
            @RequestParam(required = false) @Nullable List<String> agenda,
            Model model,
            RedirectAttributes flash) {
        var chosen = village(village);
        var actor = desk.preparer(chosen.code()).orElseThrow(() -> new AccessDeniedException("prepares no meetings"));
        if (id != null) {
            require(id);
        }
        var households = agenda == null ? List.<String>of() : agenda;
        var typed = new Typed(village, kind, kindReason, on, at, place, chair, recorder, new HashSet<>(households));
        var errors = new ArrayList<FieldError>();
        Instant planned = null;
        try {
            planned = LocalDate.parse(on)
                    .atTime(LocalTime.parse(at.length() == 4 ? "0" + at : at))
                    .atZone(LegalClock.ZONE)
                    .toInstant();
        } catch (DateTimeException e) {
            errors.add(new FieldError("plannedOn", "请填写开会的日期和时间，如2026-11-21、09:30。"));
        }
        var of = kind(kind);
        var roster = rosters.on(chosen.code(), of, planned == null ? clock.today() : LegalClock.dayOf(planned));
        if (roster.isEmpty()) {
            errors.add(new FieldError("kind", "还没有“%s”名册，请先在“代表名册”里登记。".formatted(of.members())));
        }
        if (planned != null && roster.isPresent()) {
            var outcome = service.prepare(
                    new Preparing(
                            chosen.code(),
                            of,
                            kindReason.isBlank() ? null : kindReason.strip(),
                            roster.get().id(),
                            planned,
                            place,
                            chair,
                            recorder,
                            households.stream().map(CaseId::of).toList(),
                            null),
                    id,
                    actor);
            if (outcome instanceof ReviewMeetingService.Outcome.Kept kept) {
                flash.addFlashAttribute("done", "会议已准备好。开完会后在这里登记签到和表决。");
                return "redirect:/meetings/" + kept.meeting();
            }
            errors.addAll(((ReviewMeetingService.Outcome.Refused) outcome).errors());
        }
        return form(chosen, typed, id, errors, model);
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable UUID id, RedirectAttributes flash) {
        require(id);
        service.cancel(id);
        flash.addFlashAttribute("done", "会议已取消，上会的户仍在民主评议环节，可以列入别的会议。");
        return "redirect:/meetings";
    }

    @GetMapping("/{id}")
    String meeting(@PathVariable UUID id, Model model) {
        var meeting = require(id);
        model.addAttribute("meeting", row(meeting));
        model.addAttribute("place", meeting.place());
        model.addAttribute("chair", meeting.chair());
        model.addAttribute("recorder", meeting.recorder());
        model.addAttribute("reason", meeting.kindReason());
        model.addAttribute("village", divisions.require(meeting.village()).shownName());
        var roster = rosters.find(meeting.roster()).orElseThrow();
        model.addAttribute("roster", roster.title());
        model.addAttribute("entitled", roster.members().size());
        model.addAttribute("needed", ReviewMeeting.needed(roster.members().size()));
        model.addAttribute("agenda", agenda(meeting));
        model.addAttribute("papers", papers(meeting));
        return "batch/meeting";
    }

    /** The sheet to be signed and the minutes, of a meeting that is prepared or was held. */
    private Map<String, String> papers(PlannedMeeting meeting) {
        var printed = meeting.state() == PlannedMeeting.State.PREPARED || meeting.state() == PlannedMeeting.State.HELD;
        if (!printed
                || PaperService.printer(currentOfficer.require(), meeting.village())
                        .isEmpty()) {
            return Map.of();
        }
        var papers = new LinkedHashMap<String, String>();
        papers.put(PaperKind.ATTENDANCE.name(), "签到表");
        papers.put(PaperKind.MINUTES.name(), "会议记录");
        return papers;
    }

    private List<Household> agenda(PlannedMeeting meeting) {
        var found = cases.all(meeting.agenda()).stream().collect(Collectors.toMap(IdentificationCase::id, one -> one));
        return lines(
                meeting.agenda().stream()
                        .map(found::get)
                        .filter(one -> one != null)
                        .toList(),
                Set.of(),
                Map.of(),
                null);
    }

    private String form(Division village, Typed typed, @Nullable UUID id, List<FieldError> errors, Model model) {
        var standing = cases.standing(scope(village), CaseState.VILLAGE_REVIEW, SHOWN);
        model.addAttribute("typed", typed);
        model.addAttribute("id", id);
        model.addAttribute("village", village.shownName());
        model.addAttribute("villages", villages());
        model.addAttribute(
                "kinds",
                Arrays.stream(ReviewMeeting.Kind.values())
                        .map(kind -> new Choice(
                                kind.name(),
                                kind.label(),
                                kind.name().equals(typed.kind()),
                                rosters.on(village.code(), kind, clock.today())
                                        .map(Roster::title)
                                        .orElse("还没有名册")))
                        .toList());
        model.addAttribute(
                "households",
                lines(
                        standing,
                        typed.agenda(),
                        meetings.prepared(
                                standing.stream().map(IdentificationCase::id).toList()),
                        id));
        model.addAttribute("errors", byField(errors));
        return "batch/meeting-new";
    }

    private List<Household> lines(
            List<IdentificationCase> shown, Set<String> chosen, Map<CaseId, UUID> prepared, @Nullable UUID own) {
        var heads = households.summaries(
                shown.stream().map(IdentificationCase::household).toList());
        return shown.stream()
                .map(one -> {
                    var summary = heads.get(one.household());
                    var elsewhere = prepared.containsKey(one.id())
                            && !prepared.get(one.id()).equals(own);
                    return new Household(
                            one.id().toString(),
                            one.number().value(),
                            summary == null ? "" : summary.head(),
                            summary == null || summary.group() == null ? "" : summary.group(),
                            one.risks().stream().sorted().map(RiskCause::label).collect(Collectors.joining("、")),
                            chosen.contains(one.id().toString()) && !elsewhere,
                            elsewhere);
                })
                .toList();
    }

    static Map<String, List<String>> byField(List<FieldError> errors) {
        return errors.stream()
                .collect(Collectors.groupingBy(
                        FieldError::field, Collectors.mapping(FieldError::message, Collectors.toList())));
    }

    private PlannedMeeting require(UUID id) {
        return desk.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private SignedInOfficer villageOfficer() {
        var officer = currentOfficer.require();
        if (!officer.hasAny(Role.VILLAGE_CLERK, Role.VILLAGE_CHAIR)) {
            throw new AccessDeniedException("holds no review meetings");
        }
        return officer;
    }

    private List<Choice> villages() {
        return villageOfficer().posts().stream()
                .filter(post -> VILLAGE.contains(post.role()))
                .map(post -> post.division())
                .distinct()
                .map(code -> new Choice(code.value(), divisions.path(code), false, null))
                .toList();
    }

    private Division village(@Nullable String code) {
        var own = villages();
        if (own.isEmpty()) {
            throw new AccessDeniedException("holds no review meetings");
        }
        var chosen = code == null ? own.get(0).value() : code;
        if (own.stream().noneMatch(one -> one.value().equals(chosen))) {
            throw new AccessDeniedException("holds no review meetings there");
        }
        return divisions.require(new DivisionCode(chosen));
    }

    private static cn.bangfu.access.DivisionScope scope(Division village) {
        return cn.bangfu.access.DivisionScope.of(village.code());
    }

    private static ReviewMeeting.Kind kind(@Nullable String name) {
        return Arrays.stream(ReviewMeeting.Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(ReviewMeeting.Kind.REPRESENTATIVES);
    }
}
