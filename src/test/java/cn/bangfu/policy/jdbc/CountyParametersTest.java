package cn.bangfu.policy.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.Parameter;
import cn.bangfu.policy.ParameterSet;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.Profiles;
import cn.bangfu.policy.ReliefMode;
import cn.bangfu.policy.ResidencyRule;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.policy.Setting;
import cn.bangfu.policy.Term;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What counties lay down, and that what is in force stays in force. */
@PostgresTest
class CountyParametersTest {

    private static final DivisionCode HANGJIN = new DivisionCode("150625");
    private static final DivisionCode SOMEWHERE = new DivisionCode("150625100203");
    private static final LocalDate TODAY = LocalDate.now(LegalClock.ZONE);

    private JdbcClient jdbc;
    private JdbcClient owner;
    private JdbcCountyParameters parameters;

    @BeforeEach
    void connect(TestPostgres.Database database) {
        jdbc = JdbcClient.create(database.app());
        owner = JdbcClient.create(database.owner());
        parameters = new JdbcCountyParameters(jdbc);
    }

    @Test
    void theThreeCountiesComeWithSetsThatCanBeUsed() {
        for (var shipped : List.of(Profiles.HANGJIN, Profiles.DIANBAI, Profiles.DATONGHU)) {
            var loaded = parameters.of(shipped.county(), TODAY);
            assertThat(loaded.entries()).isEqualTo(shipped.entries());
            assertThat(loaded.faults()).isEmpty();
            assertThat(loaded.entries().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            Parameters.ALL.stream().map(Parameter::name).toList());
        }
    }

    @Test
    void aVillageAsksForItsCountysRules() {
        var set = parameters.of(SOMEWHERE, TODAY);
        assertThat(set.county()).isEqualTo(HANGJIN);
        assertThat(set.require(Parameters.RELIEF_MODE)).isEqualTo(ReliefMode.JUDGE_AFTER);
        assertThat(set.require(Parameters.ENJOYING_POLICY_MAY_ENTER)).isFalse();
        assertThat(set.require(Parameters.RESIDENCY_NEEDED)).isEqualTo(ResidencyRule.ORDINARY_AND_RELIEF_FIRST);
        assertThat(set.require(Parameters.RELIEF_CAUSES))
                .containsExactlyInAnyOrder(
                        RiskCause.ILLNESS, RiskCause.SCHOOLING, RiskCause.DISASTER, RiskCause.ACCIDENT);
        assertThat(set.require(Parameters.TOTAL_LIMIT)).isEqualTo(Term.workingDays(20));
        assertThat(set.require(Parameters.NOTICE_TERM)).isEqualTo(Term.calendarDays(5));
        assertThat(set.require(Parameters.NOTICE_LEVELS)).containsExactly(NoticeLevel.TOWN);
        assertThat(parameters.version(set.version())).isEqualTo(set);
    }

    @Test
    void whatTheCountysPaperSaysIsToldFromWhatIsOnlyPractice() {
        var set = parameters.of(HANGJIN, TODAY);
        assertThat(set.get(Parameters.ENJOYING_POLICY_MAY_ENTER))
                .isEqualTo(new Setting.Value<>(false, "杭锦旗方案（F1）四（二）、五（二）3「除已脱贫享受政策户以外」", true));
        assertThat(set.get(Parameters.NOTICE_TERM))
                .isInstanceOfSatisfying(Setting.Value.class, value -> assertThat(value.confirmed())
                        .isFalse());
    }

