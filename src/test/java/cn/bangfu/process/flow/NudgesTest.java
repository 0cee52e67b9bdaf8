package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.process.nudge.Nudges;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 催办: who reminds whom of what, how often, and where it is seen. */
@ApplicationTest
class NudgesTest {

    private static final String STATUS = "UserTask_SupplyPolicyStatus";
    private static final String VISIT = "UserTask_VisitHousehold";

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private Nudges nudges;

    private County county;

    @BeforeEach
    void people() {
        county = new County(port, officers, engine, database);
    }

    @AfterEach
    void timeIsNow() {
        county.timeIsNow();
    }

    private Browser signedIn(Role role, String division) {
        return new Browser(port).signIn(officers.hire(role, division).username(), TestOfficers.PASSWORD);
    }

    private Browser village() {
        return signedIn(Role.VILLAGE_CLERK, County.VILLAGE);
    }

    private Browser town() {
        return signedIn(Role.TOWN_CLERK, County.VILLAGE.substring(0, 9));
    }

    /** A case that waits for its home visit. */
    private String visitable(String head) {
        var caseId = county.opensCase(county.application(head, County.identityNumber(1962), "BUSINESS_FAILURE"));
        county.does(caseId, Role.COUNTY_CLERK, STATUS, Map.of("policyStatus", "ORDINARY"));
        assertThat(county.waitsAt(caseId)).contains(VISIT);
        return caseId;
    }

