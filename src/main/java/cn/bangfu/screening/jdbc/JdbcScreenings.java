package cn.bangfu.screening.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.comparison.Register;
import cn.bangfu.comparison.SealedFacts;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.screening.ScreeningClue;
import cn.bangfu.screening.ScreeningClue.Fact;
import cn.bangfu.screening.ScreeningRun;
import cn.bangfu.screening.ScreeningService;
import cn.bangfu.screening.Screenings;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.JobThread;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcScreenings implements Screenings {

    private static final String LONG_SILENT =
            "heartbeat_at < clock_timestamp() - interval '" + JobThread.SILENT.toSeconds() + " seconds'";

    /** Households that are monitored: by an entry of ours, or by the county's ledger until an entry of ours has ended. */
    private static final String MONITORED = """
            (select household_id from app.monitored_household where ended_at is null
             union
             select l.household_id from (
               select distinct on (household_id) household_id, category from app.household_registered_category
               where valid_from <= (app.legal_now() at time zone 'Asia/Shanghai')::date
               order by household_id, valid_from desc, id desc) l
             where l.category is not null
               and not exists (select from app.monitored_household e where e.household_id = l.household_id and e.ended_at is not null))
            """;

    private final JdbcClient jdbc;
    private final SealedFacts sealedFacts;

    JdbcScreenings(JdbcClient jdbc, SealedFacts sealedFacts) {
        this.jdbc = jdbc;
        this.sealedFacts = sealedFacts;
    }

    @Override
    public UUID create(DivisionCode county, LocalDate day, @Nullable Actor actor) {
        return jdbc.sql("""
                        insert into app.screening_run (id, county, state, day, officer, person_name)
                        values (gen_random_uuid(), ?, 'QUEUED', ?, ?, ?) returning id""")
                .params(
                        county.value(),
                        day,
                        actor == null ? null : actor.officer().value(),
                        actor == null ? null : actor.name())
                .query(UUID.class)
                .single();
    }

    @Override
    public Optional<ScreeningRun> latest(DivisionCode county) {
        return jdbc.sql("select * from app.screening_run where county = ? order by started_at desc limit 1")
                .param(county.county().value())
                .query((row, i) -> new ScreeningRun(
                        row.getObject("id", UUID.class),
                        ScreeningRun.State.valueOf(row.getString("state")),
                        row.getString("stage"),
                        Arrays.asList((String[]) row.getArray("notes").getArray()),
                        row.getObject("day", LocalDate.class),
                        row.getInt("people"),
                        row.getInt("facts"),
                        row.getInt("clues"),
                        row.getInt("open_cases"),
                        row.getInt("monitored"),
                        row.getInt("known"),
                        row.getString("person_name"),
                        row.getTimestamp("started_at").toInstant()))
                .optional();
    }

    @Override
    public boolean isRunning(DivisionCode county) {
        return jdbc.sql(
                        "select exists (select from app.screening_run where county = ? and state in ('QUEUED', 'RUNNING'))")
                .param(county.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<Attempt> claim() {
        return jdbc.sql("""
                        update app.screening_run set state = 'RUNNING', attempts = attempts + 1, heartbeat_at = clock_timestamp()
                        where id = (select id from app.screening_run
                          where state = 'QUEUED' or state = 'RUNNING' and %s
                          order by started_at limit 1 for update skip locked)
                        returning id, attempts, county, day""".formatted(LONG_SILENT))
                .query((row, i) -> new Attempt(
                        row.getObject("id", UUID.class),
                        row.getInt("attempts"),
                        new DivisionCode(row.getString("county")),
                        row.getObject("day", LocalDate.class)))
                .optional();
    }

    @Override
    public void heartbeat(Attempt attempt, String stage) {
        jdbc.sql("""
                        update app.screening_run set heartbeat_at = clock_timestamp(), stage = ?
                        where id = ? and attempts = ? and state = 'RUNNING'""").params(stage, attempt.id(), attempt.number()).update();
    }

    @Override
    public List<Register> takeFiles(Attempt attempt) {
        for (var table : List.of("screening_candidate", "screening_threshold", "screening_file")) {
            jdbc.sql("delete from app." + table + " where run_id = ?")
                    .param(attempt.id())
                    .update();
        }
        return jdbc.sql("""
                        insert into app.screening_file (run_id, register, file_id, previous_id)
                        select :run, f.register, f.id, (select p.id from app.department_file p
                          where p.county = f.county and p.register = f.register and p.id <> f.id and p.current_since < f.current_since
                          order by p.current_since desc limit 1)
                        from app.department_file f
                        where f.county = :county and f.current and f.register in ('MEDICAL', 'DISABILITY', 'SUBSISTENCE', 'EDUCATION', 'HOUSING')
                        returning register""")
                .param("run", attempt.id())
                .param("county", attempt.county().value())
                .query((row, i) -> Register.valueOf(row.getString(1)))
                .list();
    }

    @Override
    public List<Attribute> attributes(Attempt attempt, int most) {
        var files = files(attempt);
        if (files.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select distinct f.register, r.attribute from app.department_record r
                        join app.screening_file f on f.run_id = :run and f.file_id = r.file_id
                        where r.file_id in (:files) limit :most""")
                .param("run", attempt.id())
                .param("files", files)
                .param("most", most)
                .query((row, i) -> new Attribute(Register.valueOf(row.getString(1)), row.getString(2)))
                .list();
    }

    /** Given one by one, so that no other file's part is looked at. */
    private List<UUID> files(Attempt attempt) {
        return jdbc.sql("select file_id from app.screening_file where run_id = ?")
                .param(attempt.id())
                .query(UUID.class)
                .list();
    }

    @Override
    public void keep(Attempt attempt, List<Threshold> thresholds) {
        for (var threshold : thresholds) {
            var over = threshold.over();
            jdbc.sql("""
                            insert into app.screening_threshold (run_id, register, attribute, registration_type, cause, over_cents, rule)
                            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(
                            attempt.id(),
                            threshold.attribute().register().name(),
                            threshold.attribute().attribute(),
                            threshold.type().name(),
                            threshold.cause().name(),
                            over == null ? null : over.movePointRight(2).longValue(),
                            threshold.rule())
                    .update();
        }
    }

    /** Those who are looked at: alive, at home, in the county. */
    private static final String PEOPLE = """
            app.household_member m join app.household h on h.id = m.household_id and h.dissolved_on is null
              and h.division like :county and m.left_on is null and m.died_on is null""";

    @Override
    public void match(Attempt attempt) {
        var files = files(attempt);
        if (files.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into app.screening_candidate
                          (run_id, household_id, village, cause, member_id, register, file_id, sheet, line, attribute, amount_cents, data_date, rule)
                        select :run, h.id, h.division, t.cause, m.id, s.register, s.file_id, r.sheet, r.line, r.attribute, r.cents,
                          coalesce(r.data_date, f.data_date), t.rule
                        from (
                          select file_id, person_hash, attribute, sum(amount_cents) as cents, max(data_date) as data_date,
                            min(sheet) as sheet, min(line) as line
                          from app.department_record where file_id in (:files)
                          group by file_id, person_hash, attribute) r
                        join app.screening_file s on s.run_id = :run and s.file_id = r.file_id
                        join app.department_file f on f.id = s.file_id
                        join PEOPLE on m.identity_hash = r.person_hash
                        join app.screening_threshold t on t.run_id = :run and t.register = s.register and t.attribute = r.attribute
                          and t.registration_type = h.registration_type
                        where (t.over_cents is null or r.cents > t.over_cents)
                          -- a disability is news only if it did not stand in the list before
                          and not exists (select from app.department_record p where s.register = 'DISABILITY'
                            and p.person_hash = r.person_hash and p.attribute = r.attribute
                            and p.file_id = (select previous_id from app.screening_file
                              where run_id = :run and register = 'DISABILITY'))
                        """.replace("PEOPLE", PEOPLE))
                .param("run", attempt.id())
                .param("files", files)
                .param("county", attempt.county().value() + "%")
                .update();
    }

    @Override
    public @Nullable String matchLost(Attempt attempt) {
        var sizes = jdbc.sql("""
                        select p.accepted as before, f.accepted as now from app.screening_file s
                        join app.department_file f on f.id = s.file_id join app.department_file p on p.id = s.previous_id
                        where s.run_id = ? and s.register = 'SUBSISTENCE'""")
                .param(attempt.id())
                .query((row, i) -> new int[] {row.getInt("before"), row.getInt("now")})
                .optional();
        if (sizes.isEmpty()) {
            return null;
        }
        if (sizes.get()[1] * 2 < sizes.get()[0]) {
            return "低保特困名单这一份%d行，上一份%d行，少了一半以上，没有筛查“退出低保”。请核实名单是否完整。".formatted(sizes.get()[1], sizes.get()[0]);
        }
        jdbc.sql("""
                        insert into app.screening_candidate
                          (run_id, household_id, village, cause, member_id, register, file_id, attribute, data_date, rule)
                        select distinct on (m.id) :run, h.id, h.division, t.cause, m.id, s.register, s.file_id, t.attribute, f.data_date, t.rule
                        from app.screening_file s
                        join app.department_file f on f.id = s.file_id
                        join app.department_record p on p.file_id = (select previous_id from app.screening_file
                          where run_id = :run and register = 'SUBSISTENCE')
                        join PEOPLE on m.identity_hash = p.person_hash
                        join app.screening_threshold t on t.run_id = :run and t.register = s.register and t.attribute = :lost
                          and t.registration_type = h.registration_type
                        where s.run_id = :run and s.register = 'SUBSISTENCE' and not exists (
                          select from app.department_record r where r.person_hash = p.person_hash
                            and r.file_id = (select file_id from app.screening_file
                              where run_id = :run and register = 'SUBSISTENCE'))
                        """.replace("PEOPLE", PEOPLE))
                .param("run", attempt.id())
                .param("county", attempt.county().value() + "%")
                .param("lost", ScreeningService.LOST)
                .update();
        return null;
    }

    @Override
    public void conclude(Attempt attempt, List<String> notes) {
        // Nothing new: the same was said of the same person in a clue before, whatever became of it.
        var known = count("""
                with gone as (
                  delete from app.screening_candidate c where c.run_id = :run and exists (
                    select from app.screening_fact f join app.screening_clue k on k.id = f.clue_id
                    where f.member_id = c.member_id and f.register = c.register and f.attribute = c.attribute and k.cause = c.cause
                      and f.amount_cents is not distinct from greatest(f.amount_cents, c.amount_cents))
                  returning household_id, cause)
                select count(*) from (select distinct household_id, cause from gone) g""", attempt);
        var facts = count("select count(*) from app.screening_candidate where run_id = :run", attempt);
        var openCases = count("""
                with gone as (
                  delete from app.screening_candidate c where c.run_id = :run and exists (
                    select from app.identification_case o where o.household_id = c.household_id and o.closed_at is null)
                  returning household_id)
                select count(distinct household_id) from gone""", attempt);
        var monitored = count("""
                with gone as (
                  delete from app.screening_candidate c using MONITORED as o where c.run_id = :run and o.household_id = c.household_id
                  returning c.household_id)
                select count(distinct household_id) from gone""".replace("MONITORED", MONITORED), attempt);
        var clues = count("""
                with fresh as (
                  insert into app.screening_clue (run_id, county, household_id, village, cause)
                  select distinct :run, :county, household_id, village, cause from app.screening_candidate where run_id = :run
                  on conflict (household_id, cause) where state in ('NEW', 'SENDING') do nothing returning id, household_id, cause),
                told as (
                  insert into app.screening_fact
                    (clue_id, member_id, register, file_id, sheet, line, attribute, amount_cents, data_date, rule)
                  select coalesce(fresh.id, waiting.id), c.member_id, c.register, c.file_id, c.sheet, c.line, c.attribute, c.amount_cents,
                    c.data_date, c.rule
                  from app.screening_candidate c
                  left join fresh on fresh.household_id = c.household_id and fresh.cause = c.cause
                  left join app.screening_clue waiting on waiting.household_id = c.household_id and waiting.cause = c.cause
                    and waiting.state in ('NEW', 'SENDING') and waiting.id is distinct from fresh.id
                  where c.run_id = :run and coalesce(fresh.id, waiting.id) is not null
                  on conflict do nothing)
                select count(*) from fresh""", attempt);
        var people = jdbc.sql("select count(*) from " + PEOPLE)
                .param("county", attempt.county().value() + "%")
                .query(Integer.class)
                .single();
        jdbc.sql("delete from app.screening_candidate where run_id = ?")
                .param(attempt.id())
                .update();
        var done = jdbc.sql("""
                        update app.screening_run set state = 'DONE', stage = null, notes = ?, people = ?, facts = ?, clues = ?,
                          open_cases = ?, monitored = ?, known = ?, finished_at = app.legal_now()
                        where id = ? and attempts = ? and state = 'RUNNING'""")
                .params(
                        notes.toArray(String[]::new),
                        people,
                        facts,
                        clues,
                        openCases,
                        monitored,
                        known,
                        attempt.id(),
                        attempt.number())
                .update();
        if (done != 1) {
            throw new IllegalStateException("screening " + attempt.id() + " was taken over");
        }
    }

    private int count(String sql, Attempt attempt) {
        return jdbc.sql(sql)
                .param("run", attempt.id())
                .param("county", attempt.county().value())
                .query(Integer.class)
                .single();
    }

    @Override
    public void fail(Attempt attempt, String message) {
        jdbc.sql("""
                        update app.screening_run set state = 'FAILED', stage = ?, finished_at = app.legal_now()
                        where id = ? and attempts = ? and state = 'RUNNING'""").params(message, attempt.id(), attempt.number()).update();
    }

    private static final String CLUES = """
            select c.*, h.number as household_number, i.number as case_number,
              (select name from app.household_member m where m.household_id = h.id and m.relation = '户主' and m.left_on is null
                 and m.died_on is null limit 1) as head,
              (select r.result from app.risk_clue r where r.case_id = c.case_id and r.result is not null limit 1) as result
            from app.screening_clue c join app.household h on h.id = c.household_id
            left join app.identification_case i on i.id = c.case_id
            """;

    /** Sent, and the village has not looked yet. */
    private static final String UNVERIFIED = "c.state = 'SENT' and not exists (select from app.risk_clue r"
            + " where r.case_id = c.case_id and r.result is not null)"
            + " and exists (select from app.identification_case i where i.id = c.case_id and i.closed_at is null)";

    @Override
    public List<ScreeningClue> list(Filter filter, int limit) {
        var where = new StringBuilder(filter.scope().sqlCondition("c.village"));
        Map<String, Object> params = new HashMap<>();
        params.put("limit", limit);
        var town = filter.town();
        if (town != null) {
            where.append(" and c.village like :town");
            params.put("town", town.value() + "%");
        }
        var state = filter.state();
        if (state != null) {
            where.append(" and c.state = :state");
            params.put("state", state.name());
        }
        var cause = filter.cause();
        if (cause != null) {
            where.append(" and c.cause = :cause");
            params.put("cause", cause.name());
        }
        if (filter.onlyLate()) {
            where.append(" and c.sent_at < app.legal_now() - interval '5 days' and ")
                    .append(UNVERIFIED);
        }
        return jdbc.sql(CLUES + " where " + where + " order by c.found_at, c.village, h.number limit :limit")
                .params(params)
                .query((row, i) -> clue(row))
                .list();
    }

    @Override
    public Optional<ScreeningClue> find(UUID id) {
        return jdbc.sql(CLUES + " where c.id = ?")
                .param(id)
                .query((row, i) -> clue(row))
                .optional();
    }

    private ScreeningClue clue(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var caseId = row.getObject("case_id", UUID.class);
        var sent = row.getTimestamp("sent_at");
        var head = row.getString("head");
        return new ScreeningClue(
                id,
                new HouseholdId(row.getObject("household_id", UUID.class)),
                row.getString("household_number"),
                head == null ? "（无户主）" : head,
                new DivisionCode(row.getString("village")),
                RiskCause.valueOf(row.getString("cause")),
                ScreeningClue.State.valueOf(row.getString("state")),
                row.getTimestamp("found_at").toInstant(),
                caseId == null ? null : new CaseId(caseId),
                row.getString("case_number"),
                sent == null ? null : sent.toInstant(),
                row.getString("result"),
                row.getString("problem"),
                row.getString("close_reason"),
                facts(id));
    }

    private List<Fact> facts(UUID clue) {
        return jdbc.sql("""
                        select f.*, m.name, app.department_facts_of(f.file_id, f.sheet, f.line) as facts from app.screening_fact f
                        join app.household_member m on m.id = f.member_id
                        where f.clue_id = ? order by f.register, m.name""")
                .param(clue)
                .query((row, i) -> {
                    var cents = row.getBigDecimal("amount_cents");
                    var sealed = row.getBytes("facts");
                    return new Fact(
                            row.getString("name"),
                            Register.valueOf(row.getString("register")),
                            row.getString("attribute"),
                            cents == null ? null : cents.movePointLeft(2),
                            row.getObject("data_date", LocalDate.class),
                            sealed == null ? "" : sealedFacts.nameOf(sealed, row.getInt("line")));
                })
                .list();
    }

    @Override
    public List<TownLine> byTown(DivisionScope scope) {
        return jdbc.sql("""
                        select left(c.village, 9) as town,
                          count(*) filter (where c.state in ('NEW', 'SENDING')) as fresh,
                          count(*) filter (where u and age < interval '3 days') as a,
                          count(*) filter (where u and age >= interval '3 days' and age < interval '6 days') as b,
                          count(*) filter (where u and age >= interval '6 days') as c,
                          count(*) filter (where c.state = 'SENT' and not u) as verified,
                          count(*) filter (where c.state = 'CLOSED') as closed
                        from (select c.*, UNVERIFIED as u, app.legal_now() - c.sent_at as age from app.screening_clue c where SCOPE) c
                        group by 1 order by 1""".replace("UNVERIFIED", UNVERIFIED).replace("SCOPE", scope.sqlCondition("c.village")))
                .query((row, i) -> new TownLine(
                        new DivisionCode(row.getString("town")),
                        row.getInt("fresh"),
                        row.getInt("a"),
                        row.getInt("b"),
                        row.getInt("c"),
                        row.getInt("verified"),
                        row.getInt("closed")))
                .list();
    }

    private static final String SENDER =
            " officer = :officer, person = :person, person_name = :name, role = :role, division = :division, office_name = :office";

    private JdbcClient.StatementSpec by(String sql, Actor actor) {
        return jdbc.sql(sql)
                .param("officer", actor.officer().value())
                .param("person", actor.person().value())
                .param("name", actor.name())
                .param("role", actor.role().name())
                .param("division", actor.division().value())
                .param("office", actor.officeName());
    }

    @Override
    public int markSending(DivisionScope scope, Collection<UUID> clues, Actor actor) {
        return by(
                        "update app.screening_clue set state = 'SENDING', problem = null, attempts = 0," + SENDER
                                + " where id = any (:clues) and state = 'NEW' and " + scope.sqlCondition("village"),
                        actor)
                .param("clues", clues.toArray(UUID[]::new))
                .update();
    }

    @Override
    public int markAllSending(DivisionScope scope, Actor actor) {
        return by(
                        "update app.screening_clue set state = 'SENDING', problem = null, attempts = 0," + SENDER
                                + " where state = 'NEW' and " + scope.sqlCondition("village"),
                        actor)
                .update();
    }

    @Override
    public int close(DivisionScope scope, Collection<UUID> clues, String reason, Actor actor) {
        return by(
                        "update app.screening_clue set state = 'CLOSED', closed_at = app.legal_now(), close_reason = :reason,"
                                + SENDER + " where id = any (:clues) and state = 'NEW' and "
                                + scope.sqlCondition("village"),
                        actor)
                .param("reason", reason)
                .param("clues", clues.toArray(UUID[]::new))
                .update();
    }

    @Override
    public Optional<Sending> nextToSend() {
        return jdbc.sql("""
                        update app.screening_clue set attempts = attempts + 1 where id = (
                          select id from app.screening_clue where state = 'SENDING' order by found_at limit 1 for update skip locked)
                        returning *""")
                .query((row, i) -> new Sending(
                        row.getObject("id", UUID.class),
                        new Actor(
                                new OfficerId(row.getObject("officer", UUID.class)),
                                new PersonId(row.getObject("person", UUID.class)),
                                row.getString("person_name"),
                                Role.valueOf(row.getString("role")),
                                new DivisionCode(row.getString("division")),
                                row.getString("office_name")),
                        row.getInt("attempts")))
                .optional();
    }

    @Override
    public void sent(UUID clue, CaseId caseId) {
        jdbc.sql("update app.screening_clue set state = 'SENT', case_id = ?, sent_at = app.legal_now() where id = ?")
                .params(caseId.value(), clue)
                .update();
    }

    @Override
    public void tried(UUID clue) {
        jdbc.sql("update app.screening_clue set attempts = attempts + 1 where id = ?")
                .param(clue)
                .update();
    }

    @Override
    public void notSent(UUID clue, String problem) {
        jdbc.sql("update app.screening_clue set state = 'NEW', problem = ? where id = ?")
                .params(problem, clue)
                .update();
    }

    @Override
    public int count(DivisionScope scope, ScreeningClue.State state) {
        return jdbc.sql("select count(*) from app.screening_clue where state = ? and " + scope.sqlCondition("village"))
                .param(state.name())
                .query(Integer.class)
                .single();
    }

    @Override
    public int unscreenedFiles(DivisionCode county) {
        return jdbc.sql("""
                        select count(*) from app.department_file f
                        where f.county = :county and f.current and f.register in ('MEDICAL', 'DISABILITY', 'SUBSISTENCE', 'EDUCATION', 'HOUSING')
                          and not exists (select from app.screening_file s join app.screening_run r on r.id = s.run_id
                            where s.file_id = f.id and r.state = 'DONE')""")
                .param("county", county.value())
                .query(Integer.class)
                .single();
    }
}
