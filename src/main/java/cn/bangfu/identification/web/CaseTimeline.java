package cn.bangfu.identification.web;

import cn.bangfu.access.CountyWords;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.StepRecord;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEntry;
import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.comparison.ComparisonFinding;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.OpenSteps;
import cn.bangfu.identification.TrailWords;
import cn.bangfu.shared.ChinaTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened in a case, the latest first, as much of it as the reader may see. */
@Component
class CaseTimeline {

    /**
     * @param who name, role and office; 系统 where nobody did it
     * @param closed why the answers are not shown; none if they are, or if there are none
     */
    record Entry(
            String at,
            String who,
            String what,
            @Nullable String note,
            List<Line> answers,
            List<UUID> files,
            @Nullable String closed) {}

    record Line(String label, String value, List<UUID> files) {}

    private static final String MEETING = "UserTask_ReviewInVillage";
    private static final String OBJECTION = "UserTask_InvestigateObjection";

    private final Trail trail;
    private final StepRecords records;
    private final OpenSteps steps;
    private final CaseFindings findings;
    private final Divisions divisions;

    CaseTimeline(Trail trail, StepRecords records, OpenSteps steps, CaseFindings findings, Divisions divisions) {
        this.trail = trail;
        this.records = records;
        this.steps = steps;
        this.findings = findings;
        this.divisions = divisions;
    }

    List<Entry> of(IdentificationCase shown, SignedInOfficer reader) {
        var words = divisions.words(shown.village());
        var answers = records.of(shown.id()).stream().collect(Collectors.toMap(StepRecord::seq, Function.identity()));
        var names = new HashMap<String, String>();
        var foreign = findings.of(shown.id()).stream()
                .filter(ComparisonFinding::isForeign)
                .map(ComparisonFinding::fact)
                .toList();
        var entries = trail.of(shown.id()).stream()
                .map(entry -> entry(entry, answers, foreign, names, words, shown, reader))
                .collect(Collectors.toList());
        Collections.reverse(entries);
        return entries;
    }

    private Entry entry(
            TrailEntry entry,
            Map<Long, StepRecord> answers,
            List<String> foreign,
            Map<String, String> names,
            CountyWords words,
            IdentificationCase shown,
            SignedInOfficer reader) {
        var at = ChinaTime.minute(entry.at());
        var who = who(entry, words);
        var personal = CaseReaders.readsPersonal(reader, shown.village());
        var record = entry.details().get("record") instanceof Number seq ? answers.get(seq.longValue()) : null;
        if (record != null) {
            var name = names.computeIfAbsent(
                    record.element(), element -> steps.nameOf(record.processKey(), record.processVersion(), element));
            var closed = closed(record, personal, reader, shown);
            return new Entry(
                    at,
                    who,
                    "办理“" + name + "”" + together(entry),
                    null,
                    closed == null ? lines(record, foreign) : List.of(),
                    List.of(),
                    closed);
        }
        var note = personal && !entry.action().startsWith("objection.") ? TrailWords.note(entry) : null;
        return new Entry(
                at, who, words.say(TrailWords.what(entry)), note, List.of(), personal ? files(entry) : List.of(), null);
    }

    /** A decision by list is told apart from one given to the household by itself. */
    private static String together(TrailEntry entry) {
        if (entry.details().get("batch") == null) {
            return "";
        }
        var number = entry.details().get("batchNumber");
        return number == null ? "（与其他户一起）" : "（与其他户一起：" + number + "）";
    }

    private static @Nullable String closed(
            StepRecord record, boolean personal, SignedInOfficer reader, IdentificationCase shown) {
        if (record.element().equals(OBJECTION)) {
            return CaseReaders.readsObjections(reader, shown.village()) ? null : "异议的内容只给县级核查人看。";
        }
        return personal || record.element().equals(MEETING) ? null : "填写的内容涉及农户隐私，只给经办、审核人员看。";
    }

    private static String who(TrailEntry entry, CountyWords words) {
        var name = entry.actorName();
        if (name == null) {
            return "系统";
        }
        var office = entry.office() == null ? "" : entry.office();
        return name + "（" + (office + " " + TrailWords.of(Role.class, entry.role(), words::say, "")).strip() + "）";
    }

    /** What turned out to be somebody else's is no more to be read here; the record itself keeps it for who audits. */
    private static List<Line> lines(StepRecord record, List<String> foreign) {
        var rows = record.lines().stream()
                .filter(line -> foreign.stream().anyMatch(fact -> line.value().startsWith(fact)))
                .map(line -> line.path().substring(0, line.path().lastIndexOf('.') + 1))
                .filter(row -> !row.isEmpty())
                .toList();
        return record.lines().stream()
                .filter(line -> !line.value().isBlank())
                .filter(line -> rows.stream().noneMatch(row -> line.path().startsWith(row)))
                .map(line -> new Line(line.label(), value(line), line.evidence()))
                .toList();
    }

    /** A number that names a person or an account is read on the household's page, with a reason. */
    private static String value(StepRecord.Line line) {
        return line.path().toLowerCase(Locale.ROOT).endsWith("identitynumber")
                ? "*".repeat(18)
                : Shown.masked(line.value());
    }

    private static List<UUID> files(TrailEntry entry) {
        return entry.details().get("evidence") instanceof List<?> ids
                ? ids.stream().map(id -> UUID.fromString(id.toString())).toList()
                : List.of();
    }
}
