package cn.bangfu.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.DecisionFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table of tariffs, and what is computed by it (rules.md 3). */
class TariffTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final BigDecimal ENOUGH = new BigDecimal("1000");

    private final DecisionFiles files = new DecisionFiles();
    private final Tariffs tariffs = new Tariffs(files);

    private Tariff tariff(String county, String item) {
        return tariffs.find(new DivisionCode(county), DAY, item).orElseThrow();
    }

    private static Subsidy.Computed computed(Subsidy subsidy) {
        assertThat(subsidy).isInstanceOf(Subsidy.Computed.class);
        return (Subsidy.Computed) subsidy;
    }

    private static String refused(Subsidy subsidy) {
        assertThat(subsidy).isInstanceOf(Subsidy.Refused.class);
        return ((Subsidy.Refused) subsidy).message();
    }

    // One line a row of the table: county, row, item, what is asked, what comes of it.
    @ParameterizedTest(name = "{1} {2}")
    @CsvSource({
        "150625, T1, SHEEP_SOLD, 20, 2000.00",
        "150625, T2, CATTLE_SOLD, 2, 2000.00",
        "150625, T3, PIGS_SOLD, 4, 2000.00",
        "150625, T4, KINDERGARTEN, 1, 3750.00",
        "150625, T5, PRIMARY_SCHOOL, 1, 2500.00",
        "150625, T6, JUNIOR_MIDDLE, 1, 2800.00",
        "150625, T7, SENIOR_MIDDLE, 1, 3000.00",
        "150625, T8, COLLEGE, 1, 4000.00",
        "440904, T18, TEKUN_MEDICAL_PREMIUM, 400.00, 400.00",
        "430971, T23, MEDICAL_PREMIUM, 400.01, 200.01",
        "430971, T24, TEKUN_MEDICAL_PREMIUM, 400.00, 400.00",
    })
    void aRowThatPays(String county, String row, String item, BigDecimal asked, String amount) {
        var tariff = tariff(county, item);
        assertThat(tariff.rule()).isEqualTo("tariff:1#" + row);
        assertThat(tariff.source()).containsPattern("依据：.*方案（F[014]）");
        assertThat(computed(Subsidy.compute(tariff, asked, ENOUGH)).amount()).isEqualTo(amount);
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource({
        "150625, T11, MEDICAL_PREMIUM, 本县代缴合作医疗保险费标准文件",
        "150625, T12, STABLE_EXIT_PREMIUM, 本县“脱贫保”代缴标准文件",
        "150625, T13, PENSION_PREMIUM, 本县养老保险代缴标准文件",
        "150625, T14, PENSION_LOAN, 本县养老保险一次性借款标准文件",
        "150625, T15, DISABILITY_LIVING, 本县困难残疾人生活补贴标准文件",
        "150625, T16, DISABILITY_CARE, 本县重度残疾人护理补贴标准文件",
        "150625, T17, HOUSEHOLD_INDUSTRY, 本县到户产业补贴标准文件",
        "440904, T19, DIBAO_MEDICAL_PREMIUM, 本区低保对象、低收入家庭参保定额资助标准文件",
        "440904, T20, SELF_PAY_RELIEF, 本区医疗救助自付部分补助比例文件",
        "440904, T21, PENSION_PREMIUM, 本区养老保险最低档次和代缴比例文件",
        "440904, T22, SCHOOLING_RELIEF, 本区学生资助标准文件",
        "430971, T27, TWO_EXEMPTIONS, 本区学生资助标准文件",
        "430971, T28, YULU_PLAN, 本区雨露计划补助标准文件",
        "430971, T29, STABLE_EXIT_PREMIUM, 本区稳定脱贫保险投保标准文件",
        "430971, T30, DIBAO, 本区低保标准文件",
    })
    void whatNoDocumentGivesIsNotComputed(String county, String row, String item, String paper) {
        var tariff = tariff(county, item);
        assertThat(tariff.rule()).isEqualTo("tariff:1#" + row);
        assertThat(tariff.rate()).isNull();
        assertThat(refused(Subsidy.compute(tariff, BigDecimal.ONE, ENOUGH))).contains("不能计算", paper);
    }

    @ParameterizedTest(name = "{1}: {3} of {2}, others have {4}")
    @CsvSource({
        "150625, CHRONIC_REIMBURSEMENT, 1000.00, 800.00, 0, ''",
        "150625, CHRONIC_REIMBURSEMENT, 1000.00, 799.99, 0, 0.01",
        "150625, SERIOUS_REIMBURSEMENT, 1000.00, 900.00, 0, ''",
        "150625, SERIOUS_REIMBURSEMENT, 1000.00, 800.00, 0, 100.00",
        "150625, SERIOUS_REIMBURSEMENT, 12345.67, 10000.00, 0, 1111.11",
        "430971, REIMBURSEMENT_RAISED, 1000.00, 700.00, 60, ''",
        "430971, REIMBURSEMENT_RAISED, 1000.00, 660.00, 60, 40.00",
        "430971, REIMBURSEMENT_RAISED, 1000.00, 950.00, 95, 50.00",
        "430971, DEDUCTIBLE_LOWERED, 7500.00, 0, 15000.00, ''",
        "430971, DEDUCTIBLE_LOWERED, 9000.00, 0, 15000.00, 1500.00",
    })
    void aReimbursementIsCheckedAndNeverPaid(
            String county, String item, BigDecimal base, BigDecimal reimbursed, BigDecimal before, String lacking) {
        var tariff = tariff(county, item);
        assertThat(refused(Subsidy.compute(tariff, BigDecimal.TEN, ENOUGH))).contains("提请医保局核补");
        var check = ReimbursementCheck.of(tariff, base, reimbursed, before);
        if (lacking.isEmpty()) {
            assertThat(check).isInstanceOf(ReimbursementCheck.Reached.class);
        } else {
            assertThat(check).isInstanceOfSatisfying(ReimbursementCheck.Request.class, request -> {
                assertThat(request.lacking()).isEqualTo(lacking);
                assertThat(request.message()).contains("提请医保局核补");
            });
        }
    }

    @Test
    void noRowIsLeftOut() {
        var tested = Stream.of("150625", "440904", "430971")
                .flatMap(county -> tariffs.of(new DivisionCode(county), DAY).stream())
                .map(tariff -> tariff.rule().substring("tariff:1#".length()))
                .toList();
        var rows = files.rules(Tariffs.TABLE).stream()
                .map(rule -> rule.getDescription().getTextContent().split(" ")[0])
                .toList();
        assertThat(tested).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(rows)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 30).mapToObj(n -> "T" + n).toList());
    }

    /** The town's guide works one through. */
    @Test
    void theGuidesReimbursementIsWhatIsAskedFor() throws IOException {
        var check = (ReimbursementCheck.Request) ReimbursementCheck.of(
                tariff("150625", "SERIOUS_REIMBURSEMENT"),
                new BigDecimal("12345.67"),
                new BigDecimal("10000"),
                BigDecimal.ZERO);
        assertThat(Files.readString(Path.of("docs/guide-town.md")))
                .contains("报销" + check.percent() + "%", "相差" + FundService.yuan(check.lacking()) + "元");
    }

    /** The example of the town's guide: 25 sheep, 3 cattle and 4 pigs sold in a year, no joint cap. */
    @Test
    void theThreeLivestockCapsStandSideBySide() {
        var total = BigDecimal.ZERO;
        for (var sold : new String[][] {{"SHEEP_SOLD", "25"}, {"CATTLE_SOLD", "3"}, {"PIGS_SOLD", "4"}}) {
            var tariff = tariff("150625", sold[0]);
            total = total.add(computed(Subsidy.compute(tariff, new BigDecimal(sold[1]), tariff.cap()))
                    .amount());
        }
        assertThat(total).isEqualTo("6000.00");
    }

    /** Figures of the town's guide: an example a row, its amount in the last cell. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "一年出栏肉羊25只, SHEEP_SOLD 25",
        "一年出栏肉牛3头, CATTLE_SOLD 3",
        "一年出栏生猪4口, PIGS_SOLD 4",
        "同一户三项都有, SHEEP_SOLD 25 CATTLE_SOLD 3 PIGS_SOLD 4",
        "幼儿园的孩子, KINDERGARTEN 1",
        "小学生, PRIMARY_SCHOOL 1",
        "初中生, JUNIOR_MIDDLE 1",
        "高中生（含职高）, SENIOR_MIDDLE 1",
        "大学专科、本科、研究生, COLLEGE 1",
        "初中升高中的孩子, JUNIOR_MIDDLE 0.5 SENIOR_MIDDLE 0.5",
    })
    void theGuidesExamplesAreWhatIsPaid(String example, String demands) throws IOException {
        var words = demands.split(" ");
        var total = BigDecimal.ZERO;
        for (var n = 0; n < words.length; n += 2) {
            var tariff = tariff("150625", words[n]);
            var asked = new BigDecimal(words[n + 1]);
            total = total.add(
                    computed(Subsidy.compute(tariff, asked, tariff.cap())).amount());
        }
        assertThat(Files.readAllLines(Path.of("docs/guide-town.md")))
                .filteredOn(line -> line.startsWith("| " + example))
                .singleElement()
                .asString()
                .endsWith(" " + FundService.yuan(total) + "元 |");
    }

    @Test
    void aYearOfJuniorAndSeniorMiddleIsHalfAndHalf() {
        var junior = computed(Subsidy.compute(tariff("150625", "JUNIOR_MIDDLE"), Subsidy.SEMESTER, BigDecimal.ONE));
        var senior = computed(Subsidy.compute(tariff("150625", "SENIOR_MIDDLE"), Subsidy.SEMESTER, Subsidy.SEMESTER));
        assertThat(junior.amount()).isEqualTo("1400.00");
        assertThat(senior.amount()).isEqualTo("1500.00");
        assertThat(tariff("150625", "JUNIOR_MIDDLE").capGroup())
                .as("one cap for all stages")
                .isEqualTo(tariff("150625", "SENIOR_MIDDLE").capGroup());
        assertThat(refused(Subsidy.compute(tariff("150625", "COLLEGE"), new BigDecimal("0.3"), BigDecimal.ONE)))
                .contains("0.5");
    }

    @Test
    void yearsBeginWhereTheTariffsYearBegins() {
        assertThat(tariff("150625", "SHEEP_SOLD").year().of(DAY)).isEqualTo("2026");
        assertThat(tariff("150625", "COLLEGE").year().of(DAY)).isEqualTo("2026-2027");
        assertThat(tariff("150625", "COLLEGE").year().of(LocalDate.of(2026, 8, 31)))
                .isEqualTo("2025-2026");
    }

    @Test
    void whomTheDocumentDoesNotNameTheCountyDecidesAbout() {
        var sheep = tariff("150625", "SHEEP_SOLD");
        assertThat(sheep.names(MonitoringCategory.MARGINAL, PolicyStatus.ORDINARY))
                .isTrue();
        assertThat(sheep.names(MonitoringCategory.UNSTABLE, PolicyStatus.FORMERLY_POOR_NOT_ENJOYING))
                .isTrue();
        assertThat(sheep.names(MonitoringCategory.SUDDEN_HARDSHIP, PolicyStatus.ORDINARY))
                .isFalse();
    }

    @Test
    void beforeItsDayATariffGivesNothing() {
        assertThat(tariffs.of(new DivisionCode("150625"), LocalDate.of(2020, 12, 31)))
                .isEmpty();
        assertThat(tariffs.of(new DivisionCode("110101"), DAY)).isEmpty();
    }

    static Stream<Long> seeds() {
        return new Random(20261121).longs(50).boxed();
    }

    /** However a year is cut into demands: never more than the cap, nothing lost below it, and the sum is exact to the cent. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aCapHoldsHoweverTheDemandsFall(long seed) {
        var chance = new Random(seed);
        for (var tariff : tariffs.of(new DivisionCode("150625"), DAY).stream()
                .filter(t -> t.method() == Tariff.Method.UNIT)
                .toList()) {
            var cap = java.util.Objects.requireNonNull(tariff.cap());
            var rate = java.util.Objects.requireNonNull(tariff.rate());
            var left = cap;
            var asked = BigDecimal.ZERO;
            var paid = BigDecimal.ZERO;
            for (var n = chance.nextInt(12); n > 0; n--) {
                var demand =
                        tariff.year() == Tariff.Year.SCHOOL ? Subsidy.SEMESTER : new BigDecimal(1 + chance.nextInt(9));
                asked = asked.add(demand);
                if (Subsidy.compute(tariff, demand, left) instanceof Subsidy.Computed part) {
                    var units = java.util.Objects.requireNonNull(part.units());
                    left = left.subtract(units);
                    paid = paid.add(part.amount());
                } else {
                    assertThat(left.signum()).isZero();
                }
            }
            assertThat(left.signum()).isNotNegative();
            assertThat(paid).isEqualByComparingTo(rate.multiply(asked.min(cap)));
            assertThat(paid.scale()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void everyItemOfACountyHasItsOwnCode() {
        for (var county : new String[] {"150625", "440904", "430971"}) {
            var items = tariffs.of(new DivisionCode(county), DAY);
            assertThat(items.stream().map(Tariff::item).collect(Collectors.toSet()))
                    .hasSameSizeAs(items);
        }
    }
}
