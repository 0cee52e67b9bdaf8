package cn.bangfu.assistance.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.Funds;
import cn.bangfu.assistance.Subsidy;
import cn.bangfu.assistance.Tariff;
import cn.bangfu.assistance.Tariffs;
import cn.bangfu.household.People;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.DecisionFiles;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Money in the database: caps over a year, plans and splits, what is posted before it is paid, and what is never paid (rules.md 3). */
@PostgresTest
class FundsTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");
    private static final LocalDate DAY = LocalDate.of(2026, 5, 20);

    private final TestPostgres.Database database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JdbcFunds funds;
    private final Tariffs tariffs = new Tariffs(new DecisionFiles());
    private final Actor clerk = People.actor(Role.COUNTY_CLERK, "150625");
    private final Actor finance = People.actor(Role.DEPARTMENT_CLERK, "150625");

    FundsTest(TestPostgres.Database database) {
        this.database = database;
        var source = database.app();
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        funds = new JdbcFunds(jdbc, new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]));
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

    private MonitoredHome home(int people) {
        return MonitoredHome.helped(jdbc, people);
    }

    private UUID batch(String budget) {
        return funds.open(COUNTY, new Funds.NewBatch("2026年第一批", "衔接资金", "杭财〔2026〕1号", new BigDecimal(budget)), clerk);
    }

    private Tariff tariff(String item) {
        return tariffs.find(COUNTY, DAY, item).orElseThrow();
    }

    /** What the service does for one demand: what the cap leaves is computed and kept. */
    private BigDecimal allocate(UUID batch, MonitoredHome home, Tariff tariff, String units, MemberId person) {
        return Objects.requireNonNull(transaction.execute(status -> {
            funds.lock(COUNTY);
            var rate = funds.keep(tariff);
            var period = tariff.year().of(DAY);
            var left = funds.capLeft(rate, period, home.id, person);
            if (!(Subsidy.compute(tariff, new BigDecimal(units), left) instanceof Subsidy.Computed computed)) {
                return BigDecimal.ZERO;
            }
            funds.add(batch, line(home, person, rate, period, computed), clerk);
            return computed.amount();
        }));
    }

    private static Funds.NewLine line(
            MonitoredHome home, MemberId person, UUID rate, String period, Subsidy.Computed computed) {
        return new Funds.NewLine(
                home.measure, home.id, person, home.members.get(0), rate, period, computed, computed.amount());
    }

    private Subsidy.Computed computed(String item, String units) {
        return (Subsidy.Computed) Subsidy.compute(tariff(item), new BigDecimal(units), new BigDecimal("1000"));
    }

    @Test
    void theThreeLivestockCapsOfOneHouseholdComeToSixThousandYuan() {
        var home = home(3);
        var batch = batch("100000");
        assertThat(allocate(batch, home, tariff("SHEEP_SOLD"), "25", null)).isEqualTo("2000.00");
        assertThat(allocate(batch, home, tariff("CATTLE_SOLD"), "3", null)).isEqualTo("2000.00");
        assertThat(allocate(batch, home, tariff("PIGS_SOLD"), "4", null)).isEqualTo("2000.00");
        assertThat(allocate(batch("100000"), home, tariff("SHEEP_SOLD"), "1", null))
                .as("another batch, the same year")
                .isZero();
        assertThat(funds.find(batch).orElseThrow().allocated()).isEqualTo("6000.00");
    }

    @Test
    void theDatabaseCountsTheCapItself() {
        var home = home(2);
        var batch = batch("100000");
        allocate(batch, home, tariff("SHEEP_SOLD"), "15", null);
        var rate = funds.keep(tariff("SHEEP_SOLD"));
        var tooMany = line(home, null, rate, "2026", computed("SHEEP_SOLD", "6"));
        assertThatThrownBy(() -> funds.add(batch, tooMany, clerk)).hasMessageContaining("超过年度上限");
        var justEnough = line(home, null, rate, "2026", computed("SHEEP_SOLD", "5"));
        assertThatCode(() -> funds.add(batch, justEnough, clerk)).doesNotThrowAnyException();
        var nextYear = line(home, null, rate, "2027", computed("SHEEP_SOLD", "20"));
        assertThatCode(() -> funds.add(batch, nextYear, clerk)).doesNotThrowAnyException();
    }

    /** The same with the control off: without the trigger the cap would not hold. */
    @Test
    void withoutItsTriggerTheCapWouldNotHold() {
        var home = home(1);
        var batch = batch("100000");
        allocate(batch, home, tariff("SHEEP_SOLD"), "20", null);
        var rate = funds.keep(tariff("SHEEP_SOLD"));
        var twice = line(home, null, rate, "2026", computed("SHEEP_SOLD", "20"));
        var owner = JdbcClient.create(database.owner());
        owner.sql("alter table app.fund_line disable trigger fund_line_fits").update();
        try {
            assertThatCode(() -> funds.add(batch, twice, clerk)).doesNotThrowAnyException();
        } finally {
            owner.sql("alter table app.fund_line enable trigger fund_line_fits").update();
        }
        assertThatThrownBy(() -> funds.add(batch, twice, clerk)).hasMessageContaining("超过年度上限");
    }

    @Test
    void whatWasUsedUpGoesWithThePeopleToBothPartsOfASplit() {
        var whole = home(4);
        var batch = batch("100000");
        allocate(batch, whole, tariff("CATTLE_SOLD"), "2", null);
        var part = home(0);
        whole.moves(whole.members.get(3), part);
        assertThat(allocate(batch, part, tariff("CATTLE_SOLD"), "2", null)).isZero();
        assertThat(allocate(batch, whole, tariff("CATTLE_SOLD"), "2", null)).isZero();
        assertThat(allocate(batch, home(1), tariff("CATTLE_SOLD"), "2", null))
                .as("a household that had nothing to do with it")
                .isEqualTo("2000.00");
    }

    @Test
    void aPupilIsPaidOneYearWhateverTheStageAndTheSource() {
        var home = home(2);
        var pupil = home.members.get(1);
        assertThat(allocate(batch("10000"), home, tariff("JUNIOR_MIDDLE"), "0.5", pupil))
                .isEqualTo("1400.00");
        assertThat(allocate(batch("10000"), home, tariff("SENIOR_MIDDLE"), "1", pupil))
                .as("from another source, the other semester")
                .isEqualTo("1500.00");
        assertThat(allocate(batch("10000"), home, tariff("SENIOR_MIDDLE"), "0.5", pupil))
                .isZero();
        assertThat(allocate(batch("10000"), home, tariff("PRIMARY_SCHOOL"), "1", home.members.get(0)))
                .isEqualTo("2500.00");
    }

    @Test
    void aMeasureWithoutTariffIsFundedOnceUpToItsPlan() {
        var home = home(1);
        var other = home(1);
        var owner = JdbcClient.create(database.owner());
        owner.sql("update app.assistance_measure set amount = 3000 where id = ?")
                .param(home.measure)
                .update();
        var first = batch("10000");
        funds.add(first, plain(home, "2000"), clerk);
        assertThatThrownBy(() -> funds.add(batch("10000"), plain(home, "1000.01"), clerk))
                .hasMessageContaining("不能重复补助");
        assertThatCode(() -> funds.add(batch("10000"), plain(home, "1000.00"), clerk))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> funds.add(first, plain(other, "1.00"), clerk))
                .as("a plan without an amount is no zero")
                .hasMessageContaining("没有确定金额");
    }

    private static Funds.NewLine plain(MonitoredHome home, String amount) {
        return new Funds.NewLine(
                home.measure, home.id, null, home.members.get(0), null, null, null, new BigDecimal(amount));
    }

    @Test
    void noCentMoreAndNoYuanOverTheBudget() {
        var home = home(1);
        var rate = funds.keep(tariff("SHEEP_SOLD"));
        var right = computed("SHEEP_SOLD", "3");
        var wrong = new Subsidy.Computed(
                right.tariff(),
                right.asked(),
                right.units(),
                null,
                right.amount().add(new BigDecimal("0.01")));
        assertThatThrownBy(() -> funds.add(batch("1000"), line(home, null, rate, "2026", wrong), clerk))
                .hasMessageContaining("金额与补助标准不符");
        assertThatThrownBy(() -> funds.add(batch("299.99"), line(home, null, rate, "2026", right), clerk))
                .hasMessageContaining("超过本批资金总额");
    }

    private Map<NoticeLevel, List<UUID>> photographs() {
        return Map.of(
                NoticeLevel.VILLAGE, List.of(UUID.randomUUID()),
                NoticeLevel.TOWN, List.of(UUID.randomUUID()),
                NoticeLevel.COUNTY, List.of(UUID.randomUUID()));
    }

    private UUID publish(UUID batch) {
        return Objects.requireNonNull(
                transaction.execute(status -> funds.publish(batch, null, "榜", "榜", photographs(), clerk)));
    }

    private void close(UUID notice) {
        transaction.executeWithoutResult(status -> funds.close(notice, true, photographs(), clerk));
    }

    private void pay(UUID batch, String amount, Actor actor) {
        var line = funds.find(batch).orElseThrow().lines().get(0).id();
        var today = jdbc.sql("select (app.legal_now() at time zone 'Asia/Shanghai')::date")
                .query(LocalDate.class)
                .single();
        funds.pay(line, new BigDecimal(amount), today, "凭证1", List.of(UUID.randomUUID()), actor);
    }

    @Test
    void nothingIsPaidBeforeItWasPostedOnThreeLevelsAndAccepted() {
        var home = home(2);
        var batch = batch("100000");
        allocate(batch, home, tariff("SHEEP_SOLD"), "20", null);
        assertThatThrownBy(() -> pay(batch, "2000", finance)).hasMessageContaining("没有公示期满");
        var incomplete = Map.of(NoticeLevel.TOWN, List.of(UUID.randomUUID()));
        assertThatThrownBy(() -> transaction.execute(status -> funds.publish(batch, null, "榜", "榜", incomplete, clerk)))
                .as("one level is not three")
                .hasMessageContaining("缺少张贴起始照片");
        var notice = publish(batch);
        assertThat(funds.find(batch).orElseThrow().notice().orElseThrow().levels())
                .containsExactlyInAnyOrder(NoticeLevel.values());
        assertThatThrownBy(() -> close(notice)).hasMessageContaining("公示期未满");
        assertThatThrownBy(() -> allocate(batch, home(1), tariff("SHEEP_SOLD"), "1", null))
                .hasMessageContaining("已公示");
        daysPass(10);
        close(notice);
        assertThatThrownBy(() -> pay(batch, "2000", finance)).hasMessageContaining("没有验收合格");
        home.delivered(18, 18);
        assertThatThrownBy(() -> pay(batch, "2000", finance))
                .as("18 were accepted")
                .hasMessageContaining("应发放1800");
        assertThatThrownBy(() -> pay(batch, "1800", clerk)).hasMessageContaining("另一人");
        pay(batch, "1800", finance);
        assertThatThrownBy(() -> pay(batch, "1800", finance)).as("twice").isInstanceOf(RuntimeException.class);
        assertThat(funds.find(batch).orElseThrow().paid()).isEqualTo("1800.00");
    }

    @Test
    void theDeadAndForeignAccountsAreNotPaid() {
        var home = home(2);
        var batch = batch("100000");
        allocate(batch, home, tariff("SHEEP_SOLD"), "20", null);
        var notice = publish(batch);
        daysPass(10);
        close(notice);
        home.delivered(20, 20);
        jdbc.sql("update app.household set account = null, account_hash = null where id = ?")
                .param(home.id.value())
                .update();
        assertThatThrownBy(() -> pay(batch, "2000", finance)).hasMessageContaining("不是本户登记的账户");
        jdbc.sql("update app.household set account = 'x', account_hash = 'y' where id = ?")
                .param(home.id.value())
                .update();
        jdbc.sql("update app.household_member set died_on = '2026-05-01' where id = ?")
                .param(home.members.get(0).value())
                .update();
        assertThatThrownBy(() -> pay(batch, "2000", finance)).hasMessageContaining("健在");
    }

    @Test
    void anObjectionFreezesTheBatchAndSomebodyElseAnswersIt() {
        var home = home(1);
        var batch = batch("100000");
        allocate(batch, home, tariff("SHEEP_SOLD"), "20", null);
        var line = funds.find(batch).orElseThrow().lines().get(0).id();
        var notice = publish(batch);
        var today = jdbc.sql("select (app.legal_now() at time zone 'Asia/Shanghai')::date")
                .query(LocalDate.class)
                .single();
        var objection = funds.object(notice, line, "来访", "没有养羊", today, clerk);
        daysPass(10);
        assertThatThrownBy(() -> close(notice)).hasMessageContaining("有未答复的异议");
        assertThatThrownBy(() -> funds.answer(objection, "DISMISSED", "属实", clerk))
                .hasMessageContaining("不能核查");
        funds.answer(objection, "LINE_WITHDRAWN", "确实没有养羊", finance);
        funds.withdraw(line, "异议成立", finance);
        close(notice);
        home.delivered(20, 20);
        assertThatThrownBy(() -> pay(batch, "2000", finance)).hasMessageContaining("撤下");
        assertThat(funds.capLeft(funds.keep(tariff("SHEEP_SOLD")), "2026", home.id, null))
                .as("what was not paid uses up nothing")
                .isEqualByComparingTo("20");
    }

    @Test
    void nothingOfItIsChangedOrDeleted() {
        batch("1");
        for (var table : List.of("fund_batch", "fund_line", "measure_payment", "tariff_rate")) {
            assertThatThrownBy(() -> jdbc.sql("delete from app." + table).update())
                    .hasStackTraceContaining("permission denied");
        }
        assertThatThrownBy(() -> jdbc.sql("insert into app.fund_line_person values (gen_random_uuid(), 'x')")
                        .update())
                .hasStackTraceContaining("permission denied");
    }

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, 12).boxed();
    }

    /** Households claim, split, merge and take back: nobody is ever paid over a cap, and the sum is the rate times the units, to the cent. */
    @ParameterizedTest
    @MethodSource("seeds")
    void randomHistoriesNeverExceedACap(long seed) {
        var chance = new Random(seed);
        var homes = new ArrayList<MonitoredHome>();
        for (var n = 0; n < 3; n++) {
            homes.add(home(1 + chance.nextInt(3)));
        }
        var batch = batch("1000000");
        for (var step = 0; step < 14; step++) {
            var home = homes.get(chance.nextInt(homes.size()));
            switch (chance.nextInt(5)) {
                case 0 -> {
                    if (home.members.size() > 1) {
                        var to = chance.nextBoolean() ? home(0) : homes.get(chance.nextInt(homes.size()));
                        if (to != home) {
                            home.moves(home.members.get(home.members.size() - 1), to);
                            if (!homes.contains(to)) {
                                homes.add(to);
                            }
                        }
                    }
                }
                case 1 -> {
                    var standing = funds.find(batch).orElseThrow().standing();
                    if (!standing.isEmpty()) {
                        funds.withdraw(
                                standing.get(chance.nextInt(standing.size())).id(), "核减", clerk);
                    }
                }
                case 2 -> allocate(batch, home, tariff("CATTLE_SOLD"), "" + (1 + chance.nextInt(2)), null);
                default -> allocate(batch, home, tariff("SHEEP_SOLD"), "" + (1 + chance.nextInt(15)), null);
            }
        }
        for (var item : List.of("SHEEP_SOLD", "CATTLE_SOLD")) {
            var most = jdbc.sql("""
                            select coalesce(max(used), 0) from (select sum(l.units) as used from app.fund_line l
                              join app.tariff_rate r on r.id = l.rate_id join app.fund_line_person p on p.line_id = l.id
                              where l.batch_id = ? and r.item = ? and not exists (select from app.fund_line_withdrawal w where w.line_id = l.id)
                              group by p.identity_hash) as each
                            """).params(batch, item).query(BigDecimal.class).single();
            assertThat(most).isLessThanOrEqualTo(tariff(item).cap());
        }
        var sum = jdbc.sql("""
                        select coalesce(sum(r.rate * l.units), 0) from app.fund_line l join app.tariff_rate r on r.id = l.rate_id
                        where l.batch_id = ? and not exists (select from app.fund_line_withdrawal w where w.line_id = l.id)
                        """).param(batch).query(BigDecimal.class).single();
        assertThat(funds.find(batch).orElseThrow().allocated()).isEqualByComparingTo(sum);
    }
}
