package cn.bangfu.process.gateway.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumTest {

    private static @Nullable String sum(String sum, @Nullable String per, Map<String, @Nullable Object> values) {
        return Sum.parse(sum, per).of(values);
    }

    @Test
    void addsAndTakesAwayExactly() {
        assertThat(sum(
                        "crops + livestock - fodder",
                        null,
                        Map.of("crops", "0.10", "livestock", "0.2", "fodder", "1000")))
                .isEqualTo("-999.70");
    }

    @Test
    void whatIsNotFilledInCountsForNothing() {
        assertThat(sum("crops + livestock", null, Map.of("crops", ""))).isEqualTo("0.00");
        assertThat(sum("crops", null, Map.of("crops", "一千"))).isEqualTo("0.00");
    }

    @Test
    void dividesHalfAwayFromZero() {
        assertThat(sum("net", "people", Map.of("net", "100", "people", "3"))).isEqualTo("33.33");
        assertThat(sum("net", "people", Map.of("net", "0.05", "people", "2"))).isEqualTo("0.03");
        assertThat(sum("net", "people", Map.of("net", "-0.05", "people", "2"))).isEqualTo("-0.03");
    }

    @Test
    void dividesByTheRowsThatHaveAChoice() {
        var members = List.of(Map.of("counted", "YES"), Map.of("counted", "NO"), Map.of("counted", "YES"), Map.of());
        assertThat(sum("net", "members.counted = YES", Map.of("net", "15000", "members", members)))
                .isEqualTo("7500.00");
        assertThat(sum("net", "members.counted = YES", Map.of("net", "15000", "members", List.of())))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+ crops", "crops livestock", "crops * 2", "crops +"})
    void refusesWhatIsNoSum(String text) {
        assertThatThrownBy(() -> Sum.parse(text, null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static FormSchema form(String components) {
        return FormSchema.parse(
                ("{\"id\": \"trial\", \"components\": [" + components + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private static final String AMOUNT = """
            {"type": "textfield", "key": "crops", "label": "种植", "properties": {"kind": "money"}}""";
    private static final String SUM = """
            {"type": "textfield", "key": "total", "label": "合计", "readonly": true,
             "properties": {"kind": "money", "sum": "crops"}}""";

    @Test
    void theServersOwnSumIsKeptWhateverWasSent() {
        var check = form(AMOUNT + "," + SUM).check(Map.of("crops", "5000", "total", "99999"), Map.of());
        assertThat(check.fits()).isTrue();
        assertThat(check.values()).containsEntry("total", "5000.00");
    }

    @Test
    void aSumBuildsOnWhatStandsAboveIt() {
        assertThatThrownBy(() -> form(SUM + "," + AMOUNT)).isInstanceOf(IllegalForm.class);
    }

    @Test
    void aFormShowsWhatItAsksAndNothingElse() {
        var form = form("""
                {"type": "datetime", "subtype": "date", "key": "visitedOn", "dateLabel": "走访日期", "properties": {"opens": "today"}},
                {"type": "dynamiclist", "path": "members", "label": "成员", "components": [
                  {"type": "textfield", "key": "name", "label": "姓名"}]}""");
        var opening = new HashMap<String, @Nullable Object>();
        opening.put("head", "不在表上的人");
        opening.put("members", List.of(Map.of("name", "宝音", "identityNumber", "150699197203150018")));
        assertThat(form.shown(opening, LocalDate.of(2026, 11, 22)))
                .isEqualTo(Map.of("visitedOn", "2026-11-22", "members", List.of(Map.of("name", "宝音"))));
        opening.put("visitedOn", "2026-11-20");
        assertThat(form.shown(opening, LocalDate.of(2026, 11, 22))).containsEntry("visitedOn", "2026-11-20");
    }
}
