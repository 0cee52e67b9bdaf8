package cn.bangfu.reading.web;

import cn.bangfu.audit.Trail;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.household.UnmaskLog;
import cn.bangfu.household.Unmasking;
import cn.bangfu.identification.CaseState;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.notice.NoticeResult;
import cn.bangfu.policy.Channel;
import cn.bangfu.reading.CaseHistory.Life;
import cn.bangfu.reading.CaseStories;
import cn.bangfu.reading.CaseStory;
import cn.bangfu.reading.Conformance;
import cn.bangfu.reading.Dossier;
import cn.bangfu.reading.ReadingLog;
import cn.bangfu.reading.ReadingLog.Act;
import cn.bangfu.reading.ReadingLog.Note;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.MemberId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Reading one case, and taking it away. */
@Controller
@RequestMapping("/audit/cases/{id}")
class ReadCaseController {

    private static final Logger log = LoggerFactory.getLogger(ReadCaseController.class);

    private static final Map<String, String> PURPOSES = Map.of(
            "IDENTITY", "核对身份",
            "DUPLICATE", "核对是否重复享受",
            "COMPLAINT", "核查信访举报",
            "INSPECTION", "专项检查抽样");

    record Choice(String value, String label) {}

    record Told(
            long seq,
            String at,
            String who,
            String what,
            @Nullable String note,
            String element,
            String basis,
            List<CaseStory.Answer> answers,
            int changes,
            List<UUID> files) {}

    /** @param columns of the table that had a say in the rows that fired */
    record Judged(CaseStory.Decision decision, String at, List<Integer> columns) {

        static Judged of(CaseStory.Decision decision) {
            return new Judged(
                    decision,
                    Words.minute(decision.at()),
                    IntStream.range(0, decision.headings().size())
                            .filter(column -> decision.rows().stream()
                                    .filter(CaseStory.Row::fired)
                                    .anyMatch(row -> !row.cells().get(column).equals("—")))
                            .boxed()
                            .toList());
        }
    }

    record Posted(CaseStory.Posting posting, String published, String end, String closed, boolean tooEarly) {}

    /** A bar of the life line, in per mille of its width. */
    record Bar(
            String kind,
            long x,
            long width,
            int y,
            String said,
            String from,
            String until,
            @Nullable String href) {}

    record Changed(String at, String who, String what) {}

    private final Auditors auditors;
    private final CaseStories stories;
    private final Conformance conformance;
    private final Dossier dossier;
    private final Unmasking unmasking;
    private final UnmaskLog unmasked;
    private final Households households;
    private final ReadingLog readings;
    private final Trail trail;
    private final int alarmAbove;

    ReadCaseController(
            Auditors auditors,
            CaseStories stories,
            Conformance conformance,
            Dossier dossier,
            Unmasking unmasking,
            UnmaskLog unmasked,
            Households households,
            ReadingLog readings,
            Trail trail,
            @Value("${bangfu.audit.unmask-alarm:20}") int alarmAbove) {
        this.auditors = auditors;
        this.stories = stories;
        this.conformance = conformance;
        this.dossier = dossier;
        this.unmasking = unmasking;
        this.unmasked = unmasked;
        this.households = households;
        this.readings = readings;
        this.trail = trail;
        this.alarmAbove = alarmAbove;
    }

    @GetMapping
    String read(@PathVariable String id, Model model) {
        var shown = auditors.require(id);
        readings.record(
                auditors.officer(),
                Note.of(Act.CASE, shown.id(), "阅" + shown.number().value()));
        return show(shown, model);
    }

    /** The number is in this one answer and nowhere else. */
    @PostMapping("/unmask")
    String unmask(
            @PathVariable String id,
            @RequestParam String what,
            @RequestParam String purpose,
            @RequestParam(defaultValue = "") String reason,
            Model model) {
        var shown = auditors.require(id);
        var aim = PURPOSES.get(purpose);
        var parts = what.split(":", 2);
        if (aim == null || reason.strip().length() < 4) {
            model.addAttribute("unmaskProblem", "请选目的，并写明查看原因（至少4个字）。");
            return show(shown, model);
        }
        try {
            var field = Unmasking.Field.valueOf(parts[0]);
            var member = parts.length == 2 ? MemberId.of(parts[1]) : null;
            var actor = auditors.actor(shown.village());
            var outcome = unmasking.show(
                    shown.household(),
                    field,
                    member,
                    aim + "（" + shown.number().value() + "）：" + reason.strip(),
                    actor);
            if (outcome instanceof Unmasking.Outcome.Shown one) {
                model.addAttribute("unmasked", one);
                readings.record(auditors.officer(), Note.of(Act.UNMASK, shown.id(), aim + "，查看" + field.label()));
                var today = unmasked.today(actor.person());
                model.addAttribute("unmaskedToday", today);
                if (today > alarmAbove) {
                    log.warn("many full numbers shown person={} today={}", actor.person(), today);
                    model.addAttribute("unmaskAlarm", true);
                }
            } else if (outcome instanceof Unmasking.Outcome.Refused refused) {
                model.addAttribute("unmaskProblem", refused.message());
            }
        } catch (IllegalArgumentException e) {
            model.addAttribute("unmaskProblem", "请选择要查看的人。");
        }
        return show(shown, model);
    }

