package cn.bangfu.assistance.web;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.FundBatch;
import cn.bangfu.assistance.FundOutcome;
import cn.bangfu.assistance.FundService;
import cn.bangfu.assistance.FundService.Demand;
import cn.bangfu.assistance.FundService.ObjectionResult;
import cn.bangfu.assistance.Funds;
import cn.bangfu.assistance.PaymentComparison;
import cn.bangfu.assistance.Tariff;
import cn.bangfu.household.Households;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.ObjectionKind;
import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.notice.PosterText;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.Setting;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.MemberId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Batches of funds: allocate, post, hear objections, pay. One page a batch. */
@Controller
@RequestMapping("/funds")
class FundsController {

    record BatchRow(
            String id, String name, String source, String budget, String allocated, String paid, String state) {}

    record LineRow(
            String id,
            String place,
            String head,
            String item,
            String units,
            String amount,
            String state,
            String tag,
            boolean stands,
            boolean payable,
            String due,
            List<String> questions,
            List<String> refusals) {}

    record ItemChoice(String value, String label) {}

    record CandidateRow(
            String measure,
            String place,
            String head,
            String household,
            String kind,
            String plan,
            String accepted,
            String figure,
            List<ItemChoice> items,
            List<ItemChoice> people) {}

    /**
     * @param who gave a name, and how to reach them; empty if anonymous
     * @param together how many are answered with it, where there are several
     */
    record ObjectionRow(
            String id,
            String whom,
            String way,
            String who,
            String text,
            String on,
            String code,
            int together,
            boolean open,
            String result,
            String finding,
            String answer) {}

    record Level(String name, String label) {}

    private final AssistanceOfficers officers;
    private final Funds funds;
    private final FundService service;
    private final Households households;
    private final Divisions divisions;
    private final FundPosterPages pages;
    private final LegalClock clock;

    FundsController(
            AssistanceOfficers officers,
            Funds funds,
            FundService service,
            Households households,
            Divisions divisions,
            FundPosterPages pages,
            LegalClock clock) {
        this.officers = officers;
        this.funds = funds;
        this.service = service;
        this.households = households;
        this.divisions = divisions;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        var scope = AssistanceOfficers.fundScope(officers.officer());
        if (scope.isEmpty() && !officers.may(role -> role == Role.DEPARTMENT_CLERK)) {
            throw new AccessDeniedException("reads no funds");
        }
        model.addAttribute(
                "batches",
                funds.in(scope).stream()
                        .map(batch -> new BatchRow(
                                batch.id().toString(),
                                batch.name(),
                                batch.source() + " " + batch.documentNumber(),
                                FundService.yuan(batch.budget()),
                                FundService.yuan(batch.allocated()),
                                FundService.yuan(batch.paid()),
                                batch.state().label()))
                        .toList());
        model.addAttribute("mayOpen", officers.officer().roles().contains(Role.COUNTY_CLERK));
        return "assistance/funds";
    }

    @PostMapping
    String open(
            @RequestParam String name,
            @RequestParam String source,
            @RequestParam String documentNumber,
            @RequestParam String budget,
            RedirectAttributes flash) {
        var post = officers.officer().posts().stream()
                .filter(held -> held.role() == Role.COUNTY_CLERK)
                .findFirst()
                .orElseThrow(() -> new AccessDeniedException("no county clerk"));
        var yuan = Figures.money(budget);
        var outcome = yuan == null
                ? FundOutcome.refused("budget", "资金总额请填写数字，最多两位小数")
                : service.open(
                        new Funds.NewBatch(name, source, documentNumber, yuan),
                        officers.officer().actorIn(post));
        return outcome instanceof FundOutcome.Done done
                ? "redirect:/funds/" + done.id()
                : refused((FundOutcome.Refused) outcome, "/funds", flash);
    }

    private static String refused(FundOutcome.Refused refused, String page, RedirectAttributes flash) {
        flash.addFlashAttribute(
                "faults", refused.errors().stream().map(FieldError::message).toList());
        return "redirect:" + page;
    }

