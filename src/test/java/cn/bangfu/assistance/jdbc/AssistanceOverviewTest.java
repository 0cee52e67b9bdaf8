package cn.bangfu.assistance.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.bangfu.access.Department;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.AssistanceOverview;
import cn.bangfu.assistance.AssistanceOverview.Unhelped;
import cn.bangfu.assistance.PromisedMeasures;
import cn.bangfu.household.People;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which households are left without help, what the three ledgers say, and what cooperating units are told. */
@PostgresTest
class AssistanceOverviewTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");
    private static final DivisionScope SCOPE = DivisionScope.of(COUNTY);

    private final TestPostgres.Database database;
    private final JdbcClient jdbc;
    private final JdbcAssistanceOverview overview;
    private final JdbcPromisedMeasures promised;

    AssistanceOverviewTest(TestPostgres.Database database) {
        this.database = database;
        jdbc = JdbcClient.create(database.app());
        overview = new JdbcAssistanceOverview(jdbc);
        promised = new JdbcPromisedMeasures(
                jdbc,
                new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]),
                new SealedText(new MonitoredHome.PlainKeys()));
    }

    @AfterEach
    void timeIsNow() {
        JdbcClient.create(database.owner())
                .sql("update app.legal_clock set offset_by = interval '0'")
                .update();
    }

    private void daysPass(int days) {
        JdbcClient.create(database.owner())
                .sql("update app.legal_clock set offset_by = offset_by + make_interval(days => ?)")
                .param(days)
                .update();
    }

    private String level(MonitoredHome home) {
        return overview.unhelped(SCOPE).stream()
                .filter(unhelped -> unhelped.household().equals(home.id))
                .map(Unhelped::level)
                .findFirst()
                .orElse("helped");
    }

    @Test
    void aHouseholdWithoutAMeasureIsLateAfterTenDaysAndRaisesTheAlarmAfterThirty() {
        var home = new MonitoredHome(jdbc, MonitoredHome.VILLAGE, 1);
        assertThat(level(home)).isEqualTo("WAITING");
        daysPass(10);
        assertThat(level(home)).as("the tenth day is still in time").isEqualTo("WAITING");
        daysPass(1);
        assertThat(level(home)).isEqualTo("LATE");
        daysPass(19);
        assertThat(level(home)).isEqualTo("LATE");
        daysPass(1);
        assertThat(level(home)).isEqualTo("ALARM");
        assertThat(overview.unhelped(DivisionScope.of(new DivisionCode("150625102"))))
                .as("another town")
                .isEmpty();
        home.measure = home.promise(null, null);
        assertThat(level(home)).isEqualTo("helped");
        jdbc.sql("""
                        insert into app.measure_settlement (measure_id, result, reason, by_person, by_name, by_office)
                        values (?, 'DROPPED', 'x', gen_random_uuid(), '甲', '镇政府')
                        """).param(home.measure).update();
        assertThat(level(home)).as("what was given up is no measure any more").isEqualTo("ALARM");
    }

    @Test
    void cooperatingUnitsAreToldTheirTaskAndHaveNoSayInIt() {
        var home = new MonitoredHome(jdbc, MonitoredHome.VILLAGE, 1);
        home.measure = home.promise(null, "发展改革和财政部门、乡镇");
        home.planHandedOver();
        begun(home);
        assertThat(told(Department.FINANCE, home)).singleElement().satisfies(task -> {
            assertThat(task.task()).isEqualTo("出栏肉羊");
            assertThat(task.lead()).isEqualTo(Department.AGRICULTURE);
            assertThat(task.dueOn()).isEqualTo("2026-12-31");
            assertThat(task.known()).isNull();
        });
        assertThat(told(Department.DEVELOPMENT_REFORM, home)).hasSize(1);
        assertThat(told(Department.EDUCATION, home)).as("not named").isEmpty();
        assertThat(told(Department.AGRICULTURE, home)).as("it leads").isEmpty();
        var clerk = People.actor(Role.DEPARTMENT_CLERK, "150625");
        promised.takeNote(home.measure, Department.FINANCE, clerk);
        promised.takeNote(home.measure, Department.FINANCE, clerk);
        assertThat(told(Department.FINANCE, home))
                .extracting(PromisedMeasures.Cooperation::known)
                .doesNotContainNull();
        assertThat(told(Department.DEVELOPMENT_REFORM, home))
                .as("each for itself")
                .extracting(PromisedMeasures.Cooperation::known)
                .containsOnlyNulls();
    }

    private List<PromisedMeasures.Cooperation> told(Department department, MonitoredHome home) {
        return promised.cooperating(COUNTY, department).stream()
                .filter(task -> task.measure().equals(home.measure))
                .toList();
    }

    private void begun(MonitoredHome home) {
        jdbc.sql("insert into app.measure_under_way (measure_id, case_id) values (?, ?)")
                .params(home.measure, home.caseId.value())
                .update();
    }

    /** One row of the ledger, by its headings. */
    private static Map<String, String> row(List<String> headings, List<List<String>> rows, MonitoredHome home) {
        var numbers = headings.indexOf("户编号");
        var found = rows.stream()
                .filter(row -> row.get(numbers).equals(home.id.toString()))
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0)).hasSameSizeAs(headings);
        var named = new java.util.LinkedHashMap<String, String>();
        for (var n = 0; n < headings.size(); n++) {
            named.put(headings.get(n), found.get(0).get(n));
        }
        return named;
    }

    @Test
    void theLedgersSayWhatWasPromisedDonePaidAndByWhom() {
        var home = new MonitoredHome(jdbc, MonitoredHome.VILLAGE, 2);
        home.measure = home.promise(new BigDecimal("2000.00"), null);
        home.planHandedOver();
        begun(home);
        home.delivered(20, 18);
        var today = jdbc.sql("select (app.legal_now() at time zone 'Asia/Shanghai')::date")
                .query(LocalDate.class)
                .single()
                .toString();
        assertThat(row(AssistanceOverview.MEASURE_HEADINGS, overview.measures(SCOPE), home))
                .containsEntry("乡镇", "150625101")
                .containsEntry("村", MonitoredHome.VILLAGE)
                .containsEntry("户主", "成员0")
                .containsEntry("监测类别", "边缘易致贫户")
                .containsEntry("风险", "因产业项目失败")
                .containsEntry("措施", "产业帮扶")
                .containsEntry("牵头部门", "农牧局")
                .containsEntry("金额（元）", "2000.00")
                .containsEntry("资金来源", "衔接资金")
                .containsEntry("完成期限", "2026-12-31")
                .containsEntry("部门经办人", "刘经办")
                .containsEntry("落实情况", "验收合格")
                .containsEntry("落实日期", today)
                .containsEntry("验收日期", today)
                .containsEntry("农户确认", "");

        var clerk = People.actor(Role.COUNTY_CLERK, "150625");
        var funds = new JdbcFunds(jdbc, new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]));
        var batch = funds.open(
                COUNTY,
                new cn.bangfu.assistance.Funds.NewBatch("2026年第一批", "中央衔接资金", "杭财〔2026〕1号", new BigDecimal("9000")),
                clerk);
        funds.add(
                batch,
                new cn.bangfu.assistance.Funds.NewLine(
                        home.measure, home.id, null, home.members.get(0), null, null, null, new BigDecimal("2000.00")),
                clerk);
        assertThat(row(AssistanceOverview.FUND_HEADINGS, overview.funds(SCOPE), home))
                .containsEntry("批次或项目", "2026年第一批")
                .containsEntry("资金来源", "中央衔接资金")
                .containsEntry("文号", "杭财〔2026〕1号")
                .containsEntry("项目", "产业帮扶")
                .containsEntry("分配金额（元）", "2000.00")
                .containsEntry("收款人", "成员0")
                .containsEntry("验收", "合格")
                .containsEntry("发放金额（元）", "")
                .containsEntry("状态", "正在分配");

        var officer = jdbc.sql("select id from app.responsible_officer where household_id = ?")
                .param(home.id.value())
                .query(UUID.class)
                .single();
        jdbc.sql("""
                        insert into app.officer_visit (officer_id, household_id, village, visited_on, content, by_person, by_name)
                        values (?, ?, '', ?::date, 'x', gen_random_uuid(), '甲')
                        """).params(officer, home.id.value(), today).update();
        assertThat(row(AssistanceOverview.OFFICER_HEADINGS, overview.officers(SCOPE), home))
                .containsEntry("帮扶责任人", "王责任")
                .containsEntry("单位", "旗财政局")
                .containsEntry("走访要求", "其他干部")
                .containsEntry("起始日期", "2026-05-20")
                .containsEntry("结束日期", "")
                .containsEntry("本年走访次数", "1")
                .containsEntry("最近走访", today)
                .containsEntry("现在的代理人", "");
        var elsewhere = DivisionScope.of(new DivisionCode("150625102"));
        assertThat(List.of(overview.measures(elsewhere), overview.funds(elsewhere), overview.officers(elsewhere)))
                .as("another town's ledgers")
                .allMatch(List::isEmpty);
    }

    @Test
    void aPlannedAmountThatNobodyGaveStaysEmptyInTheLedger() {
        var home = MonitoredHome.helped(jdbc, 1);
        assertThat(row(AssistanceOverview.MEASURE_HEADINGS, overview.measures(SCOPE), home))
                .containsEntry("金额（元）", "")
                .containsEntry("落实情况", "待落实");
        assertThat(promised.in(SCOPE, Department.AGRICULTURE))
                .extracting(PromisedMeasures.Promised::household, PromisedMeasures.Promised::state)
                .doesNotContain(tuple(home.id, "验收合格"));
    }
}
