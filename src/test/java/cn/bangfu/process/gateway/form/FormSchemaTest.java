package cn.bangfu.process.gateway.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.shared.FieldError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormSchemaTest {

    private static final String PHOTO = "6f9619ff-8b86-4011-b42d-00cf4fc964ff";

    private static FormSchema form(String... components) {
        return FormSchema.parse(("{'id':'trial','type':'default','components':[" + String.join(",", components) + "]}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8));
    }

    private static final String NOTE =
            "{'type':'textfield','id':'f1','key':'note','label':'情况说明','validate':{'required':true,'minLength':2,'maxLength':5}}";

    private static FormCheck check(FormSchema form, Map<String, Object> answer) {
        return form.check(answer, Map.of());
    }

    private static List<String> messages(FormSchema form, Map<String, Object> answer) {
        return check(form, answer).errors().stream().map(FieldError::message).toList();
    }

    @Test
    void aFittingTextIsKeptTrimmed() {
        assertThat(check(form(NOTE), Map.of("note", " 房顶漏雨　")).values()).isEqualTo(Map.of("note", "房顶漏雨"));
    }

    @Test
    void saysInChineseWhatIsWrongWithAText() {
        assertThat(messages(form(NOTE), Map.of())).containsExactly("请填写“情况说明”");
        assertThat(messages(form(NOTE), Map.of("note", "　 "))).containsExactly("请填写“情况说明”");
        assertThat(messages(form(NOTE), Map.of("note", "漏"))).containsExactly("“情况说明”至少写2个字，现在有1个字");
        assertThat(messages(form(NOTE), Map.of("note", "房顶漏雨很久"))).containsExactly("“情况说明”最多5个字，现在有6个字，请缩短");
        assertThat(messages(form(NOTE), Map.of("note", 7L))).containsExactly("“情况说明”应为文字，请重新填写");
        assertThat(messages(form(NOTE), Map.of("note", List.of("房顶")))).hasSize(1);
        assertThat(messages(form(NOTE), Map.of("note", Map.of("a", "房顶")))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "房\u0000顶",
                "房\n顶",
                "房\u202e顶",
                "房\u2066顶",
                "房\u200b顶",
                "房\ud800顶",
                "房\u0085顶",
                "房\ufeff顶",
                "房\u200d顶"
            })
    void refusesCharactersThatHideOrTurnText(String text) {
        assertThat(messages(form(NOTE), Map.of("note", text))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"㛃𠮷", "ᠮᠣᠩᠭᠣ", "ᠮ\u200dᠣ", "买·艾", "a'<b>"})
    void welcomesRareAndMongolianLetters(String text) {
        assertThat(check(form(NOTE), Map.of("note", text)).errors()).isEmpty();
    }

    @Test
    void severalLinesAreForTextAreas() {
        var area = form("{'type':'textarea','id':'f1','key':'words','label':'原话','validate':{'maxLength':400}}");
        assertThat(check(area, Map.of("words", "一\r\n二\r三")).values()).containsEntry("words", "一\n二\n三");
    }

    @ParameterizedTest
    @CsvSource({"１２００．５０,1200.50", "'1,200.5',1200.5", "¥ 12 元,12", "'１，２００',1200", "0012,12", "12.,12"})
    void readsAmountsAsPeopleWriteThem(String typed, String kept) {
        var money = form("{'type':'textfield','id':'f','key':'pay','label':'自付','properties':{'kind':'money'},"
                + "'validate':{'pattern':'^\\\\d+(\\\\.\\\\d{1,2})?$','max':100000}}");
        var check = check(money, Map.of("pay", typed));
        assertThat(check.errors()).isEmpty();
        assertThat(check.values()).containsEntry("pay", kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.234", "一千", "1,2", "1e5", "100000.01", "12万"})
    void refusesWhatIsNoAmountOfTheField(String typed) {
        var money = form("{'type':'textfield','id':'f','key':'pay','label':'自付','properties':{'kind':'money'},"
                + "'validate':{'pattern':'^\\\\d+(\\\\.\\\\d{1,2})?$','max':100000}}");
        assertThat(messages(money, Map.of("pay", typed))).hasSize(1);
    }

    @Test
    void writesAnIdentityNumberAsItsPatternWantsIt() {
        var number = form(
                "{'type':'textfield','id':'f','key':'no','label':'证件号码','validate':{'pattern':'^\\\\d{17}[\\\\dX]$','maxLength':18}}");
        assertThat(check(number, Map.of("no", "１５０６９９ 19650528 426x")).values())
                .containsEntry("no", "15069919650528426X");
    }

    @Test
    void aRunawayPatternIsStopped() {
        var form = form("{'type':'textfield','id':'f','key':'a','label':'甲','validate':{'pattern':'^(a+)+$'}}");
        assertThat(messages(form, Map.of("a", "a".repeat(60) + "b"))).hasSize(1);
    }

    @Test
    void choicesMustStandInTheForm() {
        var form = form(
                "{'type':'radio','id':'a','key':'result','label':'结果','validate':{'required':true},'values':[{'label':'是','value':'YES'},{'label':'否','value':'NO'}]}",
                "{'type':'checklist','id':'b','key':'risks','label':'风险','values':[{'label':'因病','value':'ILLNESS'},{'label':'因学','value':'SCHOOLING'}]}",
                "{'type':'checkbox','id':'c','key':'sure','label':'承诺属实','validate':{'required':true}}");
        assertThat(check(form, Map.of("result", "YES", "risks", List.of("ILLNESS"), "sure", true))
                        .values())
                .isEqualTo(Map.of("result", "YES", "risks", List.of("ILLNESS"), "sure", true));
        assertThat(messages(form, Map.of())).containsExactly("请选择“结果”", "请勾选“承诺属实”");
        assertThat(messages(form, Map.of("result", "MAYBE", "risks", List.of("X"), "sure", "true")))
                .hasSize(3);
        assertThat(messages(form, Map.of("result", "YES", "risks", List.of("ILLNESS", "ILLNESS"), "sure", true)))
                .hasSize(1);
        assertThat(messages(form, Map.of("result", List.of("YES"), "risks", "ILLNESS", "sure", 1L)))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "2026/11/21", "21.11.2026", "0026-11-21", "2026-11-21T08:00"})
    void datesExist(String date) {
        var form = form("{'type':'datetime','subtype':'date','id':'d','key':'on','dateLabel':'日期'}");
        assertThat(messages(form, Map.of("on", date))).hasSize(1);
        assertThat(check(form, Map.of("on", "2024-02-29")).errors()).isEmpty();
    }

    @Test
    void evidenceIsAListOfIds() {
        var form = form("{'type':'evidence','id':'e','key':'photos','label':'照片','validate':{'required':true}}");
        var check = check(form, Map.of("photos", List.of(PHOTO)));
        assertThat(check.errors()).isEmpty();
        assertThat(check.evidence()).containsExactly(Map.entry(UUID.fromString(PHOTO), "photos"));
        assertThat(messages(form, Map.of("photos", List.of()))).containsExactly("请上传“照片”");
        assertThat(messages(form, Map.of("photos", List.of("../../etc/passwd"))))
                .hasSize(1);
        assertThat(messages(form, Map.of("photos", List.of(PHOTO, PHOTO)))).hasSize(1);
    }

    @Test
    void whatTheFormDoesNotAskIsRefused() {
        assertThat(check(form(NOTE), Map.of("note", "漏雨", "countyApproved", true))
                        .errors())
                .containsExactly(new FieldError("countyApproved", "表单里没有这一项，不能提交"));
    }

    private static final String[] DEPENDING = {
        "{'type':'radio','id':'a','key':'result','label':'结果','values':[{'label':'是','value':'YES'},{'label':'否','value':'NO'}]}",
        "{'type':'textfield','id':'b','key':'reason','label':'理由','validate':{'required':true},'conditional':{'hide':'=result != \\\"NO\\\"'}}"
    };

    @Test
    void aHiddenFieldIsNotAskedAndNotKept() {
        var form = form(DEPENDING);
        assertThat(messages(form, Map.of("result", "NO"))).containsExactly("请填写“理由”");
        assertThat(check(form, Map.of("result", "YES", "reason", "随便")).values())
                .isEqualTo(Map.of("result", "YES"));
    }

    @Test
    void aHiddenFieldCannotHideAnother() {
        var form = form(
                DEPENDING[0],
                "{'type':'checkbox','id':'c','key':'excused','label':'免填','conditional':{'hide':'=result != \\\"YES\\\"'}}",
                "{'type':'textfield','id':'b','key':'reason','label':'理由','validate':{'required':true},'conditional':{'hide':'=excused = true'}}");
        assertThat(messages(form, Map.of("result", "NO", "excused", true))).containsExactly("请填写“理由”");
        assertThat(messages(form, Map.of("result", "YES", "excused", true))).isEmpty();
    }

    @Test
    void readOnlyFieldsAreTheServersAndConditionsSeeThem() {
        var form = form(
                "{'type':'textfield','id':'a','key':'head','label':'户主','readonly':true}",
                "{'type':'textfield','id':'b','key':'why','label':'理由','validate':{'required':true},'conditional':{'hide':'=head = \\\"张三\\\"'}}");
        var check = form.check(Map.of("head", "李四"), Map.of("head", "张三"));
        assertThat(check.errors()).isEmpty();
        assertThat(check.values()).isEqualTo(Map.of("head", "张三"));
    }

    private static final String MEMBERS =
            "{'type':'dynamiclist','id':'l','path':'members','label':'家庭成员','allowAddRemove':false,'components':["
                    + "{'type':'textfield','id':'l0','key':'memberId','label':'成员','properties':{'kind':'reference'}},"
                    + "{'type':'textfield','id':'l1','key':'name','label':'姓名','readonly':true},"
                    + "{'type':'radio','id':'l2','key':'counted','label':'共享收支','validate':{'required':true},'values':[{'label':'是','value':'YES'},{'label':'否','value':'NO'}]},"
                    + "{'type':'textfield','id':'l3','key':'reason','label':'原因','validate':{'required':true},'conditional':{'hide':'=this.counted != \\\"NO\\\"'}}]}";

    private static final Map<String, Object> TWO_MEMBERS = Map.of(
            "members",
            List.of(
                    Map.of("memberId", "m1", "name", "张三", "householdKey", 7),
                    Map.of("memberId", "m2", "name", "李四", "householdKey", 8)));

    @Test
    void rowsThatTheServerGaveStayTheServers() {
        var answer = Map.<String, Object>of(
                "members",
                List.of(
                        Map.of("memberId", "m1", "name", "张三", "counted", "YES"),
                        Map.of("name", "李四", "counted", "NO", "reason", "参军")));
        var check = form(MEMBERS).check(answer, TWO_MEMBERS);
        assertThat(check.errors()).isEmpty();
        assertThat(check.values().get("members"))
                .isEqualTo(List.of(
                        Map.of("memberId", "m1", "name", "张三", "householdKey", 7, "counted", "YES"),
                        Map.of("memberId", "m2", "name", "李四", "householdKey", 8, "counted", "NO", "reason", "参军")));
    }

    @Test
    void aRowNamesItsFieldAndItsNumber() {
        var check = form(MEMBERS)
                .check(Map.of("members", List.of(Map.of("counted", "YES"), Map.of("counted", "NO"))), TWO_MEMBERS);
        assertThat(check.errors()).containsExactly(new FieldError("members[1].reason", "请填写“原因”"));
    }

    @Test
    void anAnswerToAnotherListOfMembersIsRefused() {
        var form = form(MEMBERS);
        for (var rows : List.of(
                List.of(Map.of("counted", "YES")),
                List.of(Map.of("memberId", "m2", "counted", "YES"), Map.of("memberId", "m1", "counted", "YES")),
                List.of(Map.of("name", "王五", "counted", "YES"), Map.of("counted", "YES")))) {
            assertThat(form.check(Map.of("members", rows), TWO_MEMBERS).errors())
                    .extracting(FieldError::message)
                    .containsExactly("“家庭成员”的名单在您填写期间有变化，请重新打开此事项核对后再提交");
        }
        assertThat(form.check(Map.of(), TWO_MEMBERS).errors())
                .extracting(FieldError::field)
                .containsExactly("members[0].counted", "members[1].counted");
    }

    @Test
    void inAListThatMayGrowRowsAreKnownByTheirReference() {
        var free = form(MEMBERS.replace(
                "'allowAddRemove':false", "'allowAddRemove':true,'properties':{'minRows':1,'maxRows':3}"));
        var check = free.check(
                Map.of("members", List.of(Map.of("memberId", "m2", "counted", "YES"), Map.of("counted", "YES"))),
                TWO_MEMBERS);
        assertThat(check.errors()).isEmpty();
        assertThat(check.values().get("members"))
                .isEqualTo(List.of(
                        Map.of("memberId", "m2", "name", "李四", "householdKey", 8, "counted", "YES"),
                        Map.of("counted", "YES")));
        var stranger = Map.of("memberId", "m9", "counted", "YES");
        assertThat(free.check(Map.of("members", List.of(stranger)), TWO_MEMBERS).errors())
                .hasSize(1);
        assertThat(free.check(Map.of(), TWO_MEMBERS).errors())
                .containsExactly(new FieldError("members", "“家庭成员”至少填写1行"));
        var many = List.of(
                Map.of("counted", "YES"), Map.of("counted", "YES"), Map.of("counted", "YES"), Map.of("counted", "YES"));
        assertThat(free.check(Map.of("members", many), TWO_MEMBERS).errors().get(0))
                .isEqualTo(new FieldError("members", "“家庭成员”最多3行，现在有4行"));
    }

    @Test
    void aGroupWithAPathHoldsItsFields() {
        var form = form("{'type':'group','id':'g','path':'house','label':'住房','components':[" + NOTE + "]}");
        assertThat(check(form, Map.of("house", Map.of("note", "漏雨"))).values())
                .isEqualTo(Map.of("house", Map.of("note", "漏雨")));
        assertThat(check(form, Map.of("house", Map.of("x", "漏雨", "note", "漏雨"))).errors())
                .containsExactly(new FieldError("house.x", "表单里没有这一项，不能提交"));
        assertThat(check(form, Map.of("house", "漏雨")).errors()).isNotEmpty();
        assertThat(check(form, Map.of("note", "漏雨")).errors()).isNotEmpty();
    }

    @Test
    void onlyFieldsMarkedSoRoute() {
        var form = form(
                "{'type':'radio','id':'a','key':'route','label':'去向','properties':{'routing':true},'values':[{'label':'是','value':'GO'}]}",
                "{'type':'checkbox','id':'b','key':'urgent','label':'加急','properties':{'routing':true}}",
                "{'type':'textfield','id':'c','key':'visits','label':'次数','properties':{'routing':true,'kind':'count'}}",
                NOTE);
        assertThat(check(form, Map.of("route", "GO", "urgent", true, "visits", "３", "note", "漏雨"))
                        .routing())
                .isEqualTo(Map.of("route", "GO", "urgent", true, "visits", 3));
        var none = new HashMap<String, Object>(Map.of("urgent", false));
        none.put("route", null);
        none.put("visits", null);
        assertThat(check(form, Map.of("note", "漏雨")).routing()).isEqualTo(none);
    }

    @Test
    void textsAreNeverRouting() {
        assertThatThrownBy(() ->
                        form("{'type':'textfield','id':'a','key':'name','label':'姓名','properties':{'routing':true}}"))
                .isInstanceOf(IllegalForm.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'number','id':'a','key':'n','label':'数'}",
                "{'type':'html','id':'a','content':'<b>'}",
                "{'type':'filepicker','id':'a','key':'n'}",
                "{'type':'expression','id':'a','key':'n','expression':'=1'}",
                "{'type':'textfield','id':'a','key':'有'}",
                "{'type':'textfield','id':'a','key':'n','validate':{'maxLength':'=limit'}}",
                "{'type':'textfield','id':'a','key':'n','validate':{'pattern':'('}}",
                "{'type':'textfield','id':'a','key':'n','conditional':{'hide':'=contains(a, \\\"b\\\")'}}",
                "{'type':'textfield','id':'a','key':'n','conditional':{'hide':'=a + 1 > 2'}}",
                "{'type':'textfield','id':'a','key':'n','conditional':{'hide':'=for x in a return x'}}",
                "{'type':'select','id':'a','key':'n','valuesExpression':'=a'}",
                "{'type':'select','id':'a','key':'n','values':[]}",
                "{'type':'datetime','subtype':'time','id':'a','key':'n'}",
                "{'type':'textfield','id':'a','key':'n'},{'type':'textfield','id':'b','key':'n'}"
            })
    void aFormThatCannotBeCheckedHereIsRefused(String component) {
        assertThatThrownBy(() -> form(component)).isInstanceOf(IllegalForm.class);
    }

    @Test
    void conditionsAreJudgedAsTheBrowserJudgesThem() {
        // Right column: form-js 1.23 (feelin's unary test), tried for each line.
        for (var line : List.of(
                "a = \"x\"|a=null|false",
                "a != \"x\"|a=null|true",
                "a = \"x\"||false",
                "a != \"x\"||true",
                "not(a = \"x\")|a=null|true",
                "not(a = \"x\")|a=x|false",
                "a = \"x\" or b = \"y\"|b=y|true",
                "a != \"x\" and b != \"y\"|b=|true",
                "a = true|a=null|false",
                "a = false|a=null|false",
                "a = null|a=null|true",
                "a = \"\"|a=|true",
                "a != true||true",
                "not(a = \"x\" or b = \"y\")|b=|true",
                "not(a = \"x\") and b = \"y\"|b=y|true",
                "this.k != \"x\"||true",
                "g.a != \"x\"||true",
                "a = \"x\" or a = \"y\"|a=y|true",
                "true||true")) {
            var parts = line.split("\\|", -1);
            var context = new HashMap<String, Object>();
            context.put("this", new HashMap<>());
            Arrays.stream(parts[1].split(";")).filter(p -> p.contains("=")).forEach(p -> {
                var pair = p.split("=", -1);
                context.put(pair[0], pair[1].equals("null") ? null : pair[1]);
            });
            assertThat(HideCondition.parse("f", "=" + parts[0]).holds(context))
                    .as(line)
                    .isEqualTo(Boolean.valueOf(parts[2]));
        }
    }

    @Test
    void openingValuesArePlainJson() {
        var opening = new HashMap<String, Object>();
        opening.put("on", LocalDate.of(2026, 11, 21));
        opening.put("pay", new BigDecimal("1200.50"));
        opening.put("rows", new ArrayList<>(List.of(Map.of("level", Thread.State.NEW))));
        opening.put("none", null);
        assertThat(FormJson.write(FormSchema.plain(opening)))
                .contains("\"on\":\"2026-11-21\"", "\"pay\":\"1200.50\"", "\"level\":\"NEW\"", "\"none\":null");
    }

    @Test
    void jsonIsBounded() {
        var deep = "[".repeat(100) + "]".repeat(100);
        assertThatThrownBy(() -> FormJson.read(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FormJson.read(new byte[FormJson.LIMIT + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FormJson.read("{\"a\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
