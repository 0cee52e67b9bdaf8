package cn.bangfu.reading;

import cn.bangfu.access.CountyWords;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.audit.StepRecord;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEntry;
import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseRun;
import cn.bangfu.identification.CaseRuns;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.OpenSteps;
import cn.bangfu.identification.TrailWords;
import cn.bangfu.notice.NoticePhotograph;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.Objections;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.DayKind;
import cn.bangfu.policy.DecisionRun;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.ProposalOutcome;
import cn.bangfu.policy.RouteOutcome;
import cn.bangfu.reading.CaseStory.Answer;
import cn.bangfu.reading.CaseStory.Decision;
import cn.bangfu.reading.CaseStory.Entry;
import cn.bangfu.reading.CaseStory.Input;
import cn.bangfu.reading.CaseStory.Posting;
import cn.bangfu.shared.ChinaTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells a case. Whoever asks has been checked. */
@Service
public class CaseStories {

    /** Fields of forms that are about one measure. */
    private static final Set<String> MEASURE = Set.of("kind", "risk");

    private final Households households;
    private final Divisions divisions;
    private final Trail trail;
    private final StepRecords records;
    private final OpenSteps steps;
    private final CaseRuns runs;
    private final Notices notices;
    private final Objections objections;
    private final CaseHistory history;

    CaseStories(
            Households households,
            Divisions divisions,
            Trail trail,
            StepRecords records,
            OpenSteps steps,
            CaseRuns runs,
            Notices notices,
            Objections objections,
            CaseHistory history) {
        this.households = households;
        this.divisions = divisions;
        this.trail = trail;
        this.records = records;
        this.steps = steps;
        this.runs = runs;
        this.notices = notices;
        this.objections = objections;
        this.history = history;
    }

    @Transactional(readOnly = true)
    public CaseStory of(IdentificationCase read) {
        var household = households.require(read.household());
        var mask = NameMask.of(household);
        return new CaseStory(
                read,
                household,
                divisions.fullPath(read.village()),
                entries(read, mask),
                runs.of(read.id()).stream().map(run -> decision(run, mask)).toList(),
                notices.of(read.id()).stream()
                        .map(notice -> posting(notice, mask))
                        .toList(),
                history.life(household.id()),
                history.later(read.id()).stream()
                        .map(later -> new CaseHistory.Later(later.at(), later.who(), mask.in(later.what())))
                        .toList());
    }

    /** What was done, the earliest first. */
    private List<Entry> entries(IdentificationCase read, NameMask mask) {
        var words = divisions.words(read.village());
        var basis = new Basis();
        var answers = records.of(read.id()).stream().collect(Collectors.toMap(StepRecord::seq, Function.identity()));
        var names = new HashMap<String, String>();
        var earlier = new HashMap<String, StepRecord>();
        var rounds = new HashMap<String, Integer>();
        var entries = new ArrayList<Entry>();
        for (var entry : trail.of(read.id())) {
            var record = entry.details().get("record") instanceof Number seq ? answers.get(seq.longValue()) : null;
            if (record == null) {
                entries.add(new Entry(
                        entry.seq(),
                        entry.at(),
                        who(entry, words),
                        words.say(TrailWords.what(entry)),
                        mask.maybe(TrailWords.note(entry)),
                        entry.element(),
                        basis.model(entry.model()),
                        basis.rule(entry.rule()),
                        0,
                        List.of(),
                        files(entry),
                        null));
                continue;
            }
            var element = record.element();
            var name = names.computeIfAbsent(
                    element + ":" + record.processVersion(),
                    key -> steps.nameOf(record.processKey(), record.processVersion(), element));
            entries.add(new Entry(
                    entry.seq(),
                    entry.at(),
                    who(entry, words),
                    "办理“" + words.say(name) + "”",
                    null,
                    element,
                    basis.model(record.processKey() + ":" + record.processVersion()),
                    null,
                    rounds.merge(matter(record), 1, Integer::sum),
                    compared(earlier.put(matter(record), record), record, mask),
                    List.of(),
                    record.seq()));
        }
        history.overdue(read.id()).forEach(late -> entries.add(overdue(late)));
        entries.sort(Comparator.comparing(Entry::at));
        return entries;
    }

    /** What of a case an answer is about: a step for each measure is done by many offices, each for its own, and none changes another's. */
    private static String matter(StepRecord record) {
        return record.lines().stream()
                .filter(line -> MEASURE.contains(line.path()))
                .map(StepRecord.Line::value)
                .collect(Collectors.joining("|", record.element() + "|", "|" + record.office()));
    }

    /** Says what the trail names by keys; each once a case. */
    private final class Basis {

        private final Map<String, String> said = new HashMap<>();

        @Nullable
        String model(@Nullable String model) {
            return model == null
                    ? null
                    : said.computeIfAbsent(model, key -> versioned(key, "")
                            .flatMap(one -> history.nameOf(one.key(), one.version())
                                    .map(name -> "流程图：" + name + " 第" + one.version() + "版"))
                            .orElse(key));
        }

        @Nullable
        String rule(@Nullable String rule) {
            return rule == null
                    ? null
                    : Stream.of(rule.split(" "))
                            .map(one -> said.computeIfAbsent(one, this::ruleSaid))
                            .collect(Collectors.joining("；"));
        }

        private String ruleSaid(String rule) {
            if (rule.startsWith("parameters:")) {
                return "本县规定";
            }
            var parts = rule.split("#", 2);
            return versioned(parts[0], parts.length == 2 ? " " + parts[1] : "")
                    .flatMap(one -> history.decisionTable(one.key(), one.version())
                            .map(xml -> DecisionTableText.read(xml, List.of()).title())
                            .map(title -> "规则：" + title + " 第" + one.version() + "版" + one.rows()))
                    .orElse(rule);
        }