    private String task(String caseId) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .taskDefinitionKey(VISIT)
                .singleResult()
                .getId();
    }

    private void dueIn(String caseId, String moment) {
        var task =
                engine.getTaskService().createTaskQuery().taskId(task(caseId)).singleResult();
        task.setDueDate(Date.from(Instant.parse(moment)));
        engine.getTaskService().saveTask(task);
    }

    private long count(String sql, String caseId) {
        return Long.parseLong(county.one(sql, caseId));
    }

    private long nudges(String caseId) {
        return count("select count(*) from app.nudge where case_id = ?", caseId);
    }

    private static String nudged(Browser officer, Map<String, String> asked) {
        return shown(officer, officer.submit("/nudges", "/nudges", asked));
    }

    private static String shown(Browser officer, HttpResponse<String> reply) {
        assertThat(reply.statusCode()).isEqualTo(302);
        return officer.get(URI.create(reply.headers().firstValue("Location").orElseThrow())
                        .getPath())
                .body();
    }

    @Test
    void theTownRemindsAVillageOnceADay() {
        var caseId = visitable("催办一户");
        var page = "/cases/" + caseId;
        var town = town();
        assertThat(town.get(page).body()).contains("action=\"/nudges\"");
        var asked = Map.of("task", task(caseId), "case", caseId, "note", "请本周入户，电话13800138000");
        assertThat(nudged(town, asked)).contains("已催办1件", "镇", "请本周入户");
        // its office sees it: on the home page, on the page, on the form
        var village = village();
        assertThat(village.get("/").body()).contains("本单位被催办");
        assertThat(village.get("/nudges").body()).contains("催办一户", "请本周入户").doesNotContain("13800138000");
        var form = county.official(Role.VILLAGE_CLERK).form(caseId, VISIT);
        assertThat(form.at("/summary/0/label").asText()).isEqualTo("催办");
        assertThat(form.at("/summary/0/value").asText()).contains("催办：请本周入户").doesNotContain("13800138000");
        // who nudges again today is told so, from above as well; nobody is flooded
        assertThat(nudged(town, asked)).contains("没有催办", "一件事一天只催一次");
        var above = signedIn(Role.COUNTY_HEAD, "150625");
        assertThat(nudged(above, asked)).contains("没有催办");
        assertThat(above.get(page).body()).doesNotContain("action=\"/nudges\"");
        assertThat(nudges(caseId)).isOne();
        county.daysPass(1);
        assertThat(nudged(above, Map.of("task", task(caseId)))).contains("已催办1件");
        assertThat(nudges(caseId)).isEqualTo(2);
        // it is on the trail and in the auditor's timeline
        assertThat(count("select count(*) from app.trail_event where action = 'task.nudged' and case_id = ?", caseId))
                .isEqualTo(2);
        var read =
                signedIn(Role.AUDITOR, "150625").get("/audit/cases/" + caseId).body();
        assertThat(read).contains("催办“入户核实”（", " 嘎查村级信息员）", "请本周入户").doesNotContain("13800138000", "嘎查嘎查");
        assertThat(village.get(page).body()).contains("催办“入户核实”（").doesNotContain("嘎查嘎查");
        // done: nobody is reminded of it any more
        county.does(caseId, Role.VILLAGE_CLERK, VISIT, Map.of("mainRisk", "BUSINESS_FAILURE"));
        assertThat(village.get("/nudges").body()).doesNotContain("催办一户");
        assertThat(county.engineKnows(List.of("请本周入户"))).isEmpty();
    }

    @Test
    void onlyOfficesAboveRemind() {
        var caseId = visitable("不该催户");
        var asked = Map.of("task", task(caseId));
        for (var stranger : new Browser[] {
            signedIn(Role.TOWN_CLERK, "150625102"), signedIn(Role.TOWN_HEAD, "150625100"),
        }) {
            assertThat(nudged(stranger, asked)).contains("没有催办", "不由您催办");
            assertThat(stranger.get("/nudges?soon=true").body()).doesNotContain("不该催户");
        }
        for (var below : new Browser[] {
            village(),
            signedIn(Role.VILLAGE_CHAIR, County.VILLAGE),
            signedIn(Role.AUDITOR, "150625"),
            signedIn(Role.ADMINISTRATOR, "150625"),
            new Browser(port)
                    .signIn(officers.hire(Department.CIVIL_AFFAIRS, "150625").username(), TestOfficers.PASSWORD)
        }) {
            assertThat(below.submit("/", "/nudges", asked).statusCode()).isEqualTo(403);
        }
        assertThat(nudges(caseId)).isZero();
    }

    @Test
    void manyLateTasksAreRemindedOfAtOnce() {
        var first = visitable("超期甲户");
        var second = visitable("超期乙户");
        var intime = visitable("没到期户");
        for (var late : new String[] {first, second}) {
            dueIn(late, "2001-01-05T16:00:00Z");
        }
        var town = town();
        assertThat(town.get("/").body()).contains("下级超期未办");
        var page = town.get("/nudges").body();
        assertThat(page)
                .contains("超期甲户", "超期乙户", task(first), task(second), "已超期")
                .doesNotContain("没到期户");
        var reply = town.post(
                "/nudges",
                "application/x-www-form-urlencoded",
                ("task=" + task(first) + "&task=" + task(second) + "&task=gone&note=&_csrf=" + Browser.tokenIn(page))
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(shown(town, reply)).contains("已催办2件", "1件已经办完");
        assertThat(nudges(first) + nudges(second)).isEqualTo(2);
        assertThat(town.get("/nudges").body())
                .doesNotContain("value=\"" + task(first))
                .contains("今天已催");
        assertThat(nudges(intime)).isZero();
        assertThat(nudged(town, Map.of("note", "没有选"))).contains("请先选择");
    }

    @Test
    void theClockRemindsOnceWhenTheTimeHasPassed() {
        var late = visitable("到期户");
        var other = visitable("未到期户");
        dueIn(late, "2000-01-05T16:00:00Z");
        dueIn(other, "2199-01-05T16:00:00Z");
        assertThat(nudges.atDeadlines()).isPositive();
        nudges.atDeadlines();
        assertThat(nudges(late)).isOne();
        assertThat(nudges(other)).isZero();
        assertThat(county.official(Role.VILLAGE_CLERK)
                        .form(late, VISIT)
                        .at("/summary/0/value")
                        .asText())
                .contains("到期自动催办");
        assertThat(village().get("/cases/" + late).body()).contains("到期自动催办“入户核实”");
        // once a task, also on later days; but an office above may still remind
        county.daysPass(2);
        nudges.atDeadlines();
        assertThat(nudges(late)).isOne();
        assertThat(nudged(town(), Map.of("task", task(late)))).contains("已催办1件");
    }

    /** The rules are the database's as well. */
    @Test
    void theDatabaseKeepsEachNudgeOnceADay() {
        var caseId = visitable("重催户");
        town().submit("/", "/nudges", Map.of("task", task(caseId)));
        var app = JdbcClient.create(database.app());
        var again =
                "insert into app.nudge (task_id, case_id, element, step, office, at, on_day) select task_id, case_id, element, step,"
                        + " office, at - interval '3 days', on_day - 3 from app.nudge where case_id = ?::uuid";
        for (var refused : new String[] {
            again,
            "update app.nudge set note = 'x' where case_id = ?::uuid",
            "delete from app.nudge where case_id = ?::uuid"
        }) {
            assertThatThrownBy(() -> app.sql(refused).param(caseId).update())
                    .as(refused)
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(nudges(caseId)).isOne();
    }
}
