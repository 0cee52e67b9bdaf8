package cn.bangfu.process.notice.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.notice.NoticeSubject;
import cn.bangfu.notice.NoticeSubjects;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.PosterOutcome;
import cn.bangfu.notice.PosterPaper;
import cn.bangfu.notice.PosterText;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.notice.PublicSite;
import cn.bangfu.paper.QrCodes;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.process.gateway.Batch;
import cn.bangfu.process.gateway.BatchGateway;
import cn.bangfu.process.gateway.BatchKind;
import cn.bangfu.process.gateway.BatchOutcome;
import cn.bangfu.process.gateway.TaskLine;
import cn.bangfu.process.gateway.TaskLists;
import cn.bangfu.process.notice.PublicNoticeProcess.Elements;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The town posts many households of a village on one paper and takes the paper down: one set of photographs, one act for all. Each
 * household's task is answered through the gateway as if it had been answered alone.
 */
@Controller
class PostersController {

    private static final int LIMIT = Batch.LIMIT;

    /** Households of one village that wait for a poster. */
    record Waiting(String village, String place, int households) {}

    /** A poster on which households wait for its end to be recorded. */
    record Ending(String batch, String place, String end, int households, int open) {}

    record Household(String task, String number, String head, boolean chosen, List<String> faults) {}

    record Board(String field, String label, List<UUID> kept) {}

    private final CurrentOfficer currentOfficer;
    private final TaskLists tasks;
    private final BatchGateway gateway;
    private final NoticeService service;
    private final NoticeSubjects subjects;
    private final Notices notices;
    private final Divisions divisions;
    private final PosterUploads uploads;
    private final PosterPaper paper;
    private final PublicSite site;

    PostersController(
            CurrentOfficer currentOfficer,
            TaskLists tasks,
            BatchGateway gateway,
            NoticeService service,
            NoticeSubjects subjects,
            Notices notices,
            Divisions divisions,
            PosterUploads uploads,
            PosterPaper paper,
            PublicSite site) {
        this.currentOfficer = currentOfficer;
        this.tasks = tasks;
        this.gateway = gateway;
        this.service = service;
        this.subjects = subjects;
        this.notices = notices;
        this.divisions = divisions;
        this.uploads = uploads;
        this.paper = paper;
        this.site = site;
    }

    @GetMapping("/notices/posters")
    String posters(Model model) {
        townClerk();
        var waiting = new TreeMap<DivisionCode, Integer>();
        open(Elements.PUBLISH_NOTICE)
                .forEach(task -> waiting.merge(subjects.require(task.caseId()).village(), 1, Integer::sum));
        model.addAttribute(
                "waiting",
                waiting.entrySet().stream()
                        .map(entry ->
                                new Waiting(entry.getKey().value(), divisions.path(entry.getKey()), entry.getValue()))
                        .toList());
        var ending = new LinkedHashMap<UUID, List<PublicNotice>>();
        open(Elements.CLOSE_NOTICE).forEach(task -> notices.newest(task.caseId())
                .ifPresent(notice -> ending.computeIfAbsent(notice.batch().id(), id -> new ArrayList<>())
                        .add(notice)));
        model.addAttribute(
                "ending",
                ending.values().stream()
                        .map(over -> new Ending(
                                over.get(0).batch().id().toString(),
                                divisions.path(over.get(0).village()),
                                ChinaTime.end(over.get(0).legalEnd()),
                                over.size(),
                                (int) notices.onPoster(over.get(0).batch().id()).stream()
                                        .filter(PublicNotice::isOpen)
                                        .count()))
                        .toList());
        return "notice/posters";
    }

    // ---- posting

    @GetMapping("/notices/posters/new")
    String poster(
            @RequestParam String village,
            @RequestParam(required = false) @Nullable List<String> task,
            @RequestParam(defaultValue = "") String remark,
            Model model) {
        return page(village, task, remark, Map.of(), Map.of(), List.of(), List.of(), model);
    }