    private FundBatch require(UUID id) {
        return funds.find(id)
                .filter(batch -> AssistanceOfficers.fundScope(officers.officer())
                                .covers(batch.county())
                        || batch.lines().stream().anyMatch(line -> AssistanceOfficers.fundScope(officers.officer())
                                .covers(line.village())))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model) {
        var batch = require(id);
        var scope = AssistanceOfficers.fundScope(officers.officer());
        var allocator = officers.allocator(batch.county());
        var state = batch.state();
        var paying = officers.payer(batch.county()).isPresent() && state == FundBatch.State.PAYING;
        var compared = paying ? service.compare(batch) : PaymentComparison.Compared.NOTHING;
        model.addAttribute("batch", batch);
        model.addAttribute("budget", FundService.yuan(batch.budget()));
        model.addAttribute("allocated", FundService.yuan(batch.allocated()));
        model.addAttribute("paidSum", FundService.yuan(batch.paid()));
        model.addAttribute("state", state.label());
        model.addAttribute(
                "lines",
                batch.lines().stream()
                        .filter(line -> scope.covers(line.village()))
                        .map(line -> row(line, compared))
                        .toList());
        model.addAttribute(
                "questioned",
                compared.hits().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(hit -> hit.verdict() == PaymentComparison.Verdict.EXPLAIN));
        var allocating = allocator.isPresent() && batch.notice().isEmpty();
        model.addAttribute("allocating", allocating);
        model.addAttribute("candidates", allocating ? candidates(batch) : List.of());
        var levels = service.levels(batch.county());
        model.addAttribute(
                "levels",
                levels.value().stream()
                        .flatMap(set -> Arrays.stream(NoticeLevel.values()).filter(set::contains))
                        .map(level -> new Level(
                                level.name(), divisions.words(batch.county()).say(level.label())))
                        .toList());
        model.addAttribute("levelsMissing", levels instanceof Setting.Unset<?> unset ? unset.message() : null);
        model.addAttribute(
                "mayPublish",
                allocator.isPresent()
                        && (state == FundBatch.State.ALLOCATING || state == FundBatch.State.CORRECTED)
                        && !batch.standing().isEmpty());
        var notice = batch.notice().orElse(null);
        model.addAttribute("notice", notice);
        model.addAttribute("noticeEnd", notice == null ? "" : ChinaTime.end(notice.legalEnd()));
        model.addAttribute("publishedAt", notice == null ? "" : ChinaTime.minute(notice.publishedAt()));
        model.addAttribute("mayClose", allocator.isPresent() && state == FundBatch.State.TERM_OVER);
        model.addAttribute("mayObject", allocator.isPresent() && notice != null && notice.isOpen());
        var content = officers.answerer(batch.county()).isPresent();
        model.addAttribute(
                "objections",
                content
                        ? batch.notices().stream()
                                .flatMap(hung -> hung.objections().stream())
                                .map(o -> objection(batch, o))
                                .toList()
                        : List.of());
        model.addAttribute(
                "ways",
                Arrays.stream(ObjectionWay.values())
                        .filter(ObjectionWay::takenDown)
                        .toList());
        model.addAttribute("openObjections", notice == null ? 0 : notice.openObjections());
        model.addAttribute(
                "mayAnswer",
                officers.answerer(batch.county())
                        .filter(actor -> !actor.person().equals(batch.createdBy())
                                && (notice == null || !actor.person().equals(notice.publishedBy())))
                        .isPresent());
        model.addAttribute("results", ObjectionResult.values());
        model.addAttribute("mayPay", paying);
        model.addAttribute("today", clock.today());
        return "assistance/fund";
    }

    private LineRow row(FundBatch.Line line, PaymentComparison.Compared compared) {
        var units = line.units();
        var due = line.due();
        var state = !line.stands()
                ? "已撤下：" + line.withdrawn()
                : line.paid() != null
                        ? "已发放" + FundService.yuan(line.paid()) + "元"
                        : line.accepted() ? "验收合格，待发放" : "待验收";
        return new LineRow(
                line.id().toString(),
                divisions.path(line.village()),
                line.head(),
                line.label() + (line.period() == null ? "" : "（" + line.period() + "）"),
                units == null ? "" : units.stripTrailingZeros().toPlainString() + line.unit(),
                FundService.yuan(line.amount()),
                state,
                !line.stands() ? "bad" : line.paid() != null ? "good" : line.accepted() ? "warn" : "",
                line.stands(),
                line.payable(),
                due == null ? "" : FundService.yuan(due),
                messages(compared.of(line.id(), PaymentComparison.Verdict.EXPLAIN)),
                messages(compared.of(line.id(), PaymentComparison.Verdict.REFUSE)));
    }

    private static List<String> messages(List<PaymentComparison.Hit> hits) {
        return hits.stream().map(PaymentComparison.Hit::message).toList();
    }

    private List<CandidateRow> candidates(FundBatch batch) {
        var tariffs = service.items(batch.county());
        return funds.candidates(batch.county()).stream()
                .map(candidate -> candidate(tariffs, candidate))
                .toList();
    }

