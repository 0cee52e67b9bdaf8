package cn.bangfu.access.jdbc;

import cn.bangfu.access.CountyWords;
import cn.bangfu.access.Division;
import cn.bangfu.access.DivisionStore;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Office;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import cn.bangfu.shared.OfficerId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Some hundred rows a county that hardly ever change: kept in memory, read again after a minute for what another node changed. */
@Repository
class JdbcDivisions implements Divisions, DivisionStore {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Snapshot(
            TreeMap<DivisionCode, Division> byCode, Map<DivisionCode, CountyWords> words, long takenAt) {}

    private final JdbcClient jdbc;
    private volatile @Nullable Snapshot snapshot;

    JdbcDivisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Division> find(DivisionCode code) {
        return Optional.ofNullable(snapshot().byCode().get(code));
    }

    @Override
    public Division require(DivisionCode code) {
        return find(code).orElseThrow(() -> new NoSuchElementException("no division " + code));
    }

    @Override
    public List<Division> in(DivisionCode parent) {
        var digits = parent.value().length() + 3;
        return within(parent).filter(d -> d.code().value().length() == digits).toList();
    }

    @Override
    public List<Division> villagesIn(DivisionCode division) {
        return within(division).filter(d -> d.code().level() == Level.VILLAGE).toList();
    }

    private Stream<Division> within(DivisionCode division) {
        return snapshot().byCode().tailMap(division, true).values().stream()
                .takeWhile(d -> division.contains(d.code()));
    }

    @Override
    public List<Division> counties() {
        return snapshot().byCode().values().stream()
                .filter(d -> d.code().level() == Level.COUNTY)
                .toList();
    }

    @Override
    public String path(DivisionCode code) {
        return code.level() == Level.VILLAGE
                ? require(code.town()).shownName() + " " + require(code).shownName()
                : require(code).shownName();
    }

    @Override
    public String fullPath(DivisionCode code) {
        return code.level() == Level.COUNTY
                ? path(code)
                : require(code.county()).shownName() + " " + path(code);
    }

    @Override
    public CountyWords words(DivisionCode code) {
        return snapshot().words().getOrDefault(code.county(), CountyWords.NEUTRAL);
    }

    private Snapshot snapshot() {
        var current = snapshot;
        if (current == null || System.nanoTime() - current.takenAt() > KEPT.toNanos()) {
            current = read();
            snapshot = current;
        }
        return current;
    }

    private Snapshot read() {
        var byCode = new TreeMap<DivisionCode, Division>();
        jdbc.sql("select code, statistical_name, shown_name, holds_households from app.division")
                .query((row, number) -> new Division(
                        new DivisionCode(row.getString("code")),
                        row.getString("statistical_name"),
                        row.getString("shown_name"),
                        row.getBoolean("holds_households")))
                .list()
                .forEach(division -> byCode.put(division.code(), division));
        var words = new TreeMap<DivisionCode, CountyWords>();
        byCode.values().stream()
                .filter(d -> d.code().level() == Level.COUNTY)
                .forEach(county -> words.put(
                        county.code(),
                        CountyWords.of(
                                county,
                                byCode.values().stream()
                                        .filter(d -> county.code().contains(d.code()))
                                        .toList())));
        words.putAll(ownWords());
        return new Snapshot(byCode, words, System.nanoTime());
    }

    /** What counties have laid down themselves, as it holds today. */
    private Map<DivisionCode, CountyWords> ownWords() {
        var own = new HashMap<DivisionCode, CountyWords>();
        jdbc.sql("""
                        select distinct on (county) county, county_word, town_word, village_word, household_word
                        from app.county_words where valid_from <= (app.legal_now() at time zone 'Asia/Shanghai')::date
                        order by county, valid_from desc, id desc
                        """).query(row -> {
            own.put(
                    new DivisionCode(row.getString("county")),
                    new CountyWords(
                            row.getString("county_word"),
                            row.getString("town_word"),
                            row.getString("village_word"),
                            row.getString("household_word")));
        });
        return own;
    }

    @Override
    public void say(DivisionCode county, CountyWords words, LocalDate from, OfficerId by) {
        jdbc.sql("""
                        insert into app.county_words (county, valid_from, county_word, town_word, village_word, household_word, by_officer)
                        values (:county, :from, :countyWord, :town, :village, :household, :by)
                        """)
                .param("county", county.value())
                .param("from", from)
                .param("countyWord", words.county())
                .param("town", words.town())
                .param("village", words.village())
                .param("household", words.household())
                .param("by", by.value())
                .update();
        snapshot = null;
    }

    @Override
    public void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('bangfu reference data'))")
                .query((row, number) -> 0)
                .single();
    }

    @Override
    public void save(Collection<Division> divisions) {
        for (var division : divisions) {
            var code = division.code().value();
            jdbc.sql("""
                            insert into app.division (code, statistical_name, shown_name, parent, holds_households)
                            values (:code, :statisticalName, :shownName, :parent, :holdsHouseholds)
                            on conflict (code) do update
                              set statistical_name = excluded.statistical_name, shown_name = excluded.shown_name,
                                holds_households = excluded.holds_households
                              where (division.statistical_name, division.shown_name, division.holds_households)
                                is distinct from (excluded.statistical_name, excluded.shown_name, excluded.holds_households)
                            """)
                    .param("code", code)
                    .param("statisticalName", division.statisticalName())
                    .param("shownName", division.shownName())
                    .param("parent", code.length() == 6 ? null : code.substring(0, code.length() - 3))
                    .param("holdsHouseholds", division.holdsHouseholds())
                    .update();
        }
        forget();
    }

    @Override
    public void addMissing(Collection<Office> offices) {
        for (var office : offices) {
            jdbc.sql("""
                            with added as (
                              insert into app.office (id, kind, division, department) values (:id, :kind, :division, :department)
                              on conflict (kind, division, department) do nothing returning id)
                            insert into app.office_name (office, name, valid_from)
                            select id, :name, date '2000-01-01' from added
                            """)
                    .param("id", office.id().value())
                    .param("kind", office.kind().name())
                    .param("division", office.division().value())
                    .param(
                            "department",
                            office.department() == null
                                    ? null
                                    : office.department().name())
                    .param("name", office.name())
                    .update();
        }
    }

    private void forget() {
        snapshot = null;
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            // Somebody may read the old rows while the transaction is still open.
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    snapshot = null;
                }
            });
        }
    }
}
