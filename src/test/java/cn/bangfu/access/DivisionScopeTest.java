package cn.bangfu.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.shared.DivisionCode;
import org.junit.jupiter.api.Test;

class DivisionScopeTest {

    private static final DivisionCode TOWN = new DivisionCode("150625100");
    private static final DivisionCode VILLAGE = new DivisionCode("150625100203");
    private static final DivisionCode OTHER_TOWN = new DivisionCode("150625101");

    @Test
    void aTownSeesItsVillagesAndNoOthers() {
        var scope = DivisionScope.of(TOWN);

        assertThat(scope.covers(VILLAGE)).isTrue();
        assertThat(scope.covers(TOWN)).isTrue();
        assertThat(scope.covers(OTHER_TOWN)).isFalse();
        assertThat(scope.covers(new DivisionCode("150625"))).isFalse();
    }

    @Test
    void whatLiesInAnotherAddsNothing() {
        assertThat(DivisionScope.of(VILLAGE, TOWN, OTHER_TOWN)).isEqualTo(DivisionScope.of(TOWN, OTHER_TOWN));
        assertThat(DivisionScope.of(VILLAGE, TOWN, OTHER_TOWN).sqlCondition("h.village"))
                .isEqualTo("(h.village like '150625100%' or h.village like '150625101%')");
    }

    @Test
    void whoHasNoPostSeesNothing() {
        assertThat(DivisionScope.nowhere().covers(VILLAGE)).isFalse();
        assertThat(DivisionScope.nowhere().sqlCondition("h.village")).isEqualTo("false");
    }
}
