package cn.bangfu.policy.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.policy.CalendarDay;
import cn.bangfu.policy.DayKind;
import cn.bangfu.policy.Deadlines;
import cn.bangfu.policy.DueDate;
import cn.bangfu.policy.FixedCalendar;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.Profiles;
import cn.bangfu.policy.Term;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.policy.WorkCalendar;
import cn.bangfu.shared.PersonId;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Terms counted twice, in Java and in SQL, by two hands that never looked at each other: they agree. */
@PostgresTest
class LegalEndTest {

    private static final long SEED = 20261121;
    private static final int CASES = Integer.getInteger("bangfu.terms", 100_000);

    private TestPostgres.Database database;
    private JdbcClient jdbc;
    private JdbcWorkCalendars calendars;

    @BeforeEach
    void connect(TestPostgres.Database database) {
        this.database = database;
        jdbc = JdbcClient.create(database.app());
        calendars = new JdbcWorkCalendars(jdbc);
    }

    private record Case(Instant from, Term term) {}

    @Test
    void javaAndTheDatabaseEndEveryTermAtTheSameInstant() throws SQLException {
        var random = new Random(SEED);
        var begin = at("2022-12-31T00:00");
        var span = Duration.between(begin, at("2026-12-31T23:59:59")).toSeconds();
        var cases = new ArrayList<Case>();
        for (int i = 0; i < CASES; i++) {
            var from =
                    begin.plusSeconds((long) (random.nextDouble() * span)).plusNanos(random.nextInt(1_000_000) * 1000L);
            cases.add(new Case(from, new Term(1 + random.nextInt(40), DayKind.values()[random.nextInt(2)])));
        }
        // Midnights and the last instants before them, where an off-by-one would hide.
        for (var day = LocalDate.of(2022, 12, 31); day.isBefore(LocalDate.of(2027, 1, 1)); day = day.plusDays(1)) {
            var midnight = day.atStartOfDay(LegalClock.ZONE).toInstant();
            for (var from : List.of(midnight, midnight.minusNanos(1000), midnight.plusNanos(1000))) {
                for (var kind : DayKind.values()) {
                    cases.add(new Case(from, new Term(5, kind)));
                }
            }
        }
        var deadlines = deadlines(TrainingTime.OFF);
        var differences = new ArrayList<String>();
        var refused = 0;
        var answers = inTheDatabase(cases);
        for (int i = 0; i < cases.size(); i++) {
            var due = deadlines.end(cases.get(i).from(), cases.get(i).term());
            var answer = due instanceof DueDate.At at
                    ? at.end().toString()
                    : "missing " + ((DueDate.CalendarMissing) due).year();
            refused += answer.startsWith("missing") ? 1 : 0;
            if (!answer.equals(answers.get(i))) {
                differences.add(cases.get(i) + ": " + answer + " but " + answers.get(i));
            }
        }
        assertThat(differences).isEmpty();
        // Terms reach beyond 2026 often enough for the refusal to be compared too.
        assertThat(refused).isBetween(CASES / 1000, CASES / 10);
    }

