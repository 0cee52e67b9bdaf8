package cn.bangfu.process.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a process owner reads of a draft: a table row by row, a form field by field, a diagram step by step; nothing goes unsaid. */
class ModelChangesTest {

    private static final String TABLE = "monitoring-category.dmn";
    private static final String FORM = "review-in-village.form";
    private static final String DIAGRAM = "public-notice.bpmn";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<String> changes(String name, String after) {
        return ModelChanges.between(Optional.of(Shipped.file(name)), Shipped.file(name, after)).stream()
                .map(change -> change.kind().label() + " " + change.text())
                .toList();
    }

    // ---- tables

    private static String rule(String id) {
        var text = Shipped.text(TABLE);
        var from = text.indexOf("<rule id=\"" + id + "\"");
        return text.substring(from, text.indexOf("</rule>", from) + "</rule>".length());
    }

    @Test
    void aCellOfATableIsToldWithItsRowAndColumn() {
        var after = Shipped.text(TABLE)
                .replace(
                        rule("Rule_B1"),
                        rule("Rule_B1").replace("<text>\"UNSTABLE\"</text>", "<text>\"MANUAL\"</text>"));
        assertThat(changes(TABLE, after)).containsExactly("改动 第1行“建议”：“\"UNSTABLE\"”改为“\"MANUAL\"”");
    }

    @Test
    void rowsAreToldWithWhatStandsInThem() {
        var row = rule("Rule_B2");
        assertThat(changes(TABLE, Shipped.text(TABLE).replace(row, "")))
                .singleElement()
                .satisfies(said -> assertThat(said)
                        .startsWith("删去 原第2行：政策享受状态=\"ORDINARY\"，收入低于监测线=\"YES\"")
                        .contains("建议=\"MARGINAL\"", "（B2"));
        var another = row.replace("Rule_B2", "Rule_Own").replace("Cell_B2_", "Cell_Own_");
        assertThat(changes(TABLE, Shipped.text(TABLE).replace(row, row + another)))
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("新增 第3行：政策享受状态=\"ORDINARY\""));
        assertThat(changes(TABLE, Shipped.text(TABLE).replace(row, "").replace(rule("Rule_B1"), row + rule("Rule_B1"))))
                .containsExactly("改动 行的先后有变化");
    }

    @Test
    void whatATableAsksAndHowItDecidesIsTold() {
        assertThat(changes(TABLE, Shipped.text(TABLE).replace("hitPolicy=\"UNIQUE\"", "hitPolicy=\"FIRST\"")))
                .containsExactly("改动 命中方式：“UNIQUE”改为“FIRST”");
        assertThat(changes(TABLE, Shipped.text(TABLE).replace("<text>belowLine</text>", "<text>riskPresent</text>")))
                .containsExactly("改动 列“收入低于监测线”的其他设置");
        assertThat(changes(TABLE, Shipped.text(TABLE).replace("camunda:width=\"240\"", "camunda:width=\"300\"")))
                .containsExactly("改动 只改了图形位置、说明或书写，办理方式没有变化");
    }

    // ---- forms

    private static Optional<ObjectNode> field(JsonNode parent, String key) {
        for (var component : parent.path("components")) {
            var found = key.equals(component.path("key").asText())
                    ? Optional.of((ObjectNode) component)
                    : field(component, key);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<String> changed(String key, Consumer<ObjectNode> edit) throws IOException {
        var form = JSON.readTree(Shipped.text(FORM));
        edit.accept(field(form, key).orElseThrow());
        return changes(FORM, form.toString());
    }

    @Test
    void aFieldIsToldWithWhatItWasCalled() throws IOException {
        assertThat(changed("place", field -> field.put("label", "开会的地方")))
                .containsExactly("改动 一栏“地点”的名称：“地点”改为“开会的地方”");
        assertThat(changed("place", field -> field.withObject("/validate").put("maxLength", 77)))
                .singleElement()
                .satisfies(said -> assertThat(said).contains("最多字数", "改为“77”"));
        assertThat(changed("place", field -> field.put("description", "写清楚")))
                .singleElement()
                .satisfies(said -> assertThat(said).contains("“地点”的提示", "改为“写清楚”"));
        assertThat(changed("place", field -> field.putObject("conditional")
                        .put("hide", "=villageReviewResult = \"AGREED\"")))
                .singleElement()
                .satisfies(said -> assertThat(said).contains("什么时候不显示"));
        assertThat(changed("place", field -> field.withObject("/properties").put("opens", "today")))
                .containsExactly("改动 一栏“地点”的其他设置");
        assertThat(changed("place", field -> field.put("id", "Field_Other")))
                .containsExactly("改动 只改了图形位置、说明或书写，办理方式没有变化");
    }

    @Test
    void fieldsThatComeAndGoAreTold() throws IOException {
        var form = JSON.readTree(Shipped.text(FORM));
        var first = (com.fasterxml.jackson.databind.node.ArrayNode) form.get("components");
        first.addObject()
                .put("type", "textfield")
                .put("key", "weather")
                .put("label", "天气")
                .putObject("validate")
                .put("required", true);
        assertThat(changes(FORM, form.toString())).containsExactly("新增 新的一栏“天气”，一行文字，必填");
        var both = ModelChanges.between(Optional.of(Shipped.file(FORM, form.toString())), Shipped.file(FORM));
        assertThat(both).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.REMOVED);
            assertThat(change.text()).isEqualTo("一栏“天气”");
        });
        first.insert(0, first.remove(first.size() - 1));
        assertThat(changes(FORM, form.toString())).contains("新增 新的一栏“天气”，一行文字，必填");
    }

    // ---- diagrams

    private static List<String> drawn(String before, String after) {
        var text = Shipped.text(DIAGRAM);
        assertThat(text).contains(before);
        return changes(DIAGRAM, text.replace(before, after));
    }

    @Test
    void whatChangesAtAStepIsToldInWords() {
        assertThat(
                        drawn(
                                "name=\"公示结束\" camunda:formRef=\"close-notice\" camunda:formRefBinding=\"deployment\" camunda:candidateGroups=\"townClerk\"",
                                "name=\"公示结束\" camunda:formRef=\"close-notice\" camunda:formRefBinding=\"deployment\" camunda:candidateGroups=\"townHead\""))
                .containsExactly("改动 环节“公示结束”的办理岗位：“乡镇经办人”改为“乡镇负责人”");
        assertThat(drawn("name=\"deadline\" value=\"objectionLimit\"", "name=\"deadline\" value=\"townLimit\""))
                .containsExactly("改动 环节“核查异议”的时限：“异议核查时限（停总时限）”改为“乡镇审核时限”");
        assertThat(drawn("${noticeEnded}<", "${!nextNoticeLevel}<"))
                .singleElement()
                .satisfies(said -> assertThat(said).contains("条件", "“${noticeEnded}”改为“${!nextNoticeLevel}”"));
        assertThat(drawn(
                        "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${legalEnd}",
                        "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">2020-01-01"))
                .singleElement()
                .satisfies(said -> assertThat(said).contains("等待的时间", "2020-01-01"));
        assertThat(drawn("R3/PT10S", "R9/PT10S")).containsExactly("改动 等待“公示期满”的其他设置");
        assertThat(drawn("messageRef=\"Message_ObjectionRaised\"", "messageRef=\"Message_PosterCorrected\""))
                .containsExactly("改动 边界事件“有异议”的其他设置");
        assertThat(drawn("<bpmn:documentation>期满后拍照", "<bpmn:documentation>期满以后拍照"))
                .containsExactly("改动 只改了图形位置、说明或书写，办理方式没有变化");
    }
}
