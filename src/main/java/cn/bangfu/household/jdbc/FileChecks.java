package cn.bangfu.household.jdbc;

import cn.bangfu.household.ImportId;
import cn.bangfu.household.RegisterColumn;
import cn.bangfu.household.RowFault;
import cn.bangfu.household.RowFault.Reason;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is wrong between the lines of one file. Of two lines for one person the first counts, of two heads the first, of lines that
 * contradict each other about their household the head's (the first one's where no good line is the head's); the others go back.
 * In texts {@code {line}} is the number of the line that counts.
 */
final class FileChecks {

    private record Fact(RegisterColumn column, String sql) {}

    private static final List<Fact> FACTS = List.of(
            new Fact(RegisterColumn.VILLAGE_CODE, "division"),
            new Fact(RegisterColumn.REGISTRATION_TYPE, "registration_type"),
            new Fact(RegisterColumn.POLICY_STATUS, "policy_status"),
            new Fact(RegisterColumn.RESIDENCY, "residency"),
            new Fact(RegisterColumn.CATEGORY, "category"),
            new Fact(RegisterColumn.GROUP, "village_group"),
            new Fact(RegisterColumn.INCOME, "income_cents"),
            new Fact(RegisterColumn.HOUSE_LEVEL, "house_level"),
            new Fact(RegisterColumn.WATER_SAFE, "water_safe"),
            new Fact(RegisterColumn.PHONE, "phone_key"),
            new Fact(RegisterColumn.ACCOUNT, "account_key"));

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    FileChecks(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void run(ImportId id) {
        jdbc.sql("select app.analyze_register_import()").query((row, i) -> 0).list();
        onePersonOneLine(id);
        oneHead(id);
        oneAnswerAHousehold(id);
        nothingDecisiveMissing(id);
    }

    private void onePersonOneLine(ImportId id) {
        jdbc.sql("""
                        with again as (
                          select sheet, line, name, row_number() over w as place, first_value(line) over w as first_line,
                            first_value(name) over w as first_name
                          from app.register_import_row where import_id = :id and faults is null and identity_hash in (
                            select g.identity_hash from app.register_import_row g where g.import_id = :id and g.faults is null
                            group by g.identity_hash having count(*) > 1)
                          window w as (partition by identity_hash order by sheet, line)
                        )
                        update app.register_import_row r
                        set faults = replace(case when a.name = a.first_name then :twice else :anothers end, '{line}', a.first_line::text)::jsonb
                        from again a where a.place > 1 and r.import_id = :id and r.sheet = a.sheet and r.line = a.line""")
                .param("id", id.value())
                .param(
                        "twice",
                        fault(
                                RegisterColumn.IDENTITY_NUMBER,
                                Reason.DUPLICATE_PERSON,
                                "与第{line}行是同一个人",
                                "一人只填一行，请删去重复的一行"))
                .param(
                        "anothers",
                        fault(
                                RegisterColumn.IDENTITY_NUMBER,
                                Reason.OWN_NUMBER_MISSING,
                                "本人的证件号码没有填：填的是第{line}行另一人的号码",
                                "请按证件补填本人的证件号码；如是同一人，请改正姓名或删去本行"))
                .update();
    }

    private void oneHead(ImportId id) {
        jdbc.sql("""
                        with heads as (
                          select sheet, line, row_number() over w as place, first_value(line) over w as first_line
                          from app.register_import_row where import_id = :id and faults is null and relation = '户主' and number in (
                            select g.number from app.register_import_row g where g.import_id = :id and g.faults is null
                            and g.relation = '户主' group by g.number having count(*) > 1)
                          window w as (partition by number order by sheet, line)
                        )
                        update app.register_import_row r set faults = replace(:fault, '{line}', h.first_line::text)::jsonb
                        from heads h where h.place > 1 and r.import_id = :id and r.sheet = h.sheet and r.line = h.line""")
                .param("id", id.value())
                .param(
                        "fault",
                        fault(RegisterColumn.RELATION, Reason.SECOND_HEAD, "本户第{line}行已是户主", "一户只有一名户主，请核对与户主关系或户编号"))
                .update();
    }

    private void oneAnswerAHousehold(ImportId id) {
        var differs = new StringBuilder();
        var answers = new StringBuilder();
        var pairs = new StringBuilder();
        for (var fact : FACTS) {
            differs.append(differs.isEmpty() ? "" : " or ").append("min(%1$s) <> max(%1$s)".formatted(fact.sql()));
            answers.append(
                    ", (array_agg(%1$s order by relation = '户主' desc, sheet, line) filter (where %1$s is not null))[1] as %1$s"
                            .formatted(fact.sql()));
            pairs.append(pairs.isEmpty() ? "" : ", ")
                    .append("('%2$s', r.%1$s::text, a.%1$s::text)"
                            .formatted(fact.sql(), fact.column().heading()));
        }
        jdbc.sql("""
                        with good as (select * from app.register_import_row where import_id = :id and faults is null),
                        torn as (select number from good group by number having %s),
                        answer as (
                          select number, (array_agg(line order by relation = '户主' desc, sheet, line))[1] as answer_line%s
                          from good join torn using (number) group by number
                        ), wrong as (
                          select r.sheet, r.line, jsonb_agg(replace(replace(:fault, '{line}', a.answer_line::text), '{column}', f.heading)::jsonb) as faults
                          from good r join answer a using (number)
                          cross join lateral (values %s) f(heading, mine, counts)
                          where f.mine <> f.counts group by r.sheet, r.line
                        )
                        update app.register_import_row r set faults = w.faults from wrong w
                        where r.import_id = :id and r.sheet = w.sheet and r.line = w.line""".formatted(differs, answers, pairs))
                .param("id", id.value())
                .param(
                        "fault",
                        one(new RowFault(
                                "{column}",
                                Reason.DIFFERS_IN_HOUSEHOLD,
                                "{column}与本户第{line}行不一致",
                                "同一户各行要填得一样，请核对后改成一致")))
                .update();
    }

    /** A household that the register does not know yet needs a village and a type. */
    private void nothingDecisiveMissing(ImportId id) {
        for (var fact : List.of(FACTS.get(0), FACTS.get(1))) {
            jdbc.sql("""
                            update app.register_import_row r set faults = :fault::jsonb
                            where r.import_id = :id and r.faults is null and r.number in (
                              select g.number from app.register_import_row g where g.import_id = :id and g.faults is null
                              group by g.number having max(g.%s) is null)
                            and not exists (select 1 from app.household h where h.number = r.number)""".formatted(fact.sql()))
                    .param("id", id.value())
                    .param(
                            "fault",
                            fault(
                                    fact.column(),
                                    Reason.MISSING,
                                    fact.column().heading() + "为空，台账里本户各行都没有填",
                                    "请补填" + fact.column().heading()))
                    .update();
        }
    }

    private String fault(RegisterColumn column, Reason reason, String message, String remedy) {
        return "[" + one(new RowFault(column.heading(), reason, message, remedy)) + "]";
    }

    private String one(RowFault fault) {
        try {
            return json.writeValueAsString(fault);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
