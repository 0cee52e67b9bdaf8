package cn.bangfu.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.testing.DecisionFiles;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each row of {@code finding-weight.dmn}. */
class FindingWeightTest {

    private static final DecisionFiles TABLES = new DecisionFiles();
    private static final Set<String> TRIED = new TreeSet<>();

    @ParameterizedTest
    @CsvSource({
        "W1,VEHICLES,货运,HIGH", "W2,VEHICLES,农用,LOW", "W3,VEHICLES,非营运,MEDIUM", "W4,PROPERTY,住宅,HIGH",
        "W5,PROPERTY,车库,MEDIUM", "W6,ENTERPRISES,注销,", "W7,ENTERPRISES,存续,HIGH", "W8,PAYROLL,退休,MEDIUM",
        "W9,PAYROLL,在职,HIGH", "W10,MEDICAL,'',LOW", "W11,DISABILITY,一级,LOW", "W12,SUBSISTENCE,农村低保,LOW",
        "W13,EDUCATION,辍学,MEDIUM", "W14,HOUSING,D级,MEDIUM", "W15,HOUSING,B级,", "W16,DEATHS,'',HIGH"
    })
    void eachRowWeighsItsFact(String row, Register register, String attribute, FindingWeight weight) {
        var decision = TABLES.evaluate(
                DepartmentComparison.DECISION_KEY, Map.of("register", register.name(), "attribute", attribute));
        assertThat(decision.decidingRow().name()).isEqualTo(row);
        assertThat(decision.flag("finding")).isEqualTo(weight != null);
        if (weight != null) {
            assertThat(decision.outcome("weight", FindingWeight.class)).isEqualTo(weight);
        }
        TRIED.add(row);
    }

    @ParameterizedTest
    @EnumSource(Register.class)
    void nothingThatADepartmentMayWriteIsLeftUnweighed(Register register) {
        var decision = TABLES.evaluate(
                DepartmentComparison.DECISION_KEY, Map.of("register", register.name(), "attribute", "从未见过的写法"));
        assertThat(decision.rows()).isNotEmpty();
    }

    @Test
    void aFindingNeverRefusesByItself() {
        assertThat(TABLES.rules(DepartmentComparison.DECISION_KEY))
                .allSatisfy(rule -> assertThat(rule.getOutputEntries()).hasSize(2));
    }

    @AfterAll
    static void everyRowWasTried() {
        assertThat(TRIED).hasSameSizeAs(TABLES.rules(DepartmentComparison.DECISION_KEY));
    }
}
