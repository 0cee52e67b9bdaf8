package cn.bangfu.paper.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Households;
import cn.bangfu.paper.Paper;
import cn.bangfu.paper.PaperCases;
import cn.bangfu.paper.PaperCode;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperService;
import cn.bangfu.paper.PaperStore;
import cn.bangfu.paper.PaperSubject;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Papers of one case, and of many at once. */
@Controller
class PapersController {

    record Kind(String name, String label) {}

    record Printed(
            UUID id,
            String label,
            String number,
            String code,
            String at,
            String by,
            List<UUID> originals,
            String household) {}

    record Choice(
            String caseId,
            String number,
            String head,
            String place,
            @Nullable String printed,
            boolean signed) {}

    private static final int SHOWN_CASES = 200;
    private static final int BATCH = 100;

    private final PaperService papers;
    private final PaperStore store;
    private final PaperCases cases;
    private final Households households;
    private final Divisions divisions;
    private final CurrentOfficer currentOfficer;

    PapersController(
            PaperService papers,
            PaperStore store,
            PaperCases cases,
            Households households,
            Divisions divisions,
            CurrentOfficer currentOfficer) {
        this.papers = papers;
        this.store = store;
        this.cases = cases;
        this.households = households;
        this.divisions = divisions;
        this.currentOfficer = currentOfficer;
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    static String minute(Instant moment) {
        return ChinaTime.minute(moment);
    }

    @GetMapping("/cases/{id}/papers")
    String ofCase(@PathVariable CaseId id, Model model) {
        var officer = currentOfficer.require();
        var found = require(id, officer);
        var words = divisions.words(found.village());
        var mayPrint = PaperService.printer(officer, found.village()).isPresent();
        model.addAttribute("case", found);
        model.addAttribute("place", divisions.fullPath(found.village()));
        model.addAttribute("mayPrint", mayPrint);
        model.addAttribute(
                "kinds",
                mayPrint
                        ? papers.printable(papers.subject(id)).stream()
                                .filter(kind ->
                                        PaperService.scope(officer, kind).covers(found.village()))
                                .map(kind -> new Kind(kind.name(), words.say(kind.label())))
                                .toList()
                        : List.of());
        model.addAttribute(
                "printed",
                store.of(id).stream()
                        .filter(paper -> PaperService.mayRead(officer, paper))
                        .map(this::printed)
                        .toList());
        return "paper/case";
    }

    private Printed printed(Paper paper) {
        return new Printed(
                paper.id(),
                divisions.words(paper.division()).say(paper.kind().label()),
                paper.label(),
                paper.code().grouped(),
                minute(paper.printedAt()),
                paper.printedBy(),
                paper.originals(),
                "");
    }

    @GetMapping("/cases/{id}/papers/{kind}/preview")
    ResponseEntity<byte[]> preview(@PathVariable CaseId id, @PathVariable PaperKind kind) {
        var officer = currentOfficer.require();
        var found = require(id, officer);
        var actor = PaperService.printer(officer, found.village()).orElseThrow(PapersController::denied);
        requireReader(officer, kind, found.village());
        return pdf(
                kind.label() + "（预览）",
                papers.preview(kind, papers.subject(id), actor).orElseThrow(PapersController::notFound));
    }

    @PostMapping("/cases/{id}/papers/{kind}")
    String print(@PathVariable CaseId id, @PathVariable PaperKind kind) {
        var officer = currentOfficer.require();
        var found = require(id, officer);
        var actor = PaperService.printer(officer, found.village()).orElseThrow(PapersController::denied);
        requireReader(officer, kind, found.village());
        var paper = papers.issue(kind, papers.subject(id), actor).orElseThrow(PapersController::notFound);
        return "redirect:/papers/" + paper.id() + "/pdf";
    }

    /** The application to be signed before there is a case. */
    @PostMapping("/households/{id}/papers/application")
    String printApplication(@PathVariable HouseholdId id) {
        var officer = currentOfficer.require();
        var household = households
                .find(id)
                .filter(found ->
                        PaperService.scope(officer, PaperKind.APPLICATION).covers(found.village()))
                .orElseThrow(PapersController::notFound);
        var actor = PaperService.printer(officer, household.village()).orElseThrow(PapersController::denied);
        var paper = papers.issue(PaperKind.APPLICATION, new PaperSubject(List.of(), id, household.village()), actor)
                .orElseThrow(PapersController::notFound);
        return "redirect:/papers/" + paper.id() + "/pdf";
    }

    @GetMapping("/papers/{id}/pdf")
    ResponseEntity<byte[]> again(@PathVariable UUID id) {
        var paper = papers.find(id, currentOfficer.require()).orElseThrow(PapersController::notFound);
        return pdf(
                divisions.words(paper.division()).say(paper.kind().label())
                        + paper.code().value(),
                papers.pdf(paper).orElseThrow(PapersController::notFound));
    }

    /** Where a code leads: to the case, or to the list of those that the paper is about. */
    @GetMapping("/papers/find")
    String find(@RequestParam String code, Model model, RedirectAttributes redirect) {
        var found = PaperCode.parse(code).flatMap(parsed -> papers.find(parsed, currentOfficer.require()));
        if (found.isEmpty()) {
            redirect.addFlashAttribute(
                    "fault", PaperCode.parse(code).isEmpty() ? "识别码不对，应为八位字母和数字，请再核对一遍" : "没有这份文书，或者不归您查看");
            return "redirect:/papers";
        }
        var paper = found.get();
        if (paper.cases().size() == 1) {
            return "redirect:/cases/" + paper.cases().get(0) + "/papers";
        }
        var household = paper.household();
        if (household != null) {
            return cases.of(household)
                    .map(of -> "redirect:/cases/" + of.id() + "/papers")
                    .orElse("redirect:/households/" + household);
        }
        model.addAttribute("paper", printed(paper));
        model.addAttribute("cases", cases.all(paper.cases()));
        return "paper/list";
    }

    @GetMapping("/papers/batch")
    String batch(@RequestParam(required = false) @Nullable PaperKind kind, Model model) {
        var officer = currentOfficer.require();
        var kinds = Arrays.stream(PaperKind.values())
                .filter(one -> !PaperService.scope(officer, one).isEmpty())
                .toList();
        if (kinds.isEmpty()
                || officer.posts().stream().noneMatch(post -> PaperService.printer(officer, post.division())
                        .isPresent())) {
            throw denied();
        }
        var words = divisions.words(officer.posts().get(0).division());
        model.addAttribute(
                "kinds",
                kinds.stream()
                        .map(one -> new Kind(one.name(), words.say(one.label())))
                        .toList());
        model.addAttribute("kind", kind);
        if (kind != null) {
            model.addAttribute("label", words.say(kind.label()));
            model.addAttribute("together", kind.about() != PaperKind.About.HOUSEHOLD);
            model.addAttribute("choices", choices(kind, officer));
        }
        return "paper/batch";
    }

    private List<Choice> choices(PaperKind kind, SignedInOfficer officer) {
        return cases.recent(PaperService.scope(officer, kind), SHOWN_CASES).stream()
                .filter(one -> papers.isPrintable(kind, subject(kind, List.of(one))))
                .map(one -> {
                    var last = store.of(one.id()).stream()
                            .filter(paper -> paper.kind() == kind)
                            .findFirst();
                    return new Choice(
                            one.id().toString(),
                            one.number(),
                            one.head(),
                            divisions.path(one.village()),
                            last.map(paper -> minute(paper.printedAt())).orElse(null),
                            last.map(paper -> !paper.originals().isEmpty()).orElse(false));
                })
                .toList();
    }

    private static PaperSubject subject(PaperKind kind, List<PaperCases.PaperCase> about) {
        var first = about.get(0);
        return switch (kind.about()) {
            case HOUSEHOLD -> new PaperSubject(List.of(first.id()), first.household(), first.village());
            case MEETING -> new PaperSubject(ids(about), null, first.village());
            case LIST -> new PaperSubject(ids(about), null, first.village().town());
        };
    }

    private static List<CaseId> ids(List<PaperCases.PaperCase> about) {
        return about.stream().map(PaperCases.PaperCase::id).toList();
    }

    /** One file: a paper for each household, or one for each meeting or town. */
    @PostMapping("/papers/batch")
    ResponseEntity<byte[]> printBatch(@RequestParam PaperKind kind, @RequestParam(name = "case") List<CaseId> ids) {
        var officer = currentOfficer.require();
        if (ids.size() > BATCH) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "一次最多打印" + BATCH + "户，请分批打印");
        }
        var about = ids.stream().map(id -> require(id, officer)).toList();
        about.forEach(one -> requireReader(officer, kind, one.village()));
        var issued = new ArrayList<Paper>();
        for (var subject : subjects(kind, about)) {
            var actor = PaperService.printer(officer, subject.division()).orElseThrow(PapersController::denied);
            papers.issue(kind, subject, actor).ifPresent(issued::add);
        }
        if (issued.isEmpty()) {
            throw notFound();
        }
        return pdf(kind.label() + issued.size() + "份", papers.pdf(issued));
    }

    private List<PaperSubject> subjects(PaperKind kind, List<PaperCases.PaperCase> about) {
        if (kind.about() == PaperKind.About.HOUSEHOLD) {
            return about.stream().map(one -> subject(kind, List.of(one))).toList();
        }
        return about.stream()
                .collect(Collectors.groupingBy(
                        one -> subject(kind, List.of(one)).division(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(together -> papers.sheets(kind, subject(kind, together)).stream())
                .toList();
    }

    private PaperCases.PaperCase require(CaseId id, SignedInOfficer officer) {
        return cases.find(id)
                .filter(found ->
                        PaperService.scope(officer, PaperKind.ATTENDANCE).covers(found.village()))
                .orElseThrow(PapersController::notFound);
    }

    private static void requireReader(SignedInOfficer officer, PaperKind kind, DivisionCode division) {
        if (!PaperService.scope(officer, kind).covers(division)) {
            throw denied();
        }
    }

    private static AccessDeniedException denied() {
        return new AccessDeniedException("prints no papers there");
    }

    static ResponseEntity<byte[]> pdf(String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(name + ".pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }
}
