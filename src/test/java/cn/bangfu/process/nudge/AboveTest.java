package cn.bangfu.process.nudge;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.shared.DivisionCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AboveTest {

    @ParameterizedTest
    @CsvSource({
        "150625101, villageClerk150625101205, true",
        "150625101, villageChair150625101200, true",
        "150625101, villageClerk150625102205, false",
        "150625101, townHead150625101, false",
        "150625101, departmentClerkCivilAffairs150625, false",
        "150625, villageClerk150625101205, true",
        "150625, townHead150625101, true",
        "150625, departmentClerkCivilAffairs150625, true",
        "150625, departmentClerkCivilAffairs150621, false",
        "150625, countyHead150625, false",
        "150625, recheckOfficer150625, false",
        "150625, villageClerk, false",
        "150625, , false"
    })
    void theTownStandsAboveItsVillagesTheCountyAboveBothAndItsDepartments(
            String division, String group, boolean reaches) {
        assertThat(Above.reaches(new DivisionCode(division), group == null ? "" : group))
                .isEqualTo(reaches);
    }
}
