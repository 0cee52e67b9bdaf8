package cn.bangfu.quality.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.quality.QualityFindings.Finding;
import cn.bangfu.quality.QualityRule;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each rule finds the household in which its fault was planted, and not the one beside it in which all is well. */
@PostgresTest
class QualityRulesTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");
    private static final String VILLAGE = "150625101205";

    private final JdbcClient owner;
    private final JdbcQualityFindings findings;
    /** Households that a rule is right to find. */
    private final List<UUID> faulty = new ArrayList<>();

    QualityRulesTest(TestPostgres.Database database, JdbcClient jdbc) {
        owner = JdbcClient.create(database.owner());
        findings = new JdbcQualityFindings(jdbc);
    }

    @BeforeEach
    void village() {
        // What led to an entry is other tests' business.
        for (var table : List.of("county_confirmation", "monitored_household", "case_hand", "identification_case")) {
            owner.sql("alter table app." + table + " disable trigger user").update();
        }
        owner.sql("""
                        insert into app.division (code, statistical_name, shown_name, parent, holds_households) values
                          ('150625', '县', '县', null, false), ('150625101', '镇', '镇', '150625', false),
                          ('150625101205', '村', '甲村', '150625101', true)
                        on conflict do nothing
                        """).update();
    }

    private void sql(String text, Object... parameters) {
        owner.sql(text).params(Arrays.asList(parameters)).update();
    }

    private UUID household(String column, String value) {
        var id = UUID.randomUUID();
        sql(
                "insert into app.household (id, number, division, registration_type, residency, origin) values (?, ?, ?, 'ORDINARY', 'YES', 'LEDGER')",
                id,
                id.toString(),
                VILLAGE);
        if (!column.isEmpty()) {
            sql("update app.household set " + column + " = " + value + " where id = ?", id);
        }
        return id;
    }

    private UUID member(UUID household, String relation, String sex, String born, String more) {
        var id = UUID.randomUUID();
        sql("""
                insert into app.household_member (id, household_id, name, identity_number, identity_hash, birth_date, sex, relation)
                values (?, ?, ?, '\\x00', uuid_send(?), ?::date, ?, ?)
                """, id, household, id.toString().substring(0, 8), id, born, sex, relation);
        if (!more.isEmpty()) {
            sql("update app.household_member set " + more + " where id = ?", id);
        }
        return id;
    }

    private UUID head(UUID household) {
        return member(
                household, "户主", "MALE", "1970-05-06", "health = '{HEALTHY}', insured = true, labour = 'ORDINARY'");
    }

    /** A household of one with a head, and something of it otherwise. */
    private UUID home(String column, String value) {
        var id = household(column, value);
        head(id);
        return id;
    }

    private UUID home() {
        return home("", "");
    }

    private UUID entered(UUID household, String risk, String enteredAt) {
        var id = UUID.randomUUID();
        sql(
                "insert into app.monitored_household (id, household_id, category, entered_at) values (?, ?, 'UNSTABLE', ?::timestamptz)",
                id,
                household,
                enteredAt);
        sql("insert into app.monitored_risk (monitored_id, risk) values (?, ?)", id, risk);
        return id;
    }

    private void ended(UUID entry, String at) {
        sql(
                "update app.monitored_household set ended_at = ?::timestamptz, ended_as = 'ELIMINATED' where id = ?",
                at,
                entry);
    }

    private void confirmed(UUID entry, UUID household) {
        var caseId = UUID.randomUUID();
        var list = UUID.randomUUID();
        var person = UUID.randomUUID();
        sql("""
                insert into app.identification_case (id, number, household_id, village, channel, state, closed_at, outcome)
                values (?, ?, ?, ?, 'HOUSEHOLD', 'CLOSED', now(), 'ENTERED')
                """, caseId, caseId.toString(), household, VILLAGE);
        sql("insert into app.county_list (id, town, report_number) values (?, '150625101', ?)", list, list.toString());
        sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, 'COUNTY_HEAD')", caseId, person);
        sql("""
                insert into app.county_confirmation (case_id, list_id, person_id, category, risks, document_number, decided_on)
                values (?, ?, ?, 'UNSTABLE', '{ILLNESS}', '1号', '2026-01-20')
                """, caseId, list, person);
        sql("update app.monitored_household set case_id = ? where id = ?", caseId, entry);
    }

    /** @return the household next door, of which the rule has nothing to say */
    private UUID plant(QualityRule rule) {
        var fine = UUID.randomUUID();
        switch (rule) {
            case PERSON_IN_TWO_LEDGER_LINES -> {
                faulty.add(household("number", "'Q1'"));
                var twice = head(faulty.get(0));
                fine = home("number", "'Q2'");
                var run = UUID.randomUUID();
                sql("""
                        insert into app.register_import (id, scope, sha256, file_name, state, finished_at)
                        values (?, '150625', '\\x01', '台账.xlsx', 'DONE', now())""", run);
                sql("""
                        insert into app.register_import_row (import_id, sheet, line, number, identity_hash, faults)
                        values (?, 0, 8, 'Q2', uuid_send(?), '[]')""", run, twice);
            }
            case SAME_PERSON_TWO_NUMBERS -> {
                faulty.add(household("", ""));
                faulty.add(household("", ""));
                fine = household("", "");
                member(faulty.get(0), "户主", "MALE", "1961-02-03", "name = '重名'");
                member(faulty.get(1), "户主", "MALE", "1961-02-03", "name = '重名'");
                member(fine, "户主", "MALE", "1961-02-04", "name = '重名'");
            }
            case SHARED_PHONE -> {
                faulty.add(home("phone", "'\\x00', phone_hash = '\\x0a01'"));
                faulty.add(home("phone", "'\\x00', phone_hash = '\\x0a01'"));
                fine = home("phone", "'\\x00', phone_hash = '\\x0a02'");
            }
            case SHARED_ACCOUNT -> {
                faulty.add(home("account", "'\\x00', account_hash = '\\x0b01'"));
                faulty.add(home("account", "'\\x00', account_hash = '\\x0b01'"));
                fine = home("account", "'\\x00', account_hash = '\\x0b02'");
            }
            case NO_HEAD -> {
                faulty.add(household("", ""));
                member(faulty.get(0), "子", "MALE", "2000-01-01", "");
                fine = home();
            }
            case SPOUSE_SAME_SEX -> {
                faulty.add(home());
                member(faulty.get(0), "配偶", "MALE", "1972-01-01", "");
                fine = home();
                member(fine, "配偶", "FEMALE", "1972-01-01", "");
            }
            case SPOUSE_TOO_YOUNG -> {
                faulty.add(home());
                member(faulty.get(0), "妻", "FEMALE", "2015-01-01", "");
                fine = home();
                member(fine, "妻", "FEMALE", "1975-01-01", "");
            }
            case SPOUSE_AGE_GAP -> {
                faulty.add(home());
                member(faulty.get(0), "妻子", "FEMALE", "2001-01-01", "");
                fine = home();
                member(fine, "妻子", "FEMALE", "1999-01-01", "");
            }
            case CHILD_OLDER -> {
                faulty.add(home());
                member(faulty.get(0), "长子", "MALE", "1983-01-01", "");
                fine = home();
                member(fine, "长子", "MALE", "1987-01-01", "");
                member(fine, "父亲", "MALE", "1945-01-01", "");
            }
            case DEAD_IN_REGISTER -> {
                faulty.add(household("", ""));
                var dead = head(faulty.get(0));
                fine = home();
                died(dead);
            }
            case LOW_INCOME -> {
                faulty.add(home("income_per_head", "7999"));
                fine = home("income_per_head", "8000");
            }
            case DANGEROUS_HOUSE -> {
                faulty.add(home("house_level", "'D'"));
                faulty.add(home("house_level", "'C'"));
                fine = home("house_level", "'B'");
            }
            case UNSAFE_WATER -> {
                faulty.add(home("water_safe", "false"));
                fine = home();
            }
            case UNINSURED -> {
                faulty.add(home());
                member(faulty.get(0), "女", "FEMALE", "2005-01-01", "insured = false");
                fine = home("water_safe", "true");
            }
            case NO_MEASURE -> {
                faulty.add(home());
                confirmed(entered(faulty.get(0), "ILLNESS", "2026-01-20 09:00+08"), faulty.get(0));
                fine = home();
                var helped = entered(fine, "ILLNESS", "2026-01-20 09:00+08");
                confirmed(helped, fine);
                var plan = UUID.randomUUID();
                sql("""
                        insert into app.assistance_plan (id, monitored_id, version, household_agrees, asked_on, signature, proposed_by)
                        values (?, ?, 1, true, '2026-01-25', '{}', gen_random_uuid())""", plan, helped);
                sql("""
                        insert into app.assistance_measure (plan_id, position, risk, kind, lead, content, amount_reason, begins_on, due_on, effect)
                        values (?, 1, 'ILLNESS', 'MEDICAL_AID', 'MEDICAL_INSURANCE', '', '', '2026-02-01', '2026-06-01', '')""", plan);
            }
            case DISABILITY_NOBODY -> {
                faulty.add(home());
                entered(faulty.get(0), "DISABILITY", "2026-01-20 09:00+08");
                fine = home();
                member(fine, "母亲", "FEMALE", "1940-01-01", "health = '{DISABLED}'");
                entered(fine, "DISABILITY", "2026-01-20 09:00+08");
            }
            case LABOUR_ENOUGH -> {
                faulty.add(home());
                entered(faulty.get(0), "LABOUR_SHORTAGE", "2026-01-20 09:00+08");
                fine = home();
                for (var born : List.of("1940-01-01", "1942-01-01", "2015-01-01")) {
                    member(fine, "其他", "FEMALE", born, "labour = 'NONE'");
                }
                entered(fine, "LABOUR_SHORTAGE", "2026-01-20 09:00+08");
            }
            case EXIT_WITHOUT_LABOUR -> {
                faulty.add(household("", ""));
                member(faulty.get(0), "户主", "MALE", "1940-01-01", "labour = 'LOST'");
                ended(entered(faulty.get(0), "ILLNESS", "2025-01-20 09:00+08"), "2025-12-20 09:00+08");
                fine = home();
                ended(entered(fine, "ILLNESS", "2025-01-20 09:00+08"), "2025-12-20 09:00+08");
            }
            case EXIT_AT_ONCE -> {
                faulty.add(home());
                ended(entered(faulty.get(0), "ILLNESS", "2025-10-20 09:00+08"), "2025-11-30 09:00+08");
                fine = home();
                ended(entered(fine, "ILLNESS", "2025-10-20 09:00+08"), "2025-12-01 09:00+08");
            }
        }
        return fine;
    }

    private void died(UUID member) {
        var file = UUID.randomUUID();
        sql("""
                insert into app.department_file (id, county, register, file_name, sha256, data_date, accepted, refused)
                values (?, '150625', 'DEATHS', '死亡.csv', uuid_send(?), '2026-03-31', 1, 0)""", file, file);
        var part = owner.sql("select app.open_department_part(?)")
                .param(file)
                .query(String.class)
                .single();
        sql("insert into app.department_record_" + part + """
                 (sheet, line, person_hash, attribute, data_date)
                values (0, 2, uuid_send(?), '', '2026-03-18')""", member);
        owner.sql("select app.close_department_part(?)")
                .param(file)
                .query((row, i) -> 0)
                .list();
        sql("update app.department_file set current = true, current_since = now() where id = ?", file);
    }

    private List<Finding> found(QualityRule rule) {
        findings.look(COUNTY, new BigDecimal(8000));
        return findings.list(COUNTY, DivisionScope.of(COUNTY), rule, 1_000);
    }

    @ParameterizedTest
    @EnumSource(QualityRule.class)
    void findsWhatIsPlanted(QualityRule rule) {
        var fine = plant(rule);

        var found =
                found(rule).stream().map(finding -> finding.household().value()).toList();

        for (var household : faulty) {
            assertThat(found.stream().filter(household::equals)).as("once").hasSize(1);
        }
        assertThat(found).doesNotContain(fine);
    }

    @Test
    void whoIsMonitoredOrHasAnOpenCaseIsNoNewsByIncome() {
        var poor = home("income_per_head", "100");
        entered(poor, "ILLNESS", "2026-01-20 09:00+08");
        var asked = home("income_per_head", "100");
        var id = UUID.randomUUID();
        sql("""
                insert into app.identification_case (id, number, household_id, village, channel, state)
                values (?, ?, ?, ?, 'HOUSEHOLD', 'ASSESSMENT')
                """, id, id.toString(), asked, VILLAGE);

        assertThat(found(QualityRule.LOW_INCOME))
                .noneMatch(finding -> finding.household().value().equals(poor)
                        || finding.household().value().equals(asked));
    }

    @Test
    void aCountyWithoutALineIsNotMeasuredByIncome() {
        home("income_per_head", "1");

        findings.look(COUNTY, null);

        assertThat(findings.list(COUNTY, DivisionScope.of(COUNTY), QualityRule.LOW_INCOME, 10))
                .isEmpty();
    }
}
