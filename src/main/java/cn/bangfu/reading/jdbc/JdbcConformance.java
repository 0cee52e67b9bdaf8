package cn.bangfu.reading.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.reading.Conformance;
import cn.bangfu.reading.ConformanceRule;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JdbcConformance implements Conformance {

    private static final String FINDING = """
            select f.*, c.number as case_number, w.state, w.in_charge, w.due_on, w.note, w.written_at, w.by_name
            from app.audit_finding f
            left join app.identification_case c on c.id = f.case_id
            left join lateral (select * from app.audit_follow_up u where u.finding_id = f.id order by u.seq desc limit 1) w on true
            """;

    private final JdbcClient jdbc;
    private final List<ConformanceRule> rules;
    private final Map<String, ConformanceRule> byId;

    JdbcConformance(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rules = read();
        this.byId = rules.stream().collect(Collectors.toMap(ConformanceRule::id, Function.identity()));
    }

    private static List<ConformanceRule> read() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath:conformance/*.sql"))
                    .map(JdbcConformance::rule)
                    .sorted(Comparator.comparing(ConformanceRule::weight).thenComparing(ConformanceRule::id))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConformanceRule rule(Resource file) {
        try {
            var name = Objects.requireNonNull(file.getFilename());
            var head = new HashMap<String, String>();
            var sql = new StringBuilder();
            for (var line : file.getContentAsString(StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("-- ") && line.contains(": ")) {
                    head.put(line.substring(3, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2));
                } else {
                    sql.append(line).append('\n');
                }
            }
            return new ConformanceRule(
                    name.substring(0, name.length() - ".sql".length()),
                    need(head, "title", name),
                    need(head, "clause", name),
                    ConformanceRule.Weight.valueOf(need(head, "weight", name)),
                    need(head, "what", name),
                    sql.toString().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String need(Map<String, String> head, String key, String file) {
        var value = head.get(key);
        if (value == null) {
            throw new IllegalStateException(file + " has no " + key);
        }
        return value;
    }

    @Override
    public List<ConformanceRule> rules() {
        return rules;
    }

    @Override
    @Transactional
    public Run look(DivisionCode county, @Nullable String by) {
        jdbc.sql("select pg_advisory_xact_lock(95, hashtext(?))")
                .param(county.value())
                .query()
                .singleRow();
        var started = Instant.now();
        var before = jdbc.sql("select app.legal_now()").query(Timestamp.class).single();
        var found = 0;
        for (var rule : rules) {
            found += look(rule, county);
        }
        jdbc.sql(
                        "update app.audit_finding set gone_at = app.legal_now() where county = ? and gone_at is null and last_found_at < ?")
                .params(county.value(), before)
                .update();
        jdbc.sql("insert into app.conformance_run (county, started_at, findings, by_name) values (?, ?, ?, ?)")
                .params(Arrays.asList(county.value(), Timestamp.from(started), found, by))
                .update();
        return last(county).orElseThrow();
    }

    /** One statement a rule, whatever it finds. */
    private int look(ConformanceRule rule, DivisionCode county) {
        var href = rule.sql().contains("as href") ? "href" : "null";
        return jdbc.sql("""
                        insert into app.audit_finding as f (rule, county, key, village, case_id, household_id, happened_at, said, href)
                        select distinct on (x.key) :rule, :county, x.key, x.village, x.case_id, x.household_id, coalesce(x.happened_at, app.legal_now()),
                          x.said, x.%s from (
                        %s
                        ) x where x.key is not null and x.said is not null
                        on conflict (rule, county, key) do update set said = excluded.said, happened_at = excluded.happened_at,
                          href = excluded.href, last_found_at = app.legal_now(), gone_at = null
                        """.formatted(href, rule.sql()).replace("x.null", "null"))
                .param("rule", rule.id())
                .param("county", county.value())
                .update();
    }

    @Override
    public Optional<Run> last(DivisionCode county) {
        return jdbc.sql("select * from app.conformance_run where county = ? order by id desc limit 1")
                .param(county.value())
                .query((row, n) -> new Run(
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("finished_at").toInstant(),
                        row.getInt("findings"),
                        row.getString("by_name")))
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Finding> find(Query query, DivisionScope scope, int limit) {
        var conditions = conditions(query, scope);
        return jdbc.sql(FINDING + " where " + conditions.sql() + " order by f.happened_at desc, f.id limit :limit")
                .params(conditions.parameters())
                .param("limit", limit)
                .query((row, n) -> finding(row))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Integer> counts(Query query, DivisionScope scope) {
        var conditions = conditions(query, scope);
        var counts = new HashMap<String, Integer>();
        jdbc.sql(
                        "select f.rule, count(*) from app.audit_finding f left join lateral (select state from app.audit_follow_up u"
                                + " where u.finding_id = f.id order by u.seq desc limit 1) w on true where "
                                + conditions.sql() + " group by f.rule")
                .params(conditions.parameters())
                .query((ResultSet row) -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        return counts;
    }

    private static Conditions conditions(Query query, DivisionScope scope) {
        var conditions = new Conditions()
                .and(scope.sqlCondition("f.village"))
                .and(query.followed() ? "w.state = 'OPEN'" : "f.gone_at is null")
                .days("f.happened_at", query.from(), query.until())
                .and("f.rule = :rule", "rule", query.rule());
        return query.division() == null
                ? conditions
                : conditions.and(DivisionScope.of(query.division()).sqlCondition("f.village"));
    }

    @Override
    public List<Finding> of(CaseId id) {
        return jdbc.sql(FINDING + " where f.case_id = ? and f.gone_at is null order by f.happened_at")
                .param(id.value())
                .query((row, n) -> finding(row))
                .list();
    }

    @Override
    public Optional<Finding> find(UUID id) {
        return jdbc.sql(FINDING + " where f.id = ?")
                .param(id)
                .query((row, n) -> finding(row))
                .optional();
    }

    @Override
    public List<FollowUp> followUps(UUID id) {
        return jdbc.sql("select * from app.audit_follow_up where finding_id = ? order by seq desc")
                .param(id)
                .query((row, n) -> followUp(row))
                .list();
    }

    @Override
    @Transactional
    public void follow(UUID id, State state, String inCharge, @Nullable LocalDate dueOn, String note, Actor actor) {
        jdbc.sql("select id from app.audit_finding where id = ? for update")
                .param(id)
                .query()
                .singleRow();
        jdbc.sql("""
                        insert into app.audit_follow_up (finding_id, seq, state, in_charge, due_on, note, by_person, by_officer, by_name)
                        select :id, coalesce(max(seq), 0) + 1, :state, :inCharge, :due, :note, :person, :officer, :name
                        from app.audit_follow_up where finding_id = :id
                        """)
                .param("id", id)
                .param("state", state.name())
                .param("inCharge", inCharge)
                .param("due", dueOn)
                .param("note", note)
                .param("person", actor.person().value())
                .param("officer", actor.officer().value())
                .param("name", actor.name())
                .update();
    }

    private Finding finding(ResultSet row) throws SQLException {
        var caseId = row.getObject("case_id", UUID.class);
        var household = row.getObject("household_id", UUID.class);
        var id = row.getString("rule");
        var rule = byId.get(id);
        var href = row.getString("href");
        return new Finding(
                row.getObject("id", UUID.class),
                // of a version that is gone
                rule == null ? new ConformanceRule(id, id, "", ConformanceRule.Weight.LOW, "", "") : rule,
                new DivisionCode(row.getString("village")),
                caseId == null ? null : new CaseId(caseId),
                row.getString("case_number"),
                household == null ? null : new HouseholdId(household),
                row.getTimestamp("happened_at").toInstant(),
                row.getString("said"),
                href != null
                        ? href
                        : caseId != null
                                ? "/audit/cases/" + caseId
                                : household != null ? "/households/" + household : "/audit/cases",
                row.getTimestamp("first_found_at").toInstant(),
                row.getTimestamp("gone_at") != null,
                row.getString("state") == null ? null : followUp(row));
    }

    private static FollowUp followUp(ResultSet row) throws SQLException {
        return new FollowUp(
                State.valueOf(row.getString("state")),
                row.getString("in_charge"),
                row.getObject("due_on", LocalDate.class),
                row.getString("note"),
                row.getTimestamp("written_at").toInstant(),
                row.getString("by_name"));
    }
}