    private CandidateRow candidate(List<Tariff> tariffs, Funds.Candidate candidate) {
        var items = new ArrayList<ItemChoice>();
        items.add(new ItemChoice("", candidate.planned() == null ? "方案没有金额" : "按方案金额"));
        tariffs.stream()
                .filter(tariff -> tariff.kind() == candidate.kind())
                .forEach(tariff -> items.add(new ItemChoice(tariff.item(), item(tariff))));
        var people = households.require(candidate.household()).belonging().stream()
                .map(member ->
                        new ItemChoice(member.id().toString(), member.name().value()))
                .toList();
        var planned = candidate.planned();
        var accepted = candidate.acceptedQuantity();
        var quantity = accepted == null ? candidate.quantity() : accepted;
        return new CandidateRow(
                candidate.measure().toString(),
                divisions.path(candidate.village()),
                candidate.head(),
                candidate.household().toString(),
                candidate.kind().label(),
                (planned == null ? "未定金额" : FundService.yuan(planned) + "元")
                        + (candidate.allocated().signum() == 0
                                ? ""
                                : "，已分配" + FundService.yuan(candidate.allocated()) + "元"),
                candidate.accepted()
                        ? "验收合格"
                                + (accepted == null
                                        ? ""
                                        : " " + plain(accepted) + Objects.requireNonNullElse(candidate.unit(), ""))
                        : "未验收",
                quantity == null ? "" : plain(quantity),
                items,
                people);
    }

    private static String plain(BigDecimal figure) {
        return figure.stripTrailingZeros().toPlainString();
    }

    private static String item(Tariff tariff) {
        var rate = tariff.rate();
        var cap = tariff.cap();
        if (rate == null) {
            return tariff.label() + "（标准未给出）";
        }
        return tariff.label() + "（"
                + (tariff.method() == Tariff.Method.SHARE
                        ? plain(rate) + "%"
                        : plain(rate) + "元/" + tariff.unit() + (cap == null ? "" : "，最多" + plain(cap) + tariff.unit()))
                + "）";
    }

    private static ObjectionRow objection(FundBatch batch, FundBatch.Objection objection) {
        var result = objection.result();
        var content = objection.content();
        return new ObjectionRow(
                objection.id().toString(),
                batch.lines().stream()
                        .filter(line -> line.id().equals(objection.line()))
                        .map(line -> line.head() + " " + line.label())
                        .findFirst()
                        .orElse("整张榜"),
                objection.way().label(),
                !objection.named()
                        ? ""
                        : content.name() + (content.contact() == null ? "" : "（" + content.contact() + "）"),
                content.text(),
                ChinaTime.day(objection.receivedOn()),
                objection.code().grouped(),
                objection.together(),
                objection.isOpen(),
                result == null ? "" : ObjectionResult.valueOf(result).label(),
                Objects.requireNonNullElse(objection.finding(), ""),
                Objects.requireNonNullElse(objection.answer(), ""));
    }

    /** Fields by measure: {@code item-…}, {@code figure-…}, {@code person-…}. */
    @PostMapping("/{id}/lines")
    String allocate(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<UUID> measure,
            @RequestParam Map<String, String> typed,
            RedirectAttributes flash) {
        var batch = require(id);
        var actor = requireAllocator(batch);
        var demands = new ArrayList<Demand>();
        for (var chosen : measure == null ? List.<UUID>of() : measure) {
            var person = typed.getOrDefault("person-" + chosen, "");
            demands.add(new Demand(
                    chosen,
                    typed.getOrDefault("item-" + chosen, ""),
                    Figures.money(typed.get("figure-" + chosen)),
                    person.isEmpty() ? null : new MemberId(UUID.fromString(person))));
        }
        FundOutcome outcome;
        try {
            outcome = service.allocate(id, demands, actor);
        } catch (FundService.Refusal e) {
            outcome = e.outcome();
        }
        return after(outcome, id, flash);
    }

    private static String after(FundOutcome outcome, UUID id, RedirectAttributes flash) {
        if (outcome instanceof FundOutcome.Done done) {
            flash.addFlashAttribute("done", done.message());
            return "redirect:/funds/" + id;
        }
        return refused((FundOutcome.Refused) outcome, "/funds/" + id, flash);
    }

