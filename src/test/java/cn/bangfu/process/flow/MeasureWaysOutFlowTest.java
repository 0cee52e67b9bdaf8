package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.assistance.FundBatch;
import cn.bangfu.assistance.FundOutcome;
import cn.bangfu.assistance.FundService;
import cn.bangfu.assistance.FundService.Demand;
import cn.bangfu.assistance.FundService.ObjectionResult;
import cn.bangfu.assistance.Funds;
import cn.bangfu.household.People;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.ObjectionKind;
import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A promised measure that is not delivered: dropped where another answers the risk, otherwise planned anew; money that is taken back. */
@ApplicationTest
class MeasureWaysOutFlowTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private FundService funds;

    @Autowired
    private Funds store;

    @Autowired
    private LegalClock clock;

    private County county;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    /** @param measures how many answer the one risk */
    private String promised(String head, int measures) {
        var caseId = Confirmed.household(county, head, "BUSINESS_FAILURE");
        county.does(
                caseId,
                Role.COUNTY_CLERK,
                "UserTask_WriteBackNationalNumber",
                Map.of("nationalNumber", "N" + caseId.substring(0, 8)));
        county.does(caseId, Role.TOWN_CLERK, "UserTask_NameResponsibleOfficer", Map.of("phone", "04770000001"));
        planned(caseId, measures);
        return caseId;
    }

    private void planned(String caseId, int measures) {
        var clerk = county.official(Role.TOWN_CLERK);
        var rows = (ArrayNode) clerk.get("/api/tasks/" + clerk.task(caseId, "UserTask_ProposePlan") + "/form")
                .body()
                .at("/values/measures");
        assertThat(rows).isNotEmpty();
        while (rows.size() < measures) {
            var another = (ObjectNode) rows.get(0).deepCopy();
            another.remove("measure");
            another.put("content", "另一项");
            rows.add(another);
        }
        county.does(
                caseId, Role.TOWN_CLERK, "UserTask_ProposePlan", Map.of("measures", rows, "householdAgrees", "YES"));
        for (var i = 0; i < measures; i++) {
            agriculture().does(caseId, "UserTask_AcceptMeasure", Map.of("accepted", "YES"));
            county.runJobs(caseId);
        }
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_HandOverPlan", Map.of("householdConfirms", "YES"));
    }

    private Official agriculture() {
        return county.department(Department.AGRICULTURE);
    }

    private void settled(String caseId, String how) {
        agriculture()
                .does(caseId, "UserTask_DeliverMeasure", Map.of("deliveryResult", "NOT_POSSIBLE", "reason", "今年已经发完。"));
        county.runJobs(caseId);
        county.does(caseId, Role.TOWN_HEAD, "UserTask_SettleMeasure", Map.of("settleResult", how));
    }

    @Test
    void oneThatIsNotNeededIsDropped() {
        var caseId = promised("不再落实户", 2);
        settled(caseId, "DROPPED");
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_DeliverMeasure");
    }

    @Test
    void aRiskWithoutMeasureIsPlannedAnew() {
        var caseId = promised("重新制定户", 1);
        settled(caseId, "AGAIN");
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_DeliverMeasure");
        settled(caseId, "DROPPED");
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_NameResponsibleOfficer");
        var swapped = county.official(Role.TOWN_CLERK)
                .tries(caseId, "UserTask_NameResponsibleOfficer", Map.of("name", "李接任", "phone", "04770000099"));
        assertThat(swapped.status()).isEqualTo(422);
        assertThat(swapped.body().toString())
                .as("another officer comes by a handover that both sign")
                .contains("现任帮扶责任人是", "办交接");
        var form = county.official(Role.TOWN_CLERK)
                .form(caseId, "UserTask_NameResponsibleOfficer")
                .findValue("values");
        assertThat(form.get("phone").asText()).isEqualTo("04770000001");
        assertThat(form.get("notRelative").asBoolean()).as("nothing to type").isTrue();
        assertThat(form.get("account").asText()).isEqualTo("无");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_NameResponsibleOfficer", Map.of());
        assertThat(county.one(
                        "select count(*)::text from app.responsible_officer o join app.identification_case c on c.household_id = o.household_id"
                                + " where c.id = ?",
                        caseId))
                .as("still the same term")
                .isEqualTo("1");
        planned(caseId, 1);
        assertThat(county.waitsAt(caseId)).as("of the new plan").containsExactly("UserTask_DeliverMeasure");
    }

    @Test
    void moneyThatAnObjectionTakesBackIsSettledByTheTown() {
        var caseId = promised("资金撤下户", 1);
        agriculture()
                .does(
                        caseId,
                        "UserTask_DeliverMeasure",
                        Map.of("deliveryResult", "DELIVERED", "quantity", "10", "unit", "只", "content", "出栏肉羊10只"));
        county.runJobs(caseId);
        county.does(
                caseId,
                Role.TOWN_CLERK,
                "UserTask_InspectDelivery",
                Map.of(
                        "inspectionPassed",
                        "YES",
                        "secondName",
                        "乌云",
                        "secondOffice",
                        "嘎查委员会",
                        "acceptedQuantity",
                        "10",
                        "fundsOwed",
                        "YES"));
        assertThat(county.waitsAt(caseId)).isEmpty();

        var clerk = actor(Role.COUNTY_CLERK);
        var batch =
                done(funds.open(new Funds.NewBatch("撤下试验批", "中央衔接资金", "杭财〔2026〕9号", new BigDecimal("100000")), clerk));
        done(funds.allocate(batch, List.of(new Demand(measure(caseId), "SHEEP_SOLD", BigDecimal.TEN, null)), clerk));
        done(funds.publish(batch, photographs(), clerk));
        var line = JdbcClient.create(database.owner())
                .sql("select id from app.fund_line where batch_id = ?")
                .param(batch)
                .query(UUID.class)
                .single();
        var said = new NewObjection(
                ObjectionKind.INCLUSION, ObjectionWay.VISIT, clock.today(), "他家今年没有出栏。", false, null, null);
        var first = done(funds.object(batch, line, said, actor(Role.VILLAGE_CLERK)));
        var second = done(funds.object(batch, line, said, actor(Role.VILLAGE_CLERK)));
        for (var objection : List.of(first, second)) {
            done(answered(batch, objection, ObjectionResult.LINE_WITHDRAWN, actor(Role.COUNTY_REVIEWER)));
        }
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_SettleMeasure");
    }

    private FundOutcome answered(UUID batch, UUID objection, ObjectionResult result, Actor actor) {
        return funds.answer(batch, objection, result, "看了圈舍和检疫证明。", "核查情况已经张贴。", actor);
    }

    private static final Pattern ROW = Pattern.compile("<option value=\"([a-z2-7]{26})\"");

    private HttpResponse<String> objects(String code, Map<String, String> said) {
        var typed = new HashMap<>(Map.of("id", UUID.randomUUID().toString(), "named", "false", "row", ""));
        typed.putAll(said);
        return new Browser(port).post("/public/funds/" + code + "/objection", typed);
    }

    private static String receipt(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(302);
        return reply.headers().firstValue("Location").orElseThrow().replaceAll("^https?://[^/]+", "");
    }

    @Test
    void anybodyObjectsToAnAllocationOnItsPublicPageAndHoldsIt() {
        var caseId = promised("公示异议户", 1);
        var clerk = actor(Role.COUNTY_CLERK);
        var batch =
                done(funds.open(new Funds.NewBatch("网上异议批", "中央衔接资金", "杭财〔2026〕8号", new BigDecimal("100000")), clerk));
        done(funds.allocate(batch, List.of(new Demand(measure(caseId), "SHEEP_SOLD", BigDecimal.TEN, null)), clerk));
        done(funds.publish(batch, photographs(), clerk));
        var code = JdbcClient.create(database.owner())
                .sql("select code from app.fund_notice where batch_id = ?")
                .param(batch)
                .query(String.class)
                .single();
        var anybody = new Browser(port);
        assertThat(anybody.get("/public/funds/" + code).body()).contains("还没有收到异议", "提出异议");
        var form = anybody.get("/public/funds/" + code + "/objection").body();
        assertThat(form)
                .contains("公***户", "肉羊出栏补贴", "整张榜")
                .doesNotContain("公示异议户", measure(caseId).toString());
        var row = ROW.matcher(form);
        assertThat(row.find()).isTrue();

        assertThat(objects(code, Map.of("text", " ")).statusCode()).isEqualTo(422);
        assertThat(objects(code, Map.of("text", "x", "row", PublicCode.random().value()))
                        .body())
                .contains("这一户已经不在公示榜上");
        var id = UUID.randomUUID().toString();
        var sheep = Map.of("id", id, "row", row.group(1), "text", "他家没有养羊。");
        var first = receipt(objects(code, sheep));
        assertThat(receipt(objects(code, sheep))).as("sent twice").isEqualTo(first);
        assertThat(anybody.get(first).body())
                .contains("分配给某一户的资金", "正在核查，答复以前不发放", "不留名")
                .doesNotContain("没有养羊");
        var named = receipt(objects(code, Map.of("text", "合计算错了。", "named", "true", "name", "李四")));
        var same = Stream.generate(() -> receipt(objects(code, Map.of("row", row.group(1), "text", "他家没有，养羊"))))
                .limit(3)
                .toList();
        assertThat(anybody.get("/public/funds/" + code).body()).contains("已收到异议5件，其中5件正在核查，答复以前不发放");

        var reviewer = signedIn(Role.COUNTY_REVIEWER).get("/funds/" + batch).body();
        assertThat(reviewer)
                .contains("他家没有养羊。", "合计算错了。", "实名 李四", "匿名意见共3件，一并答复")
                .contains("有异议待答复");
        assertThat(signedIn(Role.COUNTY_REVIEWER).get("/").body()).contains("资金公示有异议待答复");
        assertThat(signedIn(Role.VILLAGE_CLERK).get("/funds/" + batch).body())
                .contains("有异议5件正在核查")
                .doesNotContain("没有养羊", "李四");

        county.daysPass(10);
        assertThat(anybody.get("/public/funds/" + code + "/objection").statusCode())
                .isEqualTo(404);
        assertThat(objects(code, Map.of("text", "太晚了")).statusCode()).isEqualTo(404);
        assertThat(funds.close(batch, photographs(), clerk).toString()).contains("有未答复的异议");
        var open = funds(batch);
        assertThat(open).as("one by one, and those of a kind together").hasSize(3);
        assertThat(answered(batch, open.get(0), ObjectionResult.DISMISSED, clerk)
                        .toString())
                .contains("岗位分离");
        var investigator = actor(Role.COUNTY_REVIEWER);
        assertThat(answered(batch, open.get(1), ObjectionResult.CORRECTED, investigator)
                        .toString())
                .contains("请先答复其余的异议");
        open.forEach(one -> done(answered(batch, one, ObjectionResult.DISMISSED, investigator)));
        for (var receipt : List.of(first, named, same.get(0), same.get(2))) {
            assertThat(anybody.get(receipt).body())
                    .contains("已核查答复：不成立", "核查情况已经张贴。")
                    .doesNotContain("看了圈舍");
        }
        done(funds.close(batch, photographs(), clerk));
    }

    /** What is to be answered. */
    private List<UUID> funds(UUID batch) {
        return store.find(batch).orElseThrow().notice().orElseThrow().objections().stream()
                .map(FundBatch.Objection::id)
                .toList();
    }

    private Browser signedIn(Role role) {
        return new Browser(port).signIn(county.official(role).username(), TestOfficers.PASSWORD);
    }

    private static Actor actor(Role role) {
        return People.actor(
                role,
                switch (role.level()) {
                    case VILLAGE -> County.VILLAGE;
                    case TOWN -> County.VILLAGE.substring(0, 9);
                    case COUNTY -> County.VILLAGE.substring(0, 6);
                });
    }

    private static UUID done(FundOutcome outcome) {
        assertThat(outcome).isInstanceOf(FundOutcome.Done.class);
        return ((FundOutcome.Done) outcome).id();
    }

    private Map<NoticeLevel, List<UUID>> photographs() {
        var photographs = new EnumMap<NoticeLevel, List<UUID>>(NoticeLevel.class);
        for (var level : NoticeLevel.values()) {
            photographs.put(
                    level,
                    List.of(UUID.fromString(county.official(Role.COUNTY_CLERK).photograph())));
        }
        return photographs;
    }

    private UUID measure(String caseId) {
        return UUID.fromString(county.one(
                "select m.id::text from app.assistance_measure m join app.assistance_plan p on p.id = m.plan_id"
                        + " join app.monitored_household h on h.id = p.monitored_id"
                        + " join app.identification_case c on c.household_id = h.household_id where c.id = ?",
                caseId));
    }
}
