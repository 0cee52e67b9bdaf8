package cn.bangfu.audit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever the application writes once and may not change, roots vouch for; or it says here why not. */
@PostgresTest
class SealedTablesTest {

    private static final Map<String, String> NOT_SEALED = Map.ofEntries(
            Map.entry("trail_event", "chained, stamped, and in roots by its heads"),
            Map.entry("trail_head", "compared with its chain, and in roots"),
            Map.entry("trail_root", "signed"),
            Map.entry("trail_root_entry", "what is signed"),
            Map.entry("step_form", "named by the hash of its text"),
            Map.entry("model_draft_file", "named by the hash of its draft"),
            Map.entry("case_index", "computed from other tables by triggers"),
            Map.entry("fund_line_person", "computed from lines by a trigger"),
            Map.entry("officer_handover_item", "which tasks a handover opened with; its end says what became of them"),
            Map.entry("screening_fact", "goes with its file when that is no longer kept"),
            Map.entry("notice_contact", "how to reach an office"),
            Map.entry("phone_key", "a key"),
            Map.entry("flyway_schema_history", "Flyway's"),
            Map.entry("legal_clock", "the owner's"),
            Map.entry("training_time", "the owner's"),
            Map.entry("work_calendar_day", "taken in anew from files"),
            Map.entry("work_calendar_year", "taken in anew from files"));

    private final JdbcClient owner;

    SealedTablesTest(TestPostgres.Database database, JdbcClient unused) {
        owner = JdbcClient.create(database.owner());
    }

    @Test
    void everyTableThatOnlyGrowsIsSealed() {
        var onlyGrowing =
                owner.sql("""
                        select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'
                          and not has_table_privilege('%1$s', oid, 'UPDATE') and not has_table_privilege('%1$s', oid, 'DELETE')
                        """.formatted(TestPostgres.APP)).query(String.class).set();
        var sealed = owner.sql("select name from app.sealed_table")
                .query(String.class)
                .set();
        var missing = new TreeSet<>(onlyGrowing);
        missing.removeAll(sealed);
        missing.removeAll(NOT_SEALED.keySet());
        assertThat(missing).isEmpty();
        assertThat(sealed).doesNotContainAnyElementsOf(NOT_SEALED.keySet());
        // who reads what is wrong reads Chinese
        assertThat(owner.sql("select name from app.sealed_table where title is null and name <> 'sealed_table'")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    /** What is sealed could be changed by the application itself only where a guard lets nothing but the lawful through. */
    @Test
    void aTriggerRefusesChangesOfEverySealedTable() {
        assertThat(owner.sql("""
                        select s.name from app.sealed_table s where s.name <> 'sealed_table' and not exists (
                          select from pg_trigger t where t.tgrelid = ('app.' || s.name)::regclass and not t.tgisinternal
                            and t.tgtype & 2 = 2 and t.tgtype & 16 = 16 and t.tgtype & 8 = 8)
                        """).query(String.class).list()).isEmpty();
    }
}
