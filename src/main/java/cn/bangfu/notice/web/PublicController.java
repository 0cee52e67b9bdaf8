package cn.bangfu.notice.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.notice.ObjectOutcome;
import cn.bangfu.notice.Objection;
import cn.bangfu.notice.ObjectionId;
import cn.bangfu.notice.ObjectionKind;
import cn.bangfu.notice.ObjectionResult;
import cn.bangfu.notice.ObjectionService;
import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.notice.Objections;
import cn.bangfu.notice.PosterPaper;
import cn.bangfu.notice.PosterText;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.notice.PublicPosters;
import cn.bangfu.paper.QrCodes;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import cn.bangfu.shared.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.WebRequest;

/**
 * Notices for everybody: lists by place, one notice, the paper to print, objections and their answers. Shows what is published, with the
 * head's name as the county lets the web have it, and nothing of a notice that is over.
 */
@Controller
class PublicController {

    /** What is over and what never was are told apart by nobody. */
    static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    record Place(String href, String name, int notices) {}

    record Row(String href, String group, String head, int people, String category, String until, boolean frozen) {}

    record Village(String name, String href, List<Row> rows) {}

    /** What was typed. */
    record Typed(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String row,
            @Nullable String text,
            @Nullable String named,
            @Nullable String name,
            @Nullable String contact) {

        static Typed nothing() {
            return new Typed(ObjectionId.next().toString(), null, null, null, null, null, null);
        }

        ObjectionId key() {
            try {
                return id == null ? ObjectionId.next() : ObjectionId.of(id);
            } catch (IllegalArgumentException e) {
                return ObjectionId.next();
            }
        }
    }

    private final PublicCopies copies;
    private final NoticeService notices;
    private final ObjectionService service;
    private final Objections objections;
    private final Divisions divisions;
    private final PosterPaper paper;
    private final PublicAddress address;
    private final LegalClock clock;
    private final TrainingTime training;

    PublicController(
            PublicCopies copies,
            NoticeService notices,
            ObjectionService service,
            Objections objections,
            Divisions divisions,
            PosterPaper paper,
            PublicAddress address,
            LegalClock clock,
            TrainingTime training) {
        this.copies = copies;
        this.notices = notices;
        this.service = service;
        this.objections = objections;
        this.divisions = divisions;
        this.paper = paper;
        this.address = address;
        this.clock = clock;
        this.training = training;
    }

    @ModelAttribute("training")
    boolean training() {
        return training.active();
    }

