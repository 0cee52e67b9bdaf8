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
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.ObjectionId;
import cn.bangfu.notice.ObjectionKind;
import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.notice.PublicCode;
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
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
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
    private BigDecimal allocate(
            UUID batch, MonitoredHome home, Tariff tariff, String units, @Nullable MemberId person) {
        return allocate(batch, home, tariff, units, person, DAY);
    }

    private BigDecimal allocate(
            UUID batch, MonitoredHome home, Tariff tariff, String units, @Nullable MemberId person, LocalDate day) {
        return Objects.requireNonNull(transaction.execute(status -> {
            funds.lock(COUNTY);
            var rate = funds.keep(tariff);
            var period = tariff.year().of(day);
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
        owner.sql("alter table app.assistance_measure disable trigger user").update();
        owner.sql("update app.assistance_measure set amount = 3000 where id = ?")
                .param(home.measure)
                .update();
        owner.sql("alter table app.assistance_measure enable trigger user").update();
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
        return Objects.requireNonNull(transaction.execute(
                status -> funds.publish(batch, null, PublicCode.random(), "榜", "榜", photographs(), clerk)));
    }

    private void close(UUID notice) {
        transaction.executeWithoutResult(status -> funds.close(notice, true, photographs(), clerk));
    }

    private void pay(UUID batch, String amount, Actor actor) {
        pay(funds.find(batch).orElseThrow().lines().get(0).id(), new BigDecimal(amount), actor);
    }

    private void pay(UUID line, BigDecimal amount) {
        pay(line, amount, finance);
    }

    private void pay(UUID line, BigDecimal amount, Actor actor) {
        var today = jdbc.sql("select (app.legal_now() at time zone 'Asia/Shanghai')::date")
                .query(LocalDate.class)
                .single();
        transaction.executeWithoutResult(status -> {
            funds.compared(line, List.of(), List.of(), null, actor);
            funds.pay(line, amount, today, "凭证1", List.of(UUID.randomUUID()), actor);
        });
    }

    @Test
    void nothingIsPaidBeforeItWasPostedOnThreeLevelsAndAccepted() {
        var home = home(2);
        var batch = batch("100000");
        allocate(batch, home, tariff("SHEEP_SOLD"), "20", null);
        assertThatThrownBy(() -> pay(batch, "2000", finance)).hasMessageContaining("没有公示期满");
        var incomplete = Map.of(NoticeLevel.TOWN, List.of(UUID.randomUUID()));
        assertThatThrownBy(() -> transaction.execute(
                        status -> funds.publish(batch, null, PublicCode.random(), "榜", "榜", incomplete, clerk)))
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
        var objection = UUID.randomUUID();
        var said = new NewObjection(ObjectionKind.INCLUSION, ObjectionWay.VISIT, today, "没有养羊", true, "李四", null);
        funds.object(new ObjectionId(objection), notice, line, PublicCode.random(), said, null, false, clerk);
        daysPass(10);
        assertThatThrownBy(() -> close(notice)).hasMessageContaining("有未答复的异议");
        assertThatThrownBy(() -> funds.answer(objection, "DISMISSED", "看了圈舍", "属实", clerk))
                .hasMessageContaining("不能核查");
        funds.answer(objection, "LINE_WITHDRAWN", "看了圈舍", "确实没有养羊", finance);
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

    @Test
    void aPlanMadeAnewDoesNotPayTheSameNeedAgain() {
        var home = home(1);
        home.planHandedOver();
        home.measure = home.promise(new BigDecimal("3000.00"), null);
        funds.add(batch("10000"), plain(home, "3000.00"), clerk);
        home.planHandedOver();
        home.measure = home.promise(new BigDecimal("3000.00"), null);
        assertThatThrownBy(() -> funds.add(batch("10000"), plain(home, "0.01"), clerk))
                .as("the next version of the plan, another source")
                .hasMessageContaining("不能重复补助");
        home.planHandedOver();
        home.measure = home.promise(new BigDecimal("5000.00"), null);
        assertThatThrownBy(() -> funds.add(batch("10000"), plain(home, "2000.01"), clerk))
                .hasMessageContaining("不能重复补助");
        assertThatCode(() -> funds.add(batch("10000"), plain(home, "2000.00"), clerk))
                .as("what the need grew by")
                .doesNotThrowAnyException();
    }

    @Test
    void whatThePlanPaidTheTariffDoesNotPayAgain() {
        var home = home(1);
        home.planHandedOver();
        home.measure = home.promise(new BigDecimal("2000.00"), null);
        funds.add(batch("10000"), plain(home, "2000.00"), clerk);
        assertThatThrownBy(() -> allocate(batch("10000"), home, tariff("SHEEP_SOLD"), "20", null))
                .hasMessageContaining("不能再按标准补助一次");
        var other = home(1);
        other.planHandedOver();
        other.measure = other.promise(new BigDecimal("2000.00"), null);
        allocate(batch("10000"), other, tariff("SHEEP_SOLD"), "15", null);
        assertThatThrownBy(() -> funds.add(batch("10000"), plain(other, "500.01"), clerk))
                .as("nor the plan what the tariff paid")
                .hasMessageContaining("不能重复补助");
    }

    @Test
    void aPremiumIsSubsidizedOnceAYearAndNotByTwoRowsOfTheTariff() {
        var lake = new DivisionCode("430971");
        var home = new MonitoredHome(jdbc, "430971100200", 2);
        home.measure = home.promise(null, null);
        var half = tariffs.find(lake, DAY, "MEDICAL_PREMIUM").orElseThrow();
        var whole = tariffs.find(lake, DAY, "TEKUN_MEDICAL_PREMIUM").orElseThrow();
        var source = funds.open(lake, new Funds.NewBatch("参保补贴", "区级资金", "大财〔2026〕1号", new BigDecimal("9999")), clerk);
        var person = home.members.get(1);
        var first = share(half, "400.01", home, person);
        assertThat(first.amount()).isEqualTo("200.01");
        funds.add(source, first, clerk);
        assertThatThrownBy(() -> funds.add(source, share(whole, "400.01", home, person), clerk))
                .hasMessageContaining("超过年度上限");
        assertThat(Subsidy.compute(whole, new BigDecimal("400.01"), BigDecimal.ZERO))
                .isInstanceOfSatisfying(Subsidy.Refused.class, refused -> assertThat(refused.message())
                        .contains("不能重复补助"));
        assertThatCode(() -> funds.add(source, share(half, "400.01", home, home.members.get(0)), clerk))
                .as("somebody else of the household")
                .doesNotThrowAnyException();
    }

    private Funds.NewLine share(Tariff tariff, String bill, MonitoredHome home, MemberId person) {
        var computed = (Subsidy.Computed) Subsidy.compute(tariff, new BigDecimal(bill), BigDecimal.ONE);
        return line(home, person, funds.keep(tariff), "2026", computed);
    }

    /** What must not be paid, each with what the database says; with the trigger off it would be. */
    static Stream<Arguments> payments() {
        return Stream.of(
                Arguments.of("before acceptance", (Consumer<Story>) story -> {}, "没有验收合格"),
                Arguments.of(
                        "to the dead",
                        (Consumer<Story>) story -> {
                            story.home().delivered(20, 20);
                            story.sql("update app.household_member set died_on = '2026-05-01' where household_id = ?");
                        },
                        "健在"),
                Arguments.of(
                        "to a foreign account",
                        (Consumer<Story>) story -> {
                            story.home().delivered(20, 20);
                            story.sql("update app.household set account_hash = 'other' where id = ?");
                        },
                        "不是本户登记的账户"),
                Arguments.of(
                        "to who stands in the list of the dead",
                        (Consumer<Story>) story -> {
                            story.home().delivered(20, 20);
                            story.home().listedAsDead(story.home().members.get(0));
                        },
                        "死亡登记"),
                Arguments.of(
                        "without a look at the lists",
                        (Consumer<Story>) story -> story.home().delivered(20, 20),
                        "没有与部门名单比对"),
                Arguments.of(
                        "what an upheld objection took out",
                        (Consumer<Story>) story -> {
                            story.home().delivered(20, 20);
                            story.withdraw().run();
                        },
                        "撤下"));
    }

    private record Story(JdbcClient jdbc, MonitoredHome home, Runnable withdraw) {
        void sql(String sql) {
            jdbc.sql(sql).param(home.id.value()).update();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payments")
    void withoutItsTriggerItWouldBePaid(String what, Consumer<Story> happens, String refusal) {
        var home = home(1);
        var batch = batch("100000");
        allocate(batch, home, tariff("SHEEP_SOLD"), "20", null);
        var line = funds.find(batch).orElseThrow().lines().get(0).id();
        var notice = publish(batch);
        daysPass(10);
        close(notice);
        happens.accept(new Story(jdbc, home, () -> funds.withdraw(line, "异议成立", clerk)));
        // What the application hands over is the account of the line's household as it was posted.
        assertThatThrownBy(() -> payDirectly(line, home)).hasMessageContaining(refusal);
        var owner = JdbcClient.create(database.owner());
        owner.sql("alter table app.measure_payment disable trigger payment_is_due")
                .update();
        try {
            assertThatCode(() -> payDirectly(line, home)).doesNotThrowAnyException();
        } finally {
            owner.sql("alter table app.measure_payment enable trigger payment_is_due")
                    .update();
        }
    }

    private void payDirectly(UUID line, MonitoredHome home) {
        jdbc.sql("""
                        insert into app.measure_payment (line_id, amount, paid_on, payee, account_hash, voucher, evidence, by_person, by_name, by_office)
                        values (?, 2000, (app.legal_now() at time zone 'Asia/Shanghai')::date, ?, ?, 'x', array[gen_random_uuid()], ?, '财政', '财政局')
                        """)
                .params(
                        line,
                        home.members.get(0).value(),
                        MonitoredHome.hash("account" + home.id),
                        finance.person().value())
                .update();
    }

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, 12).boxed();
    }

    /**
     * Households claim from two sources over two years, split, merge, are given new plans and have lines taken out; then everything is
     * posted and paid. Nobody is ever paid over a cap or twice, and the sum is what the tariff gives, to the cent.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void randomHistoriesNeverExceedACap(long seed) {
        var chance = new Random(seed);
        var homes = new ArrayList<MonitoredHome>();
        for (var n = 0; n < 3; n++) {
            homes.add(home(1 + chance.nextInt(3)));
        }
        var sources = List.of(batch("1000000"), batch("1000000"));
        for (var step = 0; step < 24; step++) {
            var home = homes.get(chance.nextInt(homes.size()));
            var batch = sources.get(chance.nextInt(2));
            var day = DAY.plusYears(chance.nextInt(2));
            if (home.members.isEmpty()) {
                continue;
            }
            switch (chance.nextInt(8)) {
                case 0 -> partOrJoin(home, homes, chance);
                case 1 -> {
                    var standing = funds.find(batch).orElseThrow().standing();
                    if (!standing.isEmpty()) {
                        funds.withdraw(
                                standing.get(chance.nextInt(standing.size())).id(), "核减", clerk);
                    }
                }
                case 2 -> {
                    home.planHandedOver();
                    home.measure = home.promise(
                            chance.nextBoolean() ? null : new BigDecimal(1000 + chance.nextInt(3000)), null);
                }
                case 3 -> orRefused(() -> funds.add(batch, plain(home, (1 + chance.nextInt(2000)) + ".37"), clerk));
                case 4 -> {
                    var stage = List.of("PRIMARY_SCHOOL", "JUNIOR_MIDDLE", "SENIOR_MIDDLE")
                            .get(chance.nextInt(3));
                    var pupil = home.members.get(chance.nextInt(home.members.size()));
                    orRefused(
                            () -> allocate(batch, home, tariff(stage), chance.nextBoolean() ? "1" : "0.5", pupil, day));
                }
                case 5 ->
                    orRefused(() ->
                            allocate(batch, home, tariff("CATTLE_SOLD"), "" + (1 + chance.nextInt(2)), null, day));
                default ->
                    orRefused(() ->
                            allocate(batch, home, tariff("SHEEP_SOLD"), "" + (1 + chance.nextInt(15)), null, day));
            }
        }
        nobodyIsOverACap(sources);
        noNeedIsPaidBeyondItsPlan(sources);
        everythingIsPaidOnce(sources, homes, chance);
    }

    private void partOrJoin(MonitoredHome home, List<MonitoredHome> homes, Random chance) {
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

    /** What the database refuses is a part of the history. */
    private static void orRefused(Runnable act) {
        try {
            act.run();
        } catch (DataIntegrityViolationException e) {
            assertThat(e).hasMessageMatching("(?s).*(不能重复补助|不能再按标准补助一次).*");
        }
    }

    private void nobodyIsOverACap(List<UUID> sources) {
        assertThat(jdbc.sql("""
                        select r.cap_group || ' ' || l.period || ': ' || sum(l.units) from app.fund_line l
                          join app.tariff_rate r on r.id = l.rate_id join app.fund_line_person p on p.line_id = l.id
                          where l.batch_id = any (?) and not exists (select from app.fund_line_withdrawal w where w.line_id = l.id)
                          group by r.cap_group, l.period, p.identity_hash having sum(l.units) > max(r.cap_units)
                        """)
                        .param(sources.toArray(UUID[]::new))
                        .query(String.class)
                        .list())
                .as("persons over a cap")
                .isEmpty();
        for (var source : sources) {
            var sum = jdbc.sql("""
                            select coalesce(sum(coalesce(r.rate * l.units, l.amount)), 0) from app.fund_line l
                            left join app.tariff_rate r on r.id = l.rate_id
                            where l.batch_id = ? and not exists (select from app.fund_line_withdrawal w where w.line_id = l.id)
                            """).param(source).query(BigDecimal.class).single();
            assertThat(funds.find(source).orElseThrow().allocated()).isEqualByComparingTo(sum);
        }
    }

    private void noNeedIsPaidBeyondItsPlan(List<UUID> sources) {
        assertThat(jdbc.sql("""
                        select p.monitored_id from app.fund_line l join app.assistance_measure m on m.id = l.measure_id
                          join app.assistance_plan p on p.id = m.plan_id
                          where l.batch_id = any (?) and not exists (select from app.fund_line_withdrawal w where w.line_id = l.id)
                          group by p.monitored_id having bool_or(l.rate_id is null) and sum(l.amount) > (select max(x.amount)
                            from app.assistance_measure x join app.assistance_plan q on q.id = x.plan_id where q.monitored_id = p.monitored_id)
                        """)
                        .param(sources.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list())
                .as("households paid beyond the plan")
                .isEmpty();
    }

    private void everythingIsPaidOnce(List<UUID> sources, List<MonitoredHome> homes, Random chance) {
        for (var source : sources) {
            if (!funds.find(source).orElseThrow().standing().isEmpty()) {
                var notice = publish(source);
                daysPass(10);
                close(notice);
            }
        }
        var measures = jdbc.sql("select distinct measure_id from app.fund_line where batch_id = any (?)")
                .param(sources.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
        for (var measure : measures) {
            homes.get(0).delivered(measure, 20, 1 + chance.nextInt(20));
        }
        var due = BigDecimal.ZERO;
        for (var source : sources) {
            for (var line : funds.find(source).orElseThrow().standing()) {
                var amount = Objects.requireNonNull(line.due());
                try {
                    pay(line.id(), amount);
                } catch (DataIntegrityViolationException e) {
                    assertThat(e).as("who has moved away since").hasMessageContaining("已离开本户");
                    continue;
                }
                due = due.add(amount);
                assertThatThrownBy(() -> pay(line.id(), amount)).as("twice").isInstanceOf(RuntimeException.class);
            }
        }
        var paid = jdbc.sql("""
                        select coalesce(sum(y.amount), 0) from app.measure_payment y join app.fund_line l on l.id = y.line_id
                        where l.batch_id = any (?)
                        """)
                .param(sources.toArray(UUID[]::new))
                .query(BigDecimal.class)
                .single();
        assertThat(paid).isEqualByComparingTo(due);
        assertThat(paid.scale()).isLessThanOrEqualTo(2);
    }
}
