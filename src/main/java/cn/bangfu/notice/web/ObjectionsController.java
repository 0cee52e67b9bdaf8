package cn.bangfu.notice.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.HouseholdSummary;
import cn.bangfu.household.Households;
import cn.bangfu.notice.InvestigateOutcome;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.ObjectOutcome;
import cn.bangfu.notice.Objection;
import cn.bangfu.notice.ObjectionFinding;
import cn.bangfu.notice.ObjectionId;
import cn.bangfu.notice.ObjectionKind;
import cn.bangfu.notice.ObjectionResult;
import cn.bangfu.notice.ObjectionService;
import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.notice.Objections;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Objections that officials take down: from a visit, a call, a letter, the hotline, the petition office. */
@Controller
class ObjectionsController {

    /** What was typed; a refusal loses none of it. */
    record Typed(
            @Nullable String village,
            @Nullable String kind,
            @Nullable String way,
            @Nullable String receivedOn,
            @Nullable String text,
            @Nullable String named,
            @Nullable String name,
            @Nullable String contact) {

        private static final Typed NOTHING = new Typed(null, null, null, null, null, null, null, null);

        NewObjection said(LocalDate today) {
            return new NewObjection(
                    constant(ObjectionKind.class, kind, ObjectionKind.INCLUSION),
                    constant(ObjectionWay.class, way, ObjectionWay.PAGE),
                    day(today),
                    text == null ? "" : text.strip(),
                    "true".equals(named),
                    name == null || name.isBlank() ? null : name.strip(),
                    contact == null || contact.isBlank() ? null : contact.strip());
        }

        private LocalDate day(LocalDate today) {
            try {
                return receivedOn == null ? today : LocalDate.parse(receivedOn);
            } catch (DateTimeException e) {
                return LocalDate.MAX;
            }
        }

        private static <E extends Enum<E>> E constant(Class<E> type, @Nullable String name, E otherwise) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(name))
                    .findFirst()
                    .orElse(otherwise);
        }
    }

    record Choice(String value, String label) {}

    record Row(
            String id,
            String code,
            String kind,
            String way,
            String receivedOn,
            @Nullable String text,
            String state,
            @Nullable String answer) {}

    record Head(String caseId, String place, String head, String category, String end, String state, String tag) {}

    private static final List<Choice> WAYS = Arrays.stream(ObjectionWay.values())
            .filter(way -> way != ObjectionWay.PAGE)
            .map(way -> new Choice(way.name(), way.label()))
            .toList();

    private static final int TOGETHER = 100;

    /** Many from one place, or in the same words. */
    record Together(String kind, int count, int open, String href) {}

    private final CurrentOfficer currentOfficer;
    private final NoticeReaders readers;
    private final Notices notices;
    private final NoticeService noticeService;
    private final Objections objections;
    private final ObjectionService service;
    private final Households households;
    private final Divisions divisions;
    private final LegalClock clock;

    ObjectionsController(
            CurrentOfficer currentOfficer,
            NoticeReaders readers,
            Notices notices,
            NoticeService noticeService,
            Objections objections,
            ObjectionService service,
            Households households,
            Divisions divisions,
            LegalClock clock) {
        this.currentOfficer = currentOfficer;
        this.readers = readers;
        this.notices = notices;
        this.noticeService = noticeService;
        this.objections = objections;
        this.service = service;
        this.households = households;
        this.divisions = divisions;
        this.clock = clock;
    }

    @GetMapping("/cases/{caseId}/objections")
    String ofCase(@PathVariable CaseId caseId, Model model) {
        return page(caseId, Typed.NOTHING, List.of(), model);
    }

    @PostMapping("/cases/{caseId}/objections")
    String object(@PathVariable CaseId caseId, @ModelAttribute Typed typed, Model model) {
        var notice = notice(caseId);
        var actor = readers.taker(notice.village())
                .orElseThrow(() -> new AccessDeniedException("takes no objections of " + notice.village()));
        var said = typed.said(clock.today());
        var outcome = said.kind().freezes()
                ? service.object(caseId, said, actor)
                : service.reportExclusion(notice.village(), said, actor);
        return outcome instanceof ObjectOutcome.Refused refused
                ? page(caseId, typed, refused.errors(), model)
                : receipt((ObjectOutcome.Received) outcome);
    }

    private String page(CaseId caseId, Typed typed, List<FieldError> errors, Model model) {
        var notice = notice(caseId);
        var officer = readers.reader(notice.village());
        model.addAttribute("head", head(notice));
        model.addAttribute(
                "groups",
                objections.groups(notice.id()).stream()
                        .map(group -> new Together(
                                group.kind().label(),
                                group.count(),
                                group.open(),
                                "/cases/" + caseId + "/objections/together/" + group.kind()))
                        .toList());
        model.addAttribute(
                "objections",
                objections.of(caseId).stream()
                        .map(objection -> row(objection, officer))
                        .toList());
        model.addAttribute(
                "mayTake", notice.isOpen() && readers.taker(notice.village()).isPresent());
        model.addAttribute("readsContent", NoticeReaders.readsContent(officer, notice.village()));
        model.addAttribute("kinds", kinds(ObjectionKind.INCLUSION, ObjectionKind.TEXT, ObjectionKind.EXCLUSION));
        form(typed, errors, model);
        return "notice/case-objections";
    }

    /** All that were said of one kind in many voices; for those who read what objectors say. */
    @GetMapping("/cases/{caseId}/objections/together/{kind}")
    String together(
            @PathVariable CaseId caseId,
            @PathVariable ObjectionKind kind,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        var notice = notice(caseId);
        if (!NoticeReaders.readsContent(currentOfficer.require(), notice.village())) {
            throw new AccessDeniedException("reads no objections");
        }
        var begin = Math.max(0, from);
        var shown = objections.grouped(notice.id(), kind, begin, TOGETHER);
        model.addAttribute("head", head(notice));
        model.addAttribute("kind", kind.label());
        model.addAttribute(
                "objections", shown.stream().map(one -> row(one, null)).toList());
        model.addAttribute("path", "/cases/" + caseId + "/objections/together/" + kind);
        model.addAttribute("next", shown.size() == TOGETHER ? begin + TOGETHER : null);
        model.addAttribute("previous", begin > 0 ? Math.max(0, begin - TOGETHER) : null);
        return "notice/together";
    }

    @GetMapping("/notices/exclusions/new")
    String newExclusion(Model model) {
        return exclusionPage(Typed.NOTHING, List.of(), model);
    }

    @PostMapping("/notices/exclusions")
    String reportExclusion(@ModelAttribute Typed typed, Model model) {
        var village = typed.village();
        if (village == null || !DivisionCode.isValid(village) || village.length() != 12) {
            return exclusionPage(typed, List.of(new FieldError("village", "请选择所在的村")), model);
        }
        var division = new DivisionCode(village);
        var actor = readers.taker(division)
                .orElseThrow(() -> new AccessDeniedException("takes no objections of " + division));
        var exclusion = new Typed(
                village,
                ObjectionKind.EXCLUSION.name(),
                typed.way(),
                typed.receivedOn(),
                typed.text(),
                typed.named(),
                typed.name(),
                typed.contact());
        var outcome = service.reportExclusion(division, exclusion.said(clock.today()), actor);
        return outcome instanceof ObjectOutcome.Refused refused
                ? exclusionPage(typed, refused.errors(), model)
                : receipt((ObjectOutcome.Received) outcome);
    }

    private String exclusionPage(Typed typed, List<FieldError> errors, Model model) {
        var villages = NoticeReaders.scope(currentOfficer.require()).roots().stream()
                .sorted()
                .flatMap(root -> root.level() == DivisionCode.Level.VILLAGE
                        ? List.of(divisions.require(root)).stream()
                        : divisions.villagesIn(root).stream())
                .filter(village -> readers.taker(village.code()).isPresent())
                .map(village -> new Choice(village.code().value(), divisions.path(village.code())))
                .toList();
        if (villages.isEmpty()) {
            throw new AccessDeniedException("takes no objections");
        }
        model.addAttribute("villages", villages);
        model.addAttribute("kinds", kinds(ObjectionKind.EXCLUSION));
        form(typed, errors, model);
        return "notice/exclusion-new";
    }

    private void form(Typed typed, List<FieldError> errors, Model model) {
        model.addAttribute("ways", WAYS);
        model.addAttribute("typed", typed);
        model.addAttribute("today", clock.today().toString());
        model.addAttribute("errors", byField(errors));
    }

    private static String receipt(ObjectOutcome.Received received) {
        return "redirect:/objections/" + received.objection().id() + "/receipt";
    }

    /** For the objector: only the number and where to ask, nothing of what was said. */
    @GetMapping("/objections/{id}/receipt")
    String receipt(@PathVariable ObjectionId id, Model model) {
        var objection = objection(id);
        readers.reader(objection.village());
        model.addAttribute("code", objection.code().grouped());
        model.addAttribute("kind", objection.kind().label());
        model.addAttribute("way", objection.way().label());
        model.addAttribute("receivedOn", ChinaTime.day(objection.receivedOn()));
        model.addAttribute("recordedAt", ChinaTime.minute(objection.receivedAt()));
        model.addAttribute("takenBy", objection.takenBy());
        model.addAttribute("named", objection.named());
        model.addAttribute("freezes", objection.kind().freezes());
        model.addAttribute("place", divisions.fullPath(objection.village()));
        model.addAttribute("contact", noticeService.contact(objection.village()));
        model.addAttribute(
                "back",
                objection.notice() == null
                        ? "/notices"
                        : notices.find(objection.notice())
                                .map(notice -> "/cases/" + notice.caseId() + "/objections")
                                .orElse("/notices"));
        return "notice/receipt";
    }

    @GetMapping("/objections/{id}/answer")
    String answer(@PathVariable ObjectionId id, Model model) {
        return answerPage(id, "", "", "", List.of(), model);
    }

    @PostMapping("/objections/{id}/answer")
    String answer(
            @PathVariable ObjectionId id,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(defaultValue = "") String finding,
            @RequestParam(defaultValue = "") String answer,
            Model model,
            RedirectAttributes flash) {
        var objection = objection(id);
        var actor = readers.answerer(objection.village())
                .orElseThrow(() -> new AccessDeniedException("answers nothing of " + objection.village()));
        if (!result.equals("CLUE") && !result.equals("DISMISSED")) {
            return answerPage(id, result, finding, answer, List.of(new FieldError("result", "请选择核查结果")), model);
        }
        var outcome = service.answerExclusion(
                new ObjectionFinding(id, ObjectionResult.valueOf(result), finding.strip(), answer.strip()), actor);
        if (outcome instanceof InvestigateOutcome.Refused refused) {
            return answerPage(id, result, finding, answer, refused.errors(), model);
        }
        flash.addFlashAttribute("done", "已答复，反映人凭回执编号可以查询。");
        return "redirect:/notices";
    }

    private String answerPage(
            ObjectionId id, String result, String finding, String answer, List<FieldError> errors, Model model) {
        var objection = objection(id);
        var officer = readers.reader(objection.village());
        var mayAnswer = readers.answerer(objection.village()).isPresent();
        if (objection.kind().freezes() || (!mayAnswer && !NoticeReaders.readsContent(officer, objection.village()))) {
            throw new AccessDeniedException("not an exclusion that this officer reads");
        }
        model.addAttribute("objection", row(objection, null));
        model.addAttribute("place", divisions.path(objection.village()));
        model.addAttribute(
                "name", objection.content() == null ? null : objection.content().name());
        model.addAttribute(
                "contact",
                objection.content() == null ? null : objection.content().contact());
        model.addAttribute("mayAnswer", mayAnswer && objection.isOpen());
        model.addAttribute("result", result);
        model.addAttribute("finding", finding);
        model.addAttribute("answer", answer);
        model.addAttribute("errors", byField(errors));
        return "notice/exclusion";
    }

    private Objection objection(ObjectionId id) {
        return objections.find(id).orElseThrow(() -> new AccessDeniedException("no such objection"));
    }

    private PublicNotice notice(CaseId caseId) {
        var notice = notices.newest(caseId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        readers.reader(notice.village());
        return notice;
    }

    private Head head(PublicNotice notice) {
        var summary = households.summary(notice.household());
        var group = summary.map(HouseholdSummary::group).map(name -> " " + name).orElse("");
        return new Head(
                notice.caseId().toString(),
                divisions.path(notice.village()) + group,
                summary.map(HouseholdSummary::head).orElse(""),
                notice.category().label(),
                ChinaTime.end(notice.legalEnd()),
                NoticeTimes.state(notice),
                NoticeTimes.tag(notice));
    }

    /** @param reader none where the page itself decides who sees it */
    private static Row row(Objection objection, @Nullable SignedInOfficer reader) {
        var content = objection.content();
        var shown = reader == null || NoticeReaders.readsContent(reader, objection.village());
        var resolution = objection.resolution();
        return new Row(
                objection.id().toString(),
                objection.code().grouped(),
                objection.kind().label(),
                objection.way().label() + (objection.named() ? "（实名）" : "（匿名）"),
                ChinaTime.day(objection.receivedOn()),
                shown && content != null ? content.text() : null,
                resolution == null ? "待答复" : resolution.result().label(),
                resolution == null ? null : resolution.answer());
    }

    private static List<Choice> kinds(ObjectionKind... kinds) {
        return Arrays.stream(kinds)
                .map(kind -> new Choice(
                        kind.name(),
                        switch (kind) {
                            case INCLUSION -> "这一户不应纳入（本户立即停止办理，核查后再定）";
                            case TEXT -> "公示的内容写错了（本户立即停止办理，更正后重新公示）";
                            case EXCLUSION -> "还有别的户应当纳入而没有纳入（不影响本户）";
                        }))
                .toList();
    }

    private static Map<String, List<String>> byField(List<FieldError> errors) {
        return errors.stream()
                .collect(Collectors.groupingBy(
                        FieldError::field, Collectors.mapping(FieldError::message, Collectors.toList())));
    }
}
