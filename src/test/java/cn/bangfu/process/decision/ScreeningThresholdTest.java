package cn.bangfu.process.decision;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.policy.RiskCause;
import cn.bangfu.screening.ScreeningService;
import cn.bangfu.testing.DecisionFiles;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of {@code screening-threshold.dmn}. */
class ScreeningThresholdTest {

    private static final DecisionFiles TABLES = new DecisionFiles();
    private static final Set<String> TRIED = new TreeSet<>();

    @ParameterizedTest
    @CsvSource({
        "S1,MEDICAL,2026,FORMERLY_POOR,20261121,ILLNESS,5000",
        "S2,MEDICAL,2026,ORDINARY,20261121,ILLNESS,20000",
        "S3,DISABILITY,二级,ORDINARY,20261121,DISABILITY,",
        "S8,DISABILITY,三级,ORDINARY,20261121,,",
        "S4,EDUCATION,已复学,ORDINARY,20261121,,",
        "S5,EDUCATION,辍学,ORDINARY,20261121,DROPOUT,",
        "S6,HOUSING,D级,ORDINARY,20261121,HOUSING,",
        "S8,HOUSING,B级,ORDINARY,20261121,,",
        "S7,SUBSISTENCE,退出,ORDINARY,20261121,OTHER,",
        "S8,SUBSISTENCE,农村低保,ORDINARY,20261121,,",
        "S8,MEDICAL,2019,ORDINARY,20191231,,"
    })
    void eachRowSaysWhatIsAClue(
            String row, String register, String attribute, String type, int day, RiskCause cause, BigDecimal over) {
        var decision = TABLES.evaluate(
                ScreeningService.DECISION_KEY,
                Map.of(
                        "county", "150625",
                        "day", day,
                        "register", register,
                        "attribute", attribute,
                        "registrationType", type));
        assertThat(decision.decidingRow().name()).isEqualTo(row);
        assertThat(decision.flag("clue")).isEqualTo(cause != null);
        if (cause != null) {
            assertThat(decision.outcome("cause", RiskCause.class)).isEqualTo(cause);
            var told = decision.decidingRow().outputs().get("over");
            assertThat(told == null ? null : new BigDecimal(told.toString()))
                    .usingComparator(java.util.Comparator.nullsFirst(java.util.Comparator.<BigDecimal>naturalOrder()))
                    .isEqualTo(over);
        }
        TRIED.add(row);
    }

    @AfterAll
    static void everyRowWasTried() {
        assertThat(TRIED).hasSameSizeAs(TABLES.rules(ScreeningService.DECISION_KEY));
    }
}