    @GetMapping("/robots.txt")
    ResponseEntity<String> robots() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("User-agent: *\nDisallow: /\n");
    }

    /** For pages that are not ours and yet have to say so: Tasklist, Cockpit. */
    @GetMapping(value = "/public/training", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Boolean>> isTraining() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of("training", training.active()));
    }

    // ---- lists

    @GetMapping("/public")
    String places(Model model, HttpServletResponse response) {
        var counties = new TreeMap<DivisionCode, Map<DivisionCode, Integer>>();
        divisions.counties().forEach(county -> counties.put(county.code(), new TreeMap<>()));
        copies.byVillage()
                .forEach((village, count) -> counties.computeIfAbsent(village.county(), code -> new TreeMap<>())
                        .merge(village.at(Level.TOWN), count, Integer::sum));
        var shown = new ArrayList<Map<String, Object>>();
        counties.forEach((county, towns) -> shown.add(Map.of(
                "name",
                divisions.require(county).shownName(),
                "towns",
                divisions.in(county).stream()
                        .map(town -> new Place(
                                "/public/places/" + town.code(), town.shownName(), towns.getOrDefault(town.code(), 0)))
                        .toList())));
        model.addAttribute("counties", shown);
        briefly(response, Duration.ofSeconds(30));
        return "public/places";
    }

    @GetMapping("/public/places/{place}")
    String place(@PathVariable String place, Model model, HttpServletResponse response) {
        var division = division(place);
        var shown = copies.in(division);
        var villages = new ArrayList<Village>();
        var here = division.level() == Level.VILLAGE
                ? List.of(divisions.require(division))
                : divisions.villagesIn(division);
        for (var village : here) {
            var rows = shown.stream()
                    .filter(notice -> notice.village().equals(village.code()))
                    .map(PublicController::row)
                    .toList();
            if (!rows.isEmpty() || division.level() == Level.VILLAGE) {
                villages.add(new Village(village.shownName(), "/public/places/" + village.code(), rows));
            }
        }
        model.addAttribute("heading", divisions.path(division));
        model.addAttribute("villages", villages);
        model.addAttribute("posters", copies.others(division));
        model.addAttribute(
                "others",
                division.level() == Level.VILLAGE
                        ? List.of()
                        : here.stream()
                                .filter(village -> villages.stream()
                                        .noneMatch(known -> known.href().endsWith("/" + village.code())))
                                .map(village -> new Place("/public/places/" + village.code(), village.shownName(), 0))
                                .toList());
        model.addAttribute("village", division.level() == Level.VILLAGE ? division.value() : null);
        model.addAttribute(
                "contact",
                notices.contact(
                        division.level() == Level.VILLAGE
                                ? division
                                : here.isEmpty() ? division : here.get(0).code()));
        var untilEnd = shown.stream()
                .map(notice -> Duration.between(notice.asOf(), notice.legalEnd()))
                .reduce(Duration.ofSeconds(30), PublicController::shorter);
        briefly(response, untilEnd);
        return "public/place";
    }

    private static Row row(PublicNotice notice) {
        return new Row(
                "/public/notices/" + notice.code(),
                notice.group() == null ? "" : notice.group(),
                notice.webName(),
                notice.people(),
                notice.category().label(),
                ChinaTime.end(notice.legalEnd()),
                notice.openObjections() > 0);
    }

    /** A town or village that is here. */
    private DivisionCode division(String place) {
        if (!DivisionCode.isValid(place) || place.length() == 6) {
            throw new Gone();
        }
        var division = new DivisionCode(place);
        if (divisions.find(division).isEmpty()) {
            throw new Gone();
        }
        return division;
    }

    // ---- one notice

    @GetMapping("/public/notices/{code}")
    @Nullable
    String notice(
            @PathVariable String code,
            Model model,
            WebRequest request,
            HttpServletRequest servlet,
            HttpServletResponse response) {
        var notice = shown(code);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        // What may change on the page: the objections, whether one is open, and the end.
        if (request.checkNotModified("\"" + notice.objections() + "-" + notice.openObjections() + "-"
                + notice.legalEnd().toEpochMilli() + (training.active() ? "-t" : "") + "\"")) {
            return null;
        }
        var lines = notice.webText().lines().toList();
        var title = lines.get(0).startsWith("【") ? 1 : 0;
        model.addAttribute("heading", lines.get(title));
        model.addAttribute("lines", lines.subList(title + 1, lines.size() - 2));
        model.addAttribute("signature", lines.subList(lines.size() - 2, lines.size()));
        model.addAttribute("code", notice.code().value());
        model.addAttribute("end", ChinaTime.end(notice.legalEnd()));
        model.addAttribute("extended", notice.legalEnd().isAfter(notice.batch().legalEnd()));
        model.addAttribute("objections", notice.objections());
        model.addAttribute("open", notice.openObjections());
        model.addAttribute("place", "/public/places/" + notice.village());
        return "public/notice";
    }

    @GetMapping("/public/notices/{code}/print")
    String print(@PathVariable String code, Model model, HttpServletResponse response) {
        return printed(notices.text(shown(code)), model, response);
    }

    @GetMapping(value = "/public/notices/{code}/poster.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> pdf(@PathVariable String code, HttpServletRequest request) {
        return pdf(notices.text(shown(code)), request);
    }

    @GetMapping(value = "/public/notices/{code}/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<byte[]> qr(@PathVariable String code, HttpServletRequest request) {
        return qrOf("/public/notices/" + shown(code).code(), request);
    }

    // ---- a whole poster

    @GetMapping("/public/posters/{code}")
    String poster(@PathVariable String code, Model model, HttpServletResponse response) {
        var shown = onPoster(code);
        var text = notices.text(shown, false);
        model.addAttribute("poster", text);
        model.addAttribute("code", code);
        model.addAttribute("rows", shown.stream().map(PublicController::row).toList());
        model.addAttribute("place", "/public/places/" + shown.get(0).village());
        briefly(response, Duration.between(shown.get(0).asOf(), shown.get(0).legalEnd()));
        return "public/poster";
    }

    @GetMapping("/public/posters/{code}/print")
    String printPoster(@PathVariable String code, Model model, HttpServletResponse response) {
        return printed(notices.text(onPoster(code), false), model, response);
    }

    @GetMapping(value = "/public/posters/{code}/poster.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> posterPdf(@PathVariable String code, HttpServletRequest request) {
        return pdf(notices.text(onPoster(code), false), request);
    }

    @GetMapping(value = "/public/posters/{code}/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<byte[]> posterQr(@PathVariable String code, HttpServletRequest request) {
        onPoster(code);
        return qrOf("/public/posters/" + code, request);
    }

    private String printed(PosterText text, Model model, HttpServletResponse response) {
        model.addAttribute("poster", text);
        model.addAttribute("qr", text.path() + "/qr.png");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        return "public/print";
    }

    private ResponseEntity<byte[]> pdf(PosterText text, HttpServletRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"poster.pdf\"; filename*=UTF-8''%E5%85%AC%E7%A4%BA.pdf")
                .body(paper.pdf(text, address.of(text.path(), request)));
    }

    private ResponseEntity<byte[]> qrOf(String href, HttpServletRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(QrCodes.png(address.of(href, request)));
    }

    private PublicNotice shown(String code) {
        return PublicCode.read(code).flatMap(copies::notice).orElseThrow(Gone::new);
    }

    private List<PublicNotice> onPoster(String code) {
        var shown = PublicCode.read(code).map(copies::poster).orElse(List.of());
        if (shown.isEmpty()) {
            throw new Gone();
        }
        return shown;
    }

    // ---- objections

    @GetMapping("/public/notices/{code}/objection")
    String objectionForm(@PathVariable String code, Model model, HttpServletResponse response) {
        return objectionForm(shown(code), Typed.nothing(), List.of(), model, response);
    }

    @PostMapping("/public/notices/{code}/objection")
    String object(
            @PathVariable String code,
            @ModelAttribute Typed typed,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var notice = shown(code);
        var kind = ObjectionKind.INCLUSION;
        try {
            kind = ObjectionKind.valueOf(typed.kind() == null ? "INCLUSION" : typed.kind());
        } catch (IllegalArgumentException e) {
            return objectionForm(notice, typed, List.of(new FieldError("kind", "请选择反映什么")), model, response);
        }
        var outcome = service.objectOnPage(notice.code(), typed.key(), said(kind, typed), PublicAddress.from(request));
        copies.forget(notice.code());
        return outcome instanceof ObjectOutcome.Refused refused
                ? objectionForm(notice, typed, refused.errors(), model, response)
                : receipt(((ObjectOutcome.Received) outcome).objection().code(), response);
    }

    private String objectionForm(
            PublicNotice notice, Typed typed, List<FieldError> errors, Model model, HttpServletResponse response) {
        model.addAttribute("heading", "提出异议");
        model.addAttribute(
                "about",
                notice.webName() + "户，" + divisions.path(notice.village())
                        + (notice.group() == null ? "" : " " + notice.group()));
        model.addAttribute("action", "/public/notices/" + notice.code() + "/objection");
        model.addAttribute("back", "/public/notices/" + notice.code());
        model.addAttribute("kinds", true);
        return form(typed, errors, model, response);
    }

    /** Against a poster of another room. */
    @GetMapping("/public/{room}/{code}/objection")
    String objectionForm(
            @PathVariable String room, @PathVariable String code, Model model, HttpServletResponse response) {
        var poster = PublicCode.read(code).orElseThrow(Gone::new);
        return objectionForm(objectable(room(poster), poster), Typed.nothing(), List.of(), model, response);
    }

    @PostMapping("/public/{room}/{code}/objection")
    String object(
            @PathVariable String room,
            @PathVariable String code,
            @ModelAttribute Typed typed,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var poster = PublicCode.read(code).orElseThrow(Gone::new);
        var owner = room(poster);
        var row = typed.row() == null || typed.row().isBlank() ? null : typed.row();
        var outcome = owner.objectOnPage(
                poster,
                typed.key(),
                row,
                said(row == null ? ObjectionKind.TEXT : ObjectionKind.INCLUSION, typed),
                PublicAddress.from(request));
        return outcome.code() == null
                ? objectionForm(objectable(owner, poster), typed, outcome.errors(), model, response)
                : receipt(outcome.code(), response);
    }

    private PublicPosters room(PublicCode poster) {
        return copies.room(poster).orElseThrow(Gone::new);
    }

    private static PublicPosters.Objectable objectable(PublicPosters room, PublicCode poster) {
        return room.objectable(poster).orElseThrow(Gone::new);
    }

    private String objectionForm(
            PublicPosters.Objectable about,
            Typed typed,
            List<FieldError> errors,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("heading", "提出异议");
        model.addAttribute("about", about.poster().title());
        model.addAttribute("action", about.poster().path() + "/objection");
        model.addAttribute("back", about.poster().path());
        model.addAttribute("kinds", false);
        model.addAttribute("rows", about.rows());
        return form(typed, errors, model, response);
    }

    @GetMapping("/public/places/{place}/exclusion")
    String exclusionForm(@PathVariable String place, Model model, HttpServletResponse response) {
        return exclusionForm(village(place), Typed.nothing(), List.of(), model, response);
    }

    @PostMapping("/public/places/{place}/exclusion")
    String exclude(
            @PathVariable String place,
            @ModelAttribute Typed typed,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var village = village(place);
        var outcome = service.excludedOnPage(
                village, typed.key(), said(ObjectionKind.EXCLUSION, typed), PublicAddress.from(request));
        return outcome instanceof ObjectOutcome.Refused refused
                ? exclusionForm(village, typed, refused.errors(), model, response)
                : receipt(((ObjectOutcome.Received) outcome).objection().code(), response);
    }

    private String exclusionForm(
            DivisionCode village, Typed typed, List<FieldError> errors, Model model, HttpServletResponse response) {
        model.addAttribute("heading", "反映还有应当纳入的户");
        model.addAttribute("about", divisions.path(village));
        model.addAttribute("action", "/public/places/" + village + "/exclusion");
        model.addAttribute("back", "/public/places/" + village);
        model.addAttribute("kinds", false);
        return form(typed, errors, model, response);
    }

    private DivisionCode village(String place) {
        var village = division(place);
        if (village.level() != Level.VILLAGE) {
            throw new Gone();
        }
        return village;
    }

    private String form(Typed typed, List<FieldError> errors, Model model, HttpServletResponse response) {
        model.addAttribute("typed", typed);
        model.addAttribute(
                "errors",
                errors.stream()
                        .collect(Collectors.groupingBy(
                                FieldError::field, Collectors.mapping(FieldError::message, Collectors.toList()))));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
        return "public/objection";
    }

    private NewObjection said(ObjectionKind kind, Typed typed) {
        return new NewObjection(
                kind,
                ObjectionWay.PAGE,
                clock.today(),
                typed.text() == null ? "" : typed.text().strip(),
                "true".equals(typed.named()),
                blankless(typed.name(), 50),
                blankless(typed.contact(), 100));
    }

    private static @Nullable String blankless(@Nullable String typed, int longest) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var text = typed.strip();
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private static String receipt(PublicCode code, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return "redirect:/public/objections/" + code + "?new=1";
    }

    @GetMapping("/public/objections")
    String ask(Model model, HttpServletResponse response) {
        model.addAttribute("wrong", false);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return "public/ask";
    }

    @PostMapping("/public/objections")
    String ask(@RequestParam(defaultValue = "") String code, Model model, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var found = PublicCode.read(code).flatMap(this::receipt);
        if (found.isEmpty()) {
            model.addAttribute("wrong", true);
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return "public/ask";
        }
        return "redirect:/public/objections/" + found.get().code();
    }

    /** Receipt and answer: for whoever holds the code. What was said is not repeated. */
    @GetMapping("/public/objections/{code}")
    String answer(
            @PathVariable String code,
            @RequestParam(name = "new", required = false) @Nullable String fresh,
            Model model,
            HttpServletResponse response) {
        var receipt = PublicCode.read(code).flatMap(this::receipt).orElseThrow(Gone::new);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var answeredAt = receipt.answeredAt();
        model.addAttribute("fresh", fresh != null);
        model.addAttribute("receipt", receipt);
        model.addAttribute("code", receipt.code().grouped());
        model.addAttribute("receivedAt", ChinaTime.minute(receipt.receivedAt()));
        model.addAttribute("answeredAt", answeredAt == null ? null : ChinaTime.minute(answeredAt));
        return "public/answer";
    }

    private Optional<PublicPosters.Receipt> receipt(PublicCode code) {
        return objections.find(code).map(this::receipt).or(() -> copies.receipt(code));
    }

    private PublicPosters.Receipt receipt(Objection objection) {
        var resolution = objection.resolution();
        return new PublicPosters.Receipt(
                objection.code(),
                objection.kind().label(),
                divisions.path(objection.village()),
                objection.named(),
                objection.receivedAt(),
                state(objection),
                resolution == null ? null : resolution.answer(),
                resolution == null ? null : resolution.resolvedAt(),
                notices.contact(objection.village()));
    }

    private static String state(Objection objection) {
        var resolution = objection.resolution();
        if (resolution != null) {
            return resolution.result() == ObjectionResult.LAPSED
                    ? ObjectionResult.LAPSED.label()
                    : "已核查答复：" + resolution.result().label();
        }
        return objection.kind().freezes() ? "正在核查，这一户的办理已经停下" : "正在核实";
    }

    // ---- the rest

    @ExceptionHandler(Gone.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String gone(HttpServletResponse response, Model model) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("training", training.active());
        return "public/gone";
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** A browser may show its own copy so long, and never beyond the end of what is on it. */
    private static void briefly(HttpServletResponse response, Duration untilEnd) {
        var seconds = Math.max(0, Math.min(30, untilEnd.toSeconds()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=" + seconds + ", must-revalidate");
    }
}