    @PostMapping("/{id}/lines/{line}/withdraw")
    String withdraw(
            @PathVariable UUID id, @PathVariable UUID line, @RequestParam String reason, RedirectAttributes flash) {
        var batch = require(id);
        var actor = requireAllocator(batch);
        if (batch.lines().stream().noneMatch(own -> own.id().equals(line))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return after(service.withdraw(line, reason, actor), id, flash);
    }

    @GetMapping("/{id}/poster")
    String poster(@PathVariable UUID id, Model model) {
        var batch = require(id);
        model.addAttribute("batch", batch);
        model.addAttribute("poster", service.poster(batch).orElse(null));
        model.addAttribute("qr", "/funds/" + id + "/poster/qr.png");
        model.addAttribute(
                "hangs", batch.notice().filter(FundBatch.Notice::isOpen).isPresent());
        model.addAttribute(
                "hung", batch.notice().filter(FundBatch.Notice::passed).isPresent());
        return "assistance/fund-poster";
    }

    @GetMapping(value = "/{id}/poster.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> posterPaper(@PathVariable UUID id, HttpServletRequest request) {
        return pages.pdf(requirePoster(id), request);
    }

    @GetMapping(value = "/{id}/poster/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<byte[]> posterQr(@PathVariable UUID id, HttpServletRequest request) {
        return pages.qr(requirePoster(id), request);
    }

    private PosterText requirePoster(UUID id) {
        return service.poster(require(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private interface Photographed {
        FundOutcome by(Map<NoticeLevel, List<UUID>> photographs, Actor actor);
    }

    /** What is done with a photograph of each place: files by the level's name in small letters. */
    private String photographed(
            UUID id, MultiValueMap<String, MultipartFile> files, Photographed done, RedirectAttributes flash)
            throws IOException {
        var batch = require(id);
        var actor = requireAllocator(batch);
        var errors = new ArrayList<FieldError>();
        var kept = new EnumMap<NoticeLevel, List<UUID>>(NoticeLevel.class);
        for (var level : NoticeLevel.values()) {
            var place = level.name().toLowerCase(Locale.ROOT);
            var taken = officers.keep(files.get(place), batch.id(), batch.county(), place, errors);
            if (!taken.isEmpty()) {
                kept.put(level, taken);
            }
        }
        return after(errors.isEmpty() ? done.by(kept, actor) : new FundOutcome.Refused(errors), id, flash);
    }

    @PostMapping("/{id}/notice")
    String publish(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, MultipartFile> files, RedirectAttributes flash)
            throws IOException {
        return photographed(id, files, (taken, actor) -> service.publish(id, taken, actor), flash);
    }

    @PostMapping("/{id}/notice/end")
    String close(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, MultipartFile> files, RedirectAttributes flash)
            throws IOException {
        return photographed(id, files, (taken, actor) -> service.close(id, taken, actor), flash);
    }

    private Actor requireAllocator(FundBatch batch) {
        return officers.allocator(batch.county()).orElseThrow(() -> new AccessDeniedException("no allocator"));
    }

    @PostMapping("/{id}/objections")
    String object(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String line,
            @RequestParam ObjectionWay way,
            @RequestParam String text,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String contact,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate receivedOn,
            RedirectAttributes flash) {
        var batch = require(id);
        var actor = requireAllocator(batch);
        var named = !name.isBlank();
        var said = new NewObjection(
                line.isEmpty() ? ObjectionKind.TEXT : ObjectionKind.INCLUSION,
                way,
                receivedOn,
                text.strip(),
                named,
                named ? name.strip() : null,
                named && !contact.isBlank() ? contact.strip() : null);
        return after(service.object(id, line.isEmpty() ? null : UUID.fromString(line), said, actor), id, flash);
    }

    @PostMapping("/{id}/objections/{objection}")
    String answer(
            @PathVariable UUID id,
            @PathVariable UUID objection,
            @RequestParam ObjectionResult result,
            @RequestParam String finding,
            @RequestParam String answer,
            RedirectAttributes flash) {
        var batch = require(id);
        var actor = officers.answerer(batch.county()).orElseThrow(() -> new AccessDeniedException("no answerer"));
        return after(service.answer(id, objection, result, finding, answer, actor), id, flash);
    }

    @PostMapping("/{id}/payments")
    String pay(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<UUID> line,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate paidOn,
            @RequestParam String voucher,
            @RequestParam(defaultValue = "") String explanation,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            RedirectAttributes flash)
            throws IOException {
        var batch = require(id);
        var actor = officers.payer(batch.county()).orElseThrow(() -> new AccessDeniedException("no payer"));
        var errors = new ArrayList<FieldError>();
        var evidence = officers.keep(files, batch.id(), batch.county(), "evidence", errors);
        return after(
                errors.isEmpty()
                        ? service.pay(
                                id, line == null ? List.of() : line, paidOn, voucher, evidence, explanation, actor)
                        : new FundOutcome.Refused(errors),
                id,
                flash);
    }
}