    private String page(
            String village,
            @Nullable List<String> chosen,
            String remark,
            Map<NoticeLevel, List<UUID>> kept,
            Map<String, String> typed,
            List<String> faults,
            List<BatchOutcome.Stuck> stuck,
            Model model) {
        townClerk();
        var here = waitingIn(village);
        var taken = here.entrySet().stream()
                .filter(entry ->
                        chosen == null || chosen.contains(entry.getKey().id()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
        var outcome = service.poster(List.copyOf(taken.values()), remark);
        var all = new ArrayList<>(faults);
        Map<?, List<FieldError>> byCase = Map.of();
        if (outcome instanceof PosterOutcome.Ready ready) {
            model.addAttribute("poster", ready.boardText());
            model.addAttribute(
                    "qr", "/notices/posters/qr.png?code=" + ready.boardText().code());
            model.addAttribute("level", ready.level().label());
            model.addAttribute("term", ready.term().label());
            model.addAttribute("boards", boards(ready.places(), kept));
        } else if (outcome instanceof PosterOutcome.Refused refused) {
            refused.errors().forEach(error -> all.add(error.message()));
            byCase = refused.byCase();
        }
        var errors = byCase;
        model.addAttribute(
                "households",
                here.entrySet().stream()
                        .map(entry -> new Household(
                                entry.getKey().id(),
                                Objects.requireNonNullElse(entry.getKey().caseNumber(), ""),
                                Objects.requireNonNullElse(entry.getKey().head(), ""),
                                taken.containsKey(entry.getKey()),
                                Objects.requireNonNullElse(
                                                errors.get(entry.getKey().caseId()), List.<FieldError>of())
                                        .stream()
                                        .map(FieldError::message)
                                        .toList()))
                        .toList());
        model.addAttribute("chosen", taken.keySet().stream().map(TaskLine::id).toList());
        model.addAttribute("village", village);
        model.addAttribute("place", here.isEmpty() ? "" : divisions.path(new DivisionCode(village)));
        model.addAttribute("remark", remark);
        model.addAttribute("typed", typed);
        model.addAttribute("faults", all.stream().distinct().toList());
        model.addAttribute("stuck", stuck);
        model.addAttribute("key", UUID.randomUUID().toString());
        return "notice/poster-new";
    }

    private static List<Board> boards(Set<NoticeLevel> places, Map<NoticeLevel, List<UUID>> kept) {
        return places.stream()
                .sorted()
                .map(place -> new Board(
                        place.name().toLowerCase(Locale.ROOT), place.label(), kept.getOrDefault(place, List.of())))
                .toList();
    }

    /** The paper as it will hang: to be printed, posted and photographed first. */
    @GetMapping(value = "/notices/posters/new.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> paper(
            @RequestParam String village,
            @RequestParam(required = false) @Nullable List<String> task,
            @RequestParam(defaultValue = "") String remark,
            HttpServletRequest request) {
        townClerk();
        var taken = waitingIn(village).entrySet().stream()
                .filter(entry -> task == null || task.contains(entry.getKey().id()))
                .map(Map.Entry::getValue)
                .toList();
        if (service.poster(taken, remark) instanceof PosterOutcome.Ready ready) {
            return pdf(ready.boardText(), request);
        }
        throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    /** The paper that hangs. */
    @GetMapping(value = "/notices/posters/{batch}/poster.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> paper(@PathVariable UUID batch, HttpServletRequest request) {
        return pdf(service.text(onPoster(batch), true), request);
    }

    private ResponseEntity<byte[]> pdf(PosterText text, HttpServletRequest request) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("公示榜.pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(paper.pdf(text, site.address(text.path(), called(request))));
    }

    /** Of a poster that hangs or is about to. */
    @GetMapping(value = "/notices/posters/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<byte[]> qr(@RequestParam String code, HttpServletRequest request) {
        return PublicCode.read(code)
                .map(read -> ResponseEntity.ok(QrCodes.png(site.address("/public/posters/" + read, called(request)))))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static String called(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    }

    @PostMapping("/notices/posters")
    String publish(
            @RequestParam String village,
            @RequestParam(required = false) @Nullable List<String> task,
            @RequestParam(defaultValue = "") String remark,
            @RequestParam Map<String, String> typed,
            MultipartHttpServletRequest request,
            Model model,
            RedirectAttributes flash)
            throws IOException {
        townClerk();
        var taken = new LinkedHashMap<TaskLine, NoticeSubject>();
        waitingIn(village).forEach((line, subject) -> {
            if (task != null && task.contains(line.id())) {
                taken.put(line, subject);
            }
        });
        if (!(service.poster(List.copyOf(taken.values()), remark) instanceof PosterOutcome.Ready ready)) {
            return page(village, task, remark, Map.of(), typed, List.of(), List.of(), model);
        }
        var sent = uploads.receive(ready.places(), request);
        if (!sent.faults().isEmpty()) {
            return page(village, task, remark, sent.photographs(), typed, sent.faults(), List.of(), model);
        }
        var answer = new HashMap<String, @Nullable Object>();
        answer.put("textChecked", typed.containsKey("textChecked"));
        answer.put("householdTold", typed.containsKey("householdTold"));
        answer.put("postedNow", typed.containsKey("postedNow"));
        answer.put("postedBy", typed.get("postedBy"));
        put(answer, "remark", remark);
        sent.photographs().forEach((place, photographs) -> {
            var field = place.name().toLowerCase(Locale.ROOT);
            answer.put(field + "Place", typed.get(field + "Place"));
            answer.put(
                    field + "Photos", photographs.stream().map(UUID::toString).toList());
        });
        var code = Objects.requireNonNull(ready.boardText().code());
        var outcome = gateway.submit(
                new Batch(
                        BatchKind.NOTICE,
                        ready.id(),
                        code.grouped(),
                        taken.keySet().stream()
                                .map(line -> new Batch.Item(line.id(), answer))
                                .toList()),
                List::of,
                typed.get("key"));
        if (outcome instanceof BatchOutcome.Submitted submitted) {
            flash.addFlashAttribute(
                    "done",
                    "已公示%d户，公示期从明天起算，%s。"
                            .formatted(
                                    submitted.households().size(), ready.term().label()));
            return "redirect:/notices";
        }
        return page(village, task, remark, sent.photographs(), typed, faults(outcome), stuck(outcome), model);
    }

    // ---- taking down

    @GetMapping("/notices/posters/{batch}/close")
    String close(@PathVariable UUID batch, Model model) {
        return closing(batch, null, Map.of(), Map.of(), List.of(), List.of(), model);
    }

    private String closing(
            UUID batch,
            @Nullable List<String> chosen,
            Map<NoticeLevel, List<UUID>> kept,
            Map<String, String> typed,
            List<String> faults,
            List<BatchOutcome.Stuck> stuck,
            Model model) {
        townClerk();
        var shown = onPoster(batch);
        var waiting = endingOn(batch);
        var first = shown.get(0);
        model.addAttribute("batch", batch.toString());
        model.addAttribute("place", divisions.path(first.village()));
        model.addAttribute("postedAt", ChinaTime.minute(first.batch().publishedAt()));
        model.addAttribute("end", ChinaTime.end(first.legalEnd()));
        model.addAttribute(
                "households",
                waiting.entrySet().stream()
                        .map(entry -> new Household(
                                entry.getKey().id(),
                                Objects.requireNonNullElse(entry.getKey().caseNumber(), ""),
                                Objects.requireNonNullElse(entry.getKey().head(), ""),
                                chosen == null || chosen.contains(entry.getKey().id()),
                                entry.getValue().objections() == 0
                                        ? List.of()
                                        : List.of("收到异议" + entry.getValue().objections() + "件，都已答复")))
                        .toList());
        model.addAttribute("others", shown.stream().filter(PublicNotice::isOpen).count() - waiting.size());
        model.addAttribute("boards", boards(first.batch().places(), kept));
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults);
        model.addAttribute("stuck", stuck);
        model.addAttribute("key", UUID.randomUUID().toString());
        return "notice/poster-close";
    }

    @PostMapping("/notices/posters/{batch}/close")
    String close(
            @PathVariable UUID batch,
            @RequestParam(required = false) @Nullable List<String> task,
            @RequestParam Map<String, String> typed,
            MultipartHttpServletRequest request,
            Model model,
            RedirectAttributes flash)
            throws IOException {
        townClerk();
        var shown = onPoster(batch);
        var sent = uploads.receive(shown.get(0).batch().places(), request);
        if (!sent.faults().isEmpty()) {
            return closing(batch, task, sent.photographs(), typed, sent.faults(), List.of(), model);
        }
        var items = new ArrayList<Batch.Item>();
        endingOn(batch).forEach((line, notice) -> {
            if (task != null && task.contains(line.id())) {
                items.add(new Batch.Item(line.id(), ended(notice, typed, sent.photographs())));
            }
        });
        var code = shown.get(0).batch().code();
        var outcome = gateway.submit(
                new Batch(BatchKind.NOTICE, batch, code == null ? null : code.grouped(), items),
                List::of,
                typed.get("key"));
        if (outcome instanceof BatchOutcome.Submitted submitted) {
            flash.addFlashAttribute(
                    "done", "已登记%d户公示期满。".formatted(submitted.households().size()));
            return "redirect:/notices";
        }
        return closing(batch, task, sent.photographs(), typed, faults(outcome), stuck(outcome), model);
    }

    private static Map<String, @Nullable Object> ended(
            PublicNotice notice, Map<String, String> typed, Map<NoticeLevel, List<UUID>> photographs) {
        var answer = new HashMap<String, @Nullable Object>();
        answer.put("stayedPosted", typed.get("stayedPosted"));
        put(answer, "interruption", "NO".equals(typed.get("stayedPosted")) ? typed.get("interruption") : null);
        answer.put("result", notice.objections() == 0 ? "公示期满，没有收到异议。" : "公示期满，收到的异议经核查不成立，已答复。");
        photographs.forEach((place, taken) -> answer.put(
                place.name().toLowerCase(Locale.ROOT) + "EndPhotos",
                taken.stream().map(UUID::toString).toList()));
        return answer;
    }

    // ---- what there is

    private List<TaskLine> open(String element) {
        return tasks.page(TaskLists.Filter.OFFICE, element, 0, LIMIT).tasks();
    }

    private Map<TaskLine, NoticeSubject> waitingIn(String village) {
        var here = new LinkedHashMap<TaskLine, NoticeSubject>();
        open(Elements.PUBLISH_NOTICE).forEach(line -> {
            var subject = subjects.require(line.caseId());
            if (subject.village().value().equals(village)) {
                here.put(line, subject);
            }
        });
        return here;
    }

    private Map<TaskLine, PublicNotice> endingOn(UUID batch) {
        var here = new LinkedHashMap<TaskLine, PublicNotice>();
        open(Elements.CLOSE_NOTICE).forEach(line -> notices.newest(line.caseId())
                .filter(notice -> notice.batch().id().equals(batch))
                .ifPresent(notice -> here.put(line, notice)));
        return here;
    }

    private List<PublicNotice> onPoster(UUID batch) {
        var shown = notices.onPoster(batch);
        if (shown.isEmpty()
                || !currentOfficer.require().scope().covers(shown.get(0).village())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return shown;
    }

    private void townClerk() {
        if (!currentOfficer.require().hasAny(Role.TOWN_CLERK)) {
            throw new AccessDeniedException("posts no notices");
        }
    }

    private static void put(Map<String, @Nullable Object> answer, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            answer.put(key, value.strip());
        }
    }

    private static List<String> faults(BatchOutcome outcome) {
        if (outcome instanceof BatchOutcome.Conflict conflict) {
            return List.of(conflict.message());
        }
        return outcome instanceof BatchOutcome.Refused refused
                ? refused.errors().stream().map(FieldError::message).toList()
                : List.of();
    }

    private static List<BatchOutcome.Stuck> stuck(BatchOutcome outcome) {
        return outcome instanceof BatchOutcome.Refused refused ? refused.stuck() : List.of();
    }
}