    /** Each answer as text; a refusal as the year that is missing. */
    private List<String> inTheDatabase(List<Case> cases) throws SQLException {
        try (var connection = database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create function pg_temp.answer(published_at timestamptz, days int, day_kind text) returns text
                      language plpgsql as $$
                    begin
                      return to_char(app.legal_end(published_at, days, day_kind) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
                    exception when sqlstate 'BF001' then
                      return 'missing ' || substr(sqlerrm, 1, 4);
                    end $$
                    """);
            try (var ask = connection.prepareStatement("""
                    select pg_temp.answer(published_at, days, day_kind)
                    from unnest(?::timestamptz[], ?::int[], ?::text[]) with ordinality as t (published_at, days, day_kind, n)
                    order by n
                    """)) {
                ask.setArray(
                        1,
                        connection.createArrayOf(
                                "text",
                                cases.stream().map(c -> c.from().toString()).toArray()));
                ask.setArray(
                        2,
                        connection.createArrayOf(
                                "int4", cases.stream().map(c -> c.term().days()).toArray()));
                ask.setArray(
                        3,
                        connection.createArrayOf(
                                "text",
                                cases.stream().map(c -> c.term().kind().name()).toArray()));
                var answers = new ArrayList<String>();
                try (var rows = ask.executeQuery()) {
                    while (rows.next()) {
                        answers.add(rows.getString(1));
                    }
                }
                return answers;
            }
        }
    }

    @Test
    void knownTermsEndWhenAPersonWithACalendarSaysSo() {
        // Posted on Thursday before the National Day week of 2025 (1–8 October off, Sunday 28 September and Saturday 11
        // October worked).
        var thursday = at("2025-09-25T16:30");
        assertThat(end(thursday, Term.calendarDays(5))).isEqualTo(at("2025-10-01T00:00"));
        assertThat(end(thursday, Term.workingDays(5))).isEqualTo(at("2025-10-10T00:00"));
        assertThat(end(thursday, Term.workingDays(6))).isEqualTo(at("2025-10-11T00:00"));
        assertThat(end(thursday, Term.workingDays(7))).isEqualTo(at("2025-10-12T00:00"));
        // Leap day, and the hour before midnight.
        assertThat(end(at("2024-02-28T23:59:59"), Term.calendarDays(1))).isEqualTo(at("2024-03-01T00:00"));
        assertThat(end(at("2024-02-29T00:00"), Term.calendarDays(1))).isEqualTo(at("2024-03-02T00:00"));
    }

    @Test
    void aTermInWorkingDaysIntoAYearWithoutCalendarIsRefusedUntilTheYearIsThere() {
        var december = at("2026-12-28T09:00");
        var deadlines = deadlines(TrainingTime.OFF);
        assertThat(deadlines.end(december, Term.workingDays(5))).isEqualTo(new DueDate.CalendarMissing(2027));
        assertThat(((DueDate.CalendarMissing) deadlines.end(december, Term.workingDays(5))).message())
                .startsWith("2027年工作日历尚未录入");
        assertThatThrownBy(() -> inSql("legal_end", december, Term.workingDays(5)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("2027年工作日历尚未录入");
        // Calendar days need no work calendar.
        assertThat(end(december, Term.calendarDays(5))).isEqualTo(at("2027-01-03T00:00"));
        assertThat(inSql("legal_end", december, Term.calendarDays(5))).isEqualTo(at("2027-01-03T00:00"));

        var other = TestPostgres.newDatabase();
        var there = JdbcClient.create(other.app());
        var days = List.of(new CalendarDay(LocalDate.of(2027, 1, 1), WorkCalendar.Kind.HOLIDAY, "元旦"));
        assertThat(new JdbcWorkCalendars(there).add(2027, "测试", PersonId.next(), days))
                .isTrue();
        assertThat(new JdbcWorkCalendars(there).add(2027, "测试", PersonId.next(), days))
                .isFalse();
        var withYear = new Deadlines(Instant::now, new JdbcWorkCalendars(there), TrainingTime.OFF);
        assertThat(withYear.end(december, Term.workingDays(5))).isEqualTo(new DueDate.At(at("2027-01-06T00:00")));
    }

    @Test
    void theCalendarIsWhatTheStateCouncilPublished() {
        var calendar = calendars.current();
        assertThat(calendar.years()).containsExactlyInAnyOrder(2023, 2024, 2025, 2026);
        assertThat(calendar.exceptions()).hasSize(141);
        assertThatThrownBy(() -> jdbc.sql("delete from app.work_calendar_day").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("insert into app.work_calendar_year (year, source) values (2028, 'x')")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theShippedStepsFitIntoTheTotalFromWhateverDayACaseBegins() {
        var set = Profiles.HANGJIN;
        var deadlines = deadlines(TrainingTime.OFF);
        for (var day = LocalDate.of(2023, 1, 1); day.isBefore(LocalDate.of(2026, 11, 20)); day = day.plusDays(1)) {
            var start = day.atTime(10, 0).atZone(LegalClock.ZONE).toInstant();
            var step = start;
            for (var limit : List.of(
                    Parameters.ACCEPTANCE_LIMIT,
                    Parameters.VISIT_LIMIT,
                    Parameters.REVIEW_LIMIT,
                    Parameters.TOWN_LIMIT,
                    Parameters.NOTICE_TERM,
                    Parameters.COUNTY_LIMIT)) {
                // A step taken on the last day of its term.
                step = ((DueDate.At) deadlines.end(step, set.require(limit)))
                        .end()
                        .minusSeconds(1);
            }
            var total = ((DueDate.At) deadlines.end(start, set.require(Parameters.TOTAL_LIMIT))).end();
            assertThat(step).as("case begun on %s", day).isBefore(total);
        }
    }

    @Test
    void inTrainingATermLastsAsManyTrainingDaysAsTheRealOneLastsCalendarDays() {
        var other = TestPostgres.newDatabase();
        JdbcClient.create(other.owner())
                .sql("insert into app.training_time (day_length) values (interval '10 seconds')")
                .update();
        var there = JdbcClient.create(other.app());
        var training = new Deadlines(
                Instant::now, FixedCalendar.of(calendars.current()), TrainingTime.of(Duration.ofSeconds(10)));
        var random = new Random(SEED);
        var thursday = at("2025-09-25T16:30");
        assertThat(training.end(thursday, Term.calendarDays(5))).isEqualTo(new DueDate.At(thursday.plusSeconds(50)));
        assertThat(training.end(thursday, Term.workingDays(5))).isEqualTo(new DueDate.At(thursday.plusSeconds(140)));
        for (int i = 0; i < 50; i++) {
            var from = at("2023-01-01T00:00").plusSeconds(random.nextInt(3 * 365 * 86_400));
            var term = new Term(1 + random.nextInt(40), DayKind.values()[random.nextInt(2)]);
            assertThat(training.end(from, term)).isEqualTo(new DueDate.At(inSql(there, "term_end", from, term)));
        }
        assertThatThrownBy(() -> there.sql("delete from app.training_time").update())
                .isInstanceOf(DataAccessException.class);
        assertThat(inSql("term_end", thursday, Term.calendarDays(5))).isEqualTo(at("2025-10-01T00:00"));
    }

    @Test
    void theLegalClockIsTheDatabasesAndOnlyItsOwnerMovesIt() {
        var other = TestPostgres.newDatabase();
        JdbcClient.create(other.owner())
                .sql("update app.legal_clock set offset_by = interval '40 days'")
                .update();
        var clock = new JdbcLegalClock(JdbcClient.create(other.app()));
        assertThat(Duration.between(Instant.now().plus(Duration.ofDays(40)), clock.now())
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
    }

    private Instant end(Instant from, Term term) {
        var due = deadlines(TrainingTime.OFF).end(from, term);
        assertThat(inSql("legal_end", from, term)).isEqualTo(((DueDate.At) due).end());
        return ((DueDate.At) due).end();
    }

    private Deadlines deadlines(TrainingTime training) {
        var calendar = calendars.current();
        return new Deadlines(Instant::now, FixedCalendar.of(calendar), training);
    }

    private Instant inSql(String function, Instant from, Term term) {
        return inSql(jdbc, function, from, term);
    }

    private static Instant inSql(JdbcClient jdbc, String function, Instant from, Term term) {
        return jdbc.sql("select app." + function + "(?, ?, ?)")
                .params(from.atOffset(ZoneOffset.UTC), term.days(), term.kind().name())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(LegalClock.ZONE).toInstant();
    }
}
