package cn.bangfu.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HouseholdIncomeTest {

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    @Test
    void netIncomeIsWagesBusinessPropertyAndTransfersLessCosts() {
        var income = new HouseholdIncome(Map.of(
                IncomeKind.WAGES_AWAY, yuan("12000.00"),
                IncomeKind.LIVESTOCK, yuan("20000.00"),
                IncomeKind.GRASSLAND, yuan("1500.50"),
                IncomeKind.FODDER, yuan("9000.00"),
                IncomeKind.RENTED_GRASSLAND, yuan("2500.50")));
        assertThat(income.net()).isEqualTo(yuan("22000.00"));
        assertThat(income.perHead(3)).isEqualTo(yuan("7333.33"));
        assertThat(income.byGroup().get(IncomeKind.Group.COSTS)).isEqualTo(yuan("11500.50"));
    }

    @Test
    void aHerdThatCostMoreThanItBroughtGivesANegativeIncome() {
        var income =
                new HouseholdIncome(Map.of(IncomeKind.LIVESTOCK, yuan("1000.00"), IncomeKind.FODDER, yuan("4000.00")));
        assertThat(income.perHead(2)).isEqualTo(yuan("-1500.00"));
    }

    @Test
    void theWindowIsTheTwelveMonthsBeforeTheMonthOfApplication() {
        assertThat(HouseholdIncome.Window.before(LocalDate.of(2021, 6, 15)))
                .isEqualTo(new HouseholdIncome.Window(YearMonth.of(2020, 6), YearMonth.of(2021, 5)));
    }

    @Test
    void noLineIsNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HouseholdIncome(Map.of(IncomeKind.CROPS, yuan("-1.00"))));
    }

    @Test
    void reliefLessensTheExpenditureAndNeverTurnsItIntoIncome() {
        var rigid = new RigidExpenditure(
                yuan("90000.00"), yuan("0.00"), yuan("0.00"), yuan("0.00"), yuan("0.00"), yuan("85000.00"));
        assertThat(rigid.total()).isEqualTo(yuan("5000.00"));
        var overpaid = new RigidExpenditure(
                yuan("100.00"), yuan("0.00"), yuan("0.00"), yuan("0.00"), yuan("0.00"), yuan("500.00"));
        assertThat(overpaid.total()).isEqualTo(yuan("0.00"));
    }
}