    private String show(IdentificationCase shown, Model model) {
        var story = stories.of(shown);
        var household = story.household();
        model.addAttribute("case", shown);
        model.addAttribute("place", story.place());
        model.addAttribute(
                "head",
                household
                        .head()
                        .map(HouseholdMember::name)
                        .map(name -> name.masked())
                        .orElse("—"));
        model.addAttribute("household", household);
        model.addAttribute(
                "state",
                shown.outcome() == null
                        ? shown.state().label()
                        : "已办结：" + shown.outcome().label());
        model.addAttribute("open", shown.state() != CaseState.CLOSED);
        model.addAttribute("channel", channel(shown.channel()));
        model.addAttribute("opened", Words.minute(shown.openedAt()));
        model.addAttribute("accepted", Words.minute(shown.acceptedAt()));
        model.addAttribute("closed", Words.minute(shown.closedAt()));
        model.addAttribute(
                "entries",
                story.entries().stream().map(ReadCaseController::told).toList());
        model.addAttribute(
                "decisions", story.decisions().stream().map(Judged::of).toList());
        model.addAttribute(
                "postings",
                story.postings().stream().map(ReadCaseController::posted).toList());
        model.addAttribute("bars", bars(story.life(), shown));
        model.addAttribute(
                "later",
                story.later().stream()
                        .map(later -> new Changed(Words.minute(later.at()), later.who(), later.what()))
                        .toList());
        model.addAttribute("findings", conformance.of(shown.id()));
        model.addAttribute("choices", choices(shown));
        model.addAttribute(
                "purposes",
                PURPOSES.entrySet().stream()
                        .map(purpose -> new Choice(purpose.getKey(), purpose.getValue()))
                        .sorted(Comparator.comparing(Choice::value))
                        .toList());
        model.addAttribute("events", trail.of(shown.id()).size());
        return "reading/case";
    }

    private static String channel(Channel channel) {
        return channel.label();
    }

    private List<Choice> choices(IdentificationCase shown) {
        var household = households.require(shown.household());
        var choices = new ArrayList<Choice>();
        household
                .members()
                .forEach(member -> choices.add(new Choice(
                        Unmasking.Field.IDENTITY_NUMBER + ":" + member.id(),
                        member.name().masked() + "（" + member.relation() + "）的姓名和证件号码")));
        if (household.phone() != null) {
            choices.add(new Choice(Unmasking.Field.PHONE.name(), "本户联系电话"));
        }
        if (household.account() != null) {
            choices.add(new Choice(Unmasking.Field.ACCOUNT.name(), "本户银行账号"));
        }
        return choices;
    }

    private static Told told(CaseStory.Entry entry) {
        var basis =
                Stream.of(entry.model(), entry.rule()).filter(Objects::nonNull).collect(Collectors.joining("　"));
        return new Told(
                entry.seq(),
                Words.second(entry.at()),
                entry.who(),
                entry.what() + (entry.round() > 1 ? "（第" + entry.round() + "次）" : ""),
                entry.note(),
                entry.element() == null ? "" : entry.element(),
                basis,
                entry.answers(),
                (int) entry.answers().stream().filter(CaseStory.Answer::changed).count(),
                entry.files());
    }

    private static Posted posted(CaseStory.Posting posting) {
        var closed = posting.closedAt();
        return new Posted(
                posting,
                Words.minute(posting.publishedAt()),
                ChinaTime.end(posting.legalEnd()),
                Words.minute(closed),
                closed != null
                        && closed.isBefore(posting.legalEnd())
                        && posting.result().equals(NoticeResult.PASSED.label()));
    }

    private static List<Bar> bars(List<Life> life, IdentificationCase shown) {
        if (life.isEmpty()) {
            return List.of();
        }
        var now = Instant.now();
        var begin = life.stream()
                .filter(one -> !one.kind().equals("STATUS"))
                .map(Life::from)
                .min(Instant::compareTo)
                .orElse(life.get(0).from());
        var end = life.stream()
                .map(one -> one.until() == null ? now : one.until())
                .max(Instant::compareTo)
                .filter(last -> last.isAfter(begin))
                .orElse(begin.plusSeconds(1));
        var span = Math.max(1, end.getEpochSecond() - begin.getEpochSecond());
        var bars = new ArrayList<Bar>();
        for (var one : life) {
            var until = one.until() == null ? end : one.until();
            if (until.isBefore(begin)) {
                continue;
            }
            var x = Math.max(0, (one.from().getEpochSecond() - begin.getEpochSecond()) * 1000 / span);
            var width = Math.max(4, (until.getEpochSecond() - begin.getEpochSecond()) * 1000 / span - x);
            var caseId = one.caseId();
            bars.add(new Bar(
                    one.kind() + (caseId != null && caseId.equals(shown.id()) ? " this" : ""),
                    x,
                    width,
                    bars.size() * 22,
                    one.said(),
                    Words.day(one.from()),
                    one.until() == null ? "至今" : Words.day(one.until()),
                    caseId == null || caseId.equals(shown.id()) ? null : "/audit/cases/" + caseId));
        }
        return bars;
    }

    @PostMapping("/dossier.zip")
    void zip(@PathVariable String id, HttpServletResponse response) throws IOException {
        var shown = auditors.require(id);
        var taken = dossier.zip(shown, auditors.officer());
        Downloads.send(
                response,
                "一户一档-" + shown.number().value() + ".zip",
                "application/zip",
                taken,
                sha256 -> readings.record(
                        auditors.officer(),
                        new Note(Act.DOSSIER, shown.id(), "压缩包" + shown.number().value(), null, null, sha256)));
    }

    @PostMapping("/dossier.pdf")
    void pdf(@PathVariable String id, HttpServletResponse response) throws IOException {
        var shown = auditors.require(id);
        var taken = dossier.pdf(shown, auditors.officer());
        Downloads.send(
                response,
                "一户一档-" + shown.number().value() + ".pdf",
                MediaType.APPLICATION_PDF_VALUE,
                taken,
                sha256 -> readings.record(
                        auditors.officer(),
                        new Note(Act.DOSSIER, shown.id(), "纸质件" + shown.number().value(), null, null, sha256)));
    }
}