        private Optional<Versioned> versioned(String text, String rows) {
            var at = text.lastIndexOf(':');
            return at > 0 && text.substring(at + 1).matches("\\d{1,9}")
                    ? Optional.of(new Versioned(text.substring(0, at), Integer.parseInt(text.substring(at + 1)), rows))
                    : Optional.empty();
        }
    }

    private record Versioned(String key, int version, String rows) {}

    /** No event of the trail: nobody did anything. */
    private static Entry overdue(CaseHistory.Overdue late) {
        var done = late.doneAt();
        return new Entry(
                0,
                late.dueAt(),
                "系统",
                "“" + late.name() + "”到期没有办完",
                done == null ? "至今没有办" : ChinaTime.minute(done) + "才办完",
                late.element(),
                null,
                null,
                0,
                List.of(),
                List.of(),
                null);
    }

    /** What was answered, and what stood there the last time that this step was done in the case. */
    private static List<Answer> compared(@Nullable StepRecord before, StepRecord now, NameMask mask) {
        var old = new LinkedHashMap<String, StepRecord.Line>();
        if (before != null) {
            before.lines().forEach(line -> old.put(line.path(), line));
        }
        var answers = new ArrayList<Answer>();
        for (var line : now.lines()) {
            var was = old.remove(line.path());
            var value = value(line, mask);
            var changed = before != null && (was == null || !was.value().equals(line.value()));
            if (!line.value().isBlank() || changed) {
                answers.add(new Answer(
                        line.label(),
                        changed ? was == null ? "（没有填）" : value(was, mask) : null,
                        value,
                        changed,
                        line.evidence()));
            }
        }
        old.values().stream()
                .filter(line -> !line.value().isBlank())
                .forEach(line -> answers.add(new Answer(line.label(), value(line, mask), "（这次没有填）", true, List.of())));
        return answers;
    }

    private static String value(StepRecord.Line line, NameMask mask) {
        return line.path().toLowerCase(Locale.ROOT).endsWith("identitynumber") ? "*".repeat(18) : mask.in(line.value());
    }

    private static String who(TrailEntry entry, CountyWords words) {
        var name = entry.actorName();
        if (name == null) {
            return "系统";
        }
        var office = entry.office() == null ? "" : entry.office();
        return name + "（" + (office + " " + TrailWords.of(Role.class, entry.role(), words::say, "")).strip() + "）";
    }

    private static List<UUID> files(TrailEntry entry) {
        return entry.details().get("evidence") instanceof List<?> ids
                ? ids.stream().map(id -> UUID.fromString(id.toString())).toList()
                : List.of();
    }

    private Decision decision(CaseRun run, NameMask mask) {
        var table = history.decisionTable(run.decisionKey(), run.decisionVersion())
                .map(xml -> DecisionTableText.read(xml, run.rows()));
        var inputs = new ArrayList<Input>();
        run.inputs()
                .forEach((key, value) -> inputs.add(new Input(
                        table.map(text -> text.label(key)).orElseGet(() -> DecisionTableText.labelOfFact(key)),
                        mask.in(words(value)))));
        return new Decision(
                run.ranAt(),
                run.stage().equals("ROUTING")
                        ? "分类处理"
                        : TrailWords.of(DecisionRun.class, run.stage(), DecisionRun::label, "研判"),
                table.map(DecisionTableText::title)
                        .filter(title -> !title.isBlank())
                        .orElse(run.decisionKey()),
                run.decisionVersion(),
                TrailWords.of(
                        ProposalOutcome.class,
                        run.outcome(),
                        ProposalOutcome::label,
                        TrailWords.of(RouteOutcome.class, run.outcome(), RouteOutcome::label, run.outcome())),
                inputs,
                table.map(DecisionTableText::headings).orElse(List.of()),
                table.map(DecisionTableText::rows).orElse(List.of()));
    }

    private static String words(@Nullable Object value) {
        if (value == null) {
            return "未查明";
        }
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        return value instanceof Collection<?> many
                ? many.isEmpty()
                        ? "无"
                        : many.stream()
                                .map(one -> DecisionTableText.words(String.valueOf(one)))
                                .collect(Collectors.joining("、"))
                : DecisionTableText.words(String.valueOf(value));
    }

    private Posting posting(PublicNotice notice, NameMask mask) {
        var batch = notice.batch();
        var working = batch.term().kind() == DayKind.WORKING;
        var result = notice.result();
        return new Posting(
                batch.publishedAt(),
                notice.legalEnd(),
                notice.closedAt(),
                batch.term().label() + "，自张贴次日起算，至末日24时止",
                batch.places().stream().sorted().map(place -> place.label()).collect(Collectors.joining("、")),
                result == null ? notice.state().label() : result.label(),
                history.days(batch.publishedAt(), batch.term().days(), working),
                objections.of(notice.caseId()).stream()
                        .filter(objection -> notice.id().equals(objection.notice()))
                        .map(objection -> {
                            var content = objection.content();
                            var resolution = objection.resolution();
                            var answer = resolution == null ? null : resolution.answer();
                            return LegalClock.dayOf(objection.receivedAt()) + " "
                                    + objection.way().label() + "："
                                    + (content == null ? "（已依法删除）" : mask.in(content.text()))
                                    + (resolution == null
                                            ? "（还没有答复）"
                                            : "。" + LegalClock.dayOf(resolution.resolvedAt()) + "答复："
                                                    + resolution.result().label()
                                                    + (answer == null ? "" : "，" + mask.in(answer)));
                        })
                        .toList(),
                notices.photographs(notice.id()).stream()
                        .map(NoticePhotograph::evidence)
                        .toList());
    }
}