    @Test
    void whatIsUnsetStaysUnsetAndNamesThePaper() {
        assertThat(parameters.of(HANGJIN, TODAY).get(Parameters.RIGID_EXCESS_AMOUNT))
                .isEqualTo(new Setting.Unset<BigDecimal>("rigidExcessAmount", "刚性支出过大标准（金额）", "本县关于刚性支出过大认定标准的文件"));
        var elsewhere = parameters.of(new DivisionCode("110101"), TODAY);
        assertThat(elsewhere.get(Parameters.NOTICE_TERM)).isInstanceOf(Setting.Unset.class);
        assertThat(elsewhere.faults()).isNotEmpty();
        assertThatThrownBy(() -> elsewhere.require(Parameters.NOTICE_TERM)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChangeCountsForCasesThatBeginLaterAndLeavesRunningOnesTheirs() {
        publish("150625", TODAY.plusDays(10), "noticeTerm", "7 CALENDAR");
        assertThat(parameters.of(HANGJIN, TODAY).require(Parameters.NOTICE_TERM))
                .isEqualTo(Term.calendarDays(5));
        assertThat(parameters.of(HANGJIN, TODAY.plusDays(9)).require(Parameters.NOTICE_TERM))
                .isEqualTo(Term.calendarDays(5));
        assertThat(parameters.of(HANGJIN, TODAY.plusDays(10)).require(Parameters.NOTICE_TERM))
                .isEqualTo(Term.calendarDays(7));
        assertThat(parameters.history(HANGJIN)).hasSize(2);
    }

    @Test
    void aChangeForTodayOrThePastIsRefused() {
        assertThatThrownBy(() -> publish("440904", TODAY, "noticeTerm", "7 CALENDAR"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("早于明日");
        assertThatThrownBy(() -> publish("440904", TODAY.minusYears(1), "noticeTerm", "7 CALENDAR"))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aPublishedSetIsNeverChangedNotEvenByTheOwner() {
        assertThatThrownBy(() -> jdbc.sql("update app.parameter_set set valid_from = valid_from")
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> owner.sql("delete from app.parameter_set").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("只能追加");
        assertThatThrownBy(() ->
                        owner.sql("update app.income_line set yuan = yuan + 1").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void stepsThatExceedTheTotalAreRefusedHereAndByTheDatabase() {
        for (var change : List.of(
                new String[] {"totalLimit", "15 CALENDAR"},
                new String[] {"noticeTerm", "11 CALENDAR"},
                new String[] {"noticeLevels", "VILLAGE,TOWN,COUNTY"},
                new String[] {"townLimit", "7 WORKING"})) {
            assertThat(changed(change[0], change[1]).faults())
                    .as(change[0])
                    .singleElement()
                    .asString()
                    .contains("超过总时限");
            assertThatThrownBy(() -> publish("430971", TODAY.plusDays(1), change[0], change[1]))
                    .as(change[0])
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("超过总时限");
        }
        assertThat(changed("noticeTerm", "11 CALENDAR").faults().get(0))
                .isEqualTo("各环节时限合计约29个自然日，超过总时限20个工作日（约28个自然日），请缩短环节时限或延长总时限。");
        assertThatThrownBy(() -> publish("430971", TODAY.plusDays(1), "countyLimit", null))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theFifteenDaysOfAnnexAFitAndTheTwentySixDoNot() {
        var fifteen = Profiles.HANGJIN;
        fifteen = Profiles.with(fifteen, Parameters.TOTAL_LIMIT, "15 CALENDAR");
        fifteen = Profiles.with(fifteen, Parameters.VISIT_LIMIT, "3 CALENDAR");
        fifteen = Profiles.with(fifteen, Parameters.REVIEW_LIMIT, "1 CALENDAR");
        fifteen = Profiles.with(fifteen, Parameters.TOWN_LIMIT, "2 CALENDAR");
        fifteen = Profiles.with(fifteen, Parameters.COUNTY_LIMIT, "2 CALENDAR");
        assertThat(fifteen.faults()).isEmpty();
        assertThat(Profiles.with(fifteen, Parameters.NOTICE_TERM, "6 CALENDAR").faults())
                .hasSize(1);
    }

    @Test
    void aSetWithSomethingUnreadableUnknownOrContradictoryIsRefused() {
        assertThat(changed("noticeTerm", "five days").faults()).containsExactly("公示期的值“five days”无法识别，请更正。");
        assertThat(changed("noticeTerm", null).faults()).containsExactly("公示期未设定：缺本县识别认定工作规程，请县级补充录入。");
        assertThat(changed("noticeTrem", "5 CALENDAR").faults()).containsExactly("没有名为“noticeTrem”的参数，请删除。");
        var both = Profiles.with(Profiles.HANGJIN, Parameters.RIGID_EXCESS_AMOUNT, "20000");
        assertThat(Profiles.with(both, Parameters.RIGID_EXCESS_SHARE, "40").faults())
                .hasSize(1);
    }

    @Test
    void anExampleLineIsMarkedAndIsNoLineInProduction() {
        var trying = new JdbcIncomeLines(jdbc, true);
        assertThat(trying.of(SOMEWHERE, LocalDate.of(2026, 6, 1)))
                .isEqualTo(new Setting.Value<>(new BigDecimal("8000.00"), "示例数值，非杭锦旗公布，仅供试用", false));
        assertThat(trying.history(HANGJIN)).isNotEmpty().allSatisfy(line -> assertThat(line.example())
                .isTrue());
        var production = new JdbcIncomeLines(jdbc, false);
        assertThat(production.of(HANGJIN, LocalDate.of(2026, 6, 1)))
                .isEqualTo(new Setting.Unset<BigDecimal>("incomeLine", "2026年监测线", "省、市公布2026年监测范围的文件"));
        assertThat(trying.of(new DivisionCode("440904"), TODAY)).isInstanceOf(Setting.Unset.class);
    }

    @Test
    void aLineOfTheCountyGoesBeforeTheExampleFromItsDayOn() {
        line("430971", 2026, TODAY.minusDays(100), "8100");
        var lines = new JdbcIncomeLines(jdbc, true);
        var county = new DivisionCode("430971");
        assertThat(lines.of(county, TODAY.minusDays(101))).isInstanceOf(Setting.Unset.class);
        assertThat(lines.of(county, TODAY).value())
                .hasValueSatisfying(line -> assertThat(line).isEqualByComparingTo("8100"));
        assertThatThrownBy(() -> line("430971", 2026, TODAY.minusDays(50), "9000"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("早于明日");
        line("430971", 2027, TODAY.plusDays(1), "9000");
        assertThat(lines.of(county, TODAY).value())
                .hasValueSatisfying(line -> assertThat(line).isEqualByComparingTo("8100"));
        assertThat(lines.of(county, TODAY.plusDays(1)).value())
                .hasValueSatisfying(line -> assertThat(line).isEqualByComparingTo("9000"));
    }

    private void line(String county, int year, LocalDate from, String yuan) {
        jdbc.sql(
                        "insert into app.income_line (county, year, valid_from, yuan, source, confirmed) values (?, ?, ?, ?, '文号', true)")
                .params(county, year, from, new BigDecimal(yuan))
                .update();
    }

    private static ParameterSet changed(String name, String value) {
        var entries = new java.util.HashMap<>(Profiles.HANGJIN.entries());
        entries.put(name, new ParameterSet.Entry(value, "测试", false));
        return new ParameterSet(UUID.randomUUID(), HANGJIN, TODAY, entries);
    }

    private void publish(String county, LocalDate from, String name, String value) {
        jdbc.sql("""
                        insert into app.parameter_set (county, valid_from, note, entries)
                        select county, ?, '测试', jsonb_set(entries, array[?, 'value'], coalesce(to_jsonb(?::text), 'null'))
                        from app.parameter_set where county = ? order by valid_from limit 1
                        """).params(from, name, value, county).update();
    }
}
