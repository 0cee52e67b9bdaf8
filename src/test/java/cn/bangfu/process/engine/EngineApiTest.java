package cn.bangfu.process.engine;

import static cn.bangfu.process.engine.TrialBrowser.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.shared.CaseId;
import cn.bangfu.testing.ApplicationTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.password.PasswordEncoder;

/** From the browser to the engine and back: sign-in, gate, CSRF, interception, cards, error texts. */
@ApplicationTest
class EngineApiTest {

    private static final String PASSWORD = "bangfu-trial-2026";
    private static final String HAL = "application/hal+json";

    @LocalServerPort
    int port;

    @Autowired
    Trial trial;

    @Autowired
    TrialInterceptor interceptor;

    @Autowired
    OfficerStore officers;

    @Autowired
    PasswordEncoder encoder;

    final ObjectMapper json = new ObjectMapper();
    SignedInOfficer clerk;
    CaseId caseId;
    String task;
    TrialBrowser browser;

    @BeforeEach
    void aClerkIsSignedIn() {
        clerk = trial.officer(Role.VILLAGE_CLERK, trial.village(5));
        caseId = trial.visit(trial.village(5));
        task = trial.task(caseId).getId();
        browser = signIn(clerk);
    }

    @Test
    void theListShowsWhatTheCaseIsAboutAndTheEngineHoldsNoneOfIt() throws IOException {
        var list = json.readTree(browser.getAs(ENGINE + "filter/" + filter("本单位待办") + "/list?maxResults=50", HAL)
                .body());
        var card = StreamSupport.stream(list.at("/_embedded/task").spliterator(), false)
                .filter(t -> t.path("id").asText().equals(task))
                .findFirst()
                .orElseThrow();
        assertThat(values(card.at("/_embedded/variable")))
                .containsEntry("village", "试验村")
                .containsEntry("head", "张三丰")
                .containsEntry("deadline", "2026-12-31")
                .containsKey("caseNumber");
        var single = json.readTree(browser.getAs(ENGINE + "task/" + task, HAL).body());
        assertThat(values(single.at("/_embedded/variable"))).containsEntry("village", "试验村");
        var plain = json.readTree(
                browser.getAs(ENGINE + "task/" + task, "application/json").body());
        assertThat(plain.at("/card/village").asText()).isEqualTo("试验村");
        assertThat(plain.at("/id").asText()).isEqualTo(task);
        assertThat(trial.<Long>asOfficer(trial.officer(Role.AUDITOR, Trial.COUNTY), e -> e.getRuntimeService()
                        .createVariableInstanceQuery()
                        .processInstanceIdIn(trial.task(caseId).getProcessInstanceId())
                        .count()))
                .isZero();
    }

    @Test
    void theReadyFiltersFindMineMyOfficesDueSoonAndOverdue() throws IOException {
        var late = start(Instant.now().minus(Duration.ofDays(1)));
        var soon = start(Instant.now().plus(Duration.ofDays(2)));
        var far = start(Instant.now().plus(Duration.ofDays(20)));
        browser.post(ENGINE + "task/" + far + "/claim", "{\"userId\":\"" + clerk.username() + "\"}");

        assertThat(tasks("我的待办")).containsExactly(far);
        assertThat(tasks("本单位待办")).contains(late, soon, far);
        assertThat(tasks("即将到期")).contains(soon).doesNotContain(late, far);
        assertThat(tasks("已超期")).contains(late).doesNotContain(soon, far);
        var other = signIn(trial.officer(Role.VILLAGE_CLERK, trial.village(6)));
        var count = json.readTree(
                other.get(ENGINE + "filter/" + filter("已超期") + "/count").body());
        assertThat(count.path("count").asInt()).isZero();
    }

    @Test
    void bangfuAnswersInTheEnginesPlaceAsTheSignedInOfficer() throws IOException {
        var answer = browser.get(ENGINE + "task/" + task + "/form-variables");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json.readTree(answer.body()).at("/note/value").asText()).isEqualTo("来自业务系统");

        var submitted = browser.post(
                ENGINE + "task/" + task + "/submit-form",
                "{\"variables\":{\"note\":{\"value\":\"好\"},\"countyApproved\":{\"value\":true}}}");
        assertThat(submitted.statusCode()).isEqualTo(204);
        assertThat(interceptor.engineUser).isEqualTo(clerk.username());
        assertThat(interceptor.springUser).isEqualTo(clerk.username());
        assertThat(trial.task(caseId).getTaskDefinitionKey()).isEqualTo("UserTask_Decide");
    }

    @Test
    void theFormOfATaskIsFoundByItsReference() throws IOException {
        var form = json.readTree(browser.get(ENGINE + "task/" + task + "/form").body());
        assertThat(form.at("/camundaFormRef/key").asText()).isEqualTo("trial-visit");
        assertThat(browser.get(ENGINE + "task/" + task + "/deployed-form").body())
                .contains("情况说明");
    }

    @Test
    void aRequestWithoutCamundasTokenChangesNothing() {
        var forged = browser.callWith(
                "POST", ENGINE + "task/" + task + "/submit-form", "{\"variables\":{}}", "application/json", "");
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(trial.task(caseId).getTaskDefinitionKey()).isEqualTo("UserTask_Visit");
    }

    @Test
    void whoIsNotSignedInIsAskedTo() {
        var stranger = new TrialBrowser(port);
        assertThat(stranger.get(ENGINE + "filter").statusCode()).isEqualTo(401);
        assertThat(stranger.post(ENGINE + "task/" + task + "/claim", "{}").statusCode())
                .isEqualTo(401);
        assertThat(stranger.get("/engine-rest/engine").statusCode()).isNotEqualTo(200);
    }

    @Test
    void nobodyMakesHimselfAdministrator() {
        var body = "{\"profile\":{\"id\":\"x\"},\"credentials\":{\"password\":\"x\"}}";
        for (var who :
                List.of(browser, new TrialBrowser(port), signIn(trial.officer(Role.ADMINISTRATOR, Trial.COUNTY)))) {
            assertThat(who.post("/camunda/api/admin/setup/default/user/create", body)
                            .statusCode())
                    .isIn(401, 403, 404);
        }
        // A session counts for nothing there.
        assertThat(browser.get("/engine-rest/engine").statusCode()).isEqualTo(401);
    }

    @Test
    void nobodySignsInAtTheEngineItself() {
        var answer = browser.callWith(
                "POST",
                "/camunda/api/admin/auth/user/default/login/tasklist",
                "username=x&password=y",
                "application/x-www-form-urlencoded",
                browser.token().orElseThrow());
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orQueries\":[{\"assigneeExpression\":\"${now()}\"}]}",
                "{\"orQueries\":[{\"x\":{\"candidateGroupExpression\":\"${now()}\"}}]}",
                "{\"assigneeExpression\":\"${now()}\"}",
                "{\"dueBeforeEXPRESSION\":\"${now()}\"}",
                "{\"orQueries\":[{\"\\u0061ssigneeExpression\":\"${now()}\"}]}",
                "{\"assignee\":\"a\",\"assignee\":\"b\"}",
                "{} {\"assigneeExpression\":\"${now()}\"}",
                "not json"
            })
    void whatTheEngineWouldEvaluateIsRefused(String body) {
        for (var path : List.of("/list", "/count")) {
            var answer = browser.post(ENGINE + "filter/" + filter("本单位待办") + path, body);
            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void onlyJsonOfBoundedSizeAndDepthPasses() {
        var path = ENGINE + "filter/" + filter("本单位待办") + "/list";
        var token = browser.token().orElseThrow();
        for (var type : List.of(
                "text/plain",
                "application/xml",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "")) {
            assertThat(browser.callWith("POST", path, "{}", type, token).statusCode())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(browser.callWith("POST", path, "{}", "application/json;charset=UTF-8", token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.post(path, "[".repeat(100_000)).statusCode()).isEqualTo(400);
        assertThat(browser.post(path, "{\"name\":\"" + "x".repeat(1_100_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void anExpressionInTheAddressIsRefusedToo() {
        var auditor = signIn(trial.officer(Role.AUDITOR, Trial.COUNTY));
        assertThat(auditor.get(ENGINE + "task/count").statusCode()).isEqualTo(200);
        assertThat(auditor.get(ENGINE + "task/count?assigneeExpression=%24%7Bnow()%7D")
                        .statusCode())
                .isEqualTo(400);
        assertThat(auditor.get(ENGINE + "task/count?%61ssigneeExpression=x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aPathThatCouldBeReadInTwoWaysIsRefused() {
        for (var path : List.of(
                "task/" + task + "/form/../variables",
                "task/" + task + "%2Fvariables",
                "task/" + task + ";x=y/variables",
                "task/" + task + "//variables",
                "task/" + task + "/variables/",
                "task/" + task + "/variables",
                "task/%2e%2e/task/" + task + "/variables")) {
            assertThat(browser.get(ENGINE + path).statusCode()).as(path).isIn(400, 403, 404);
        }
    }

    @Test
    void anotherVillagesTaskLooksAsIfItDidNotExist() {
        var other = signIn(trial.officer(Role.VILLAGE_CLERK, trial.village(6)));
        var nowhere = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
        for (var path : List.of("", "/form", "/deployed-form", "/identity-links")) {
            var notYours = other.get(ENGINE + "task/" + task + path);
            var notThere = other.get(ENGINE + "task/" + nowhere + path);
            assertThat(notYours.statusCode()).as(path).isEqualTo(404).isEqualTo(notThere.statusCode());
            assertThat(withoutNumber(notYours.body())).isEqualTo(withoutNumber(notThere.body()));
        }
        for (var path : List.of("/claim", "/unclaim")) {
            assertThat(other.post(ENGINE + "task/" + task + path, "{}").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void noErrorTellsAboutClassesOrTables() {
        var answers = Stream.of(
                browser.get(ENGINE + "task/3fa85f64-5717-4562-b3fc-2c963f66afa6"),
                browser.get(ENGINE + "filter?maxResults=abc"),
                browser.get(ENGINE + "filter?maxResults=100000"),
                browser.post(ENGINE + "filter/" + filter("本单位待办") + "/list", "[1]"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(answer.body()).doesNotContainIgnoringCase("exception", "camunda", "org.", "java", "ENGINE-");
        });
    }

    @Test
    void claimingIsInOnesOwnNameAndAColleagueMayReleaseIt() {
        assertThat(browser.post(ENGINE + "task/" + task + "/claim", "{\"userId\":\"somebody\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post(ENGINE + "task/" + task + "/claim", "{\"userId\":\"" + clerk.username() + "\"}")
                        .statusCode())
                .isEqualTo(204);
        var colleague = trial.officer(Role.VILLAGE_CLERK, trial.village(5));
        var other = signIn(colleague);
        assertThat(other.post(ENGINE + "task/" + task + "/claim", "{\"userId\":\"" + colleague.username() + "\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(other.post(ENGINE + "task/" + task + "/unclaim", "{}").statusCode())
                .isEqualTo(204);
        assertThat(trial.task(caseId).getAssignee()).isNull();
    }

    @Test
    void whoLosesThePostSeesNothingWithTheNextRequest() {
        assertThat(browser.get(ENGINE + "task/" + task).statusCode()).isEqualTo(200);
        var second = trial.village(6);
        trial.inTransaction(() -> {
            trial.post(clerk, Role.VILLAGE_CLERK, second);
            clerk.posts().forEach(post -> officers.endPost(post.id()));
            return null;
        });
        assertThat(browser.get(ENGINE + "task/" + task).statusCode()).isEqualTo(404);
        var elsewhere = trial.task(trial.visit(second)).getId();
        assertThat(browser.get(ENGINE + "task/" + elsewhere).statusCode()).isEqualTo(200);
    }

    @Test
    void eachApplicationOpensForItsRolesOnly() {
        record Expectation(Role role, List<String> applications) {}
        for (var expected : List.of(
                new Expectation(Role.VILLAGE_CLERK, List.of("tasklist", "welcome")),
                new Expectation(Role.COUNTY_HEAD, List.of("tasklist", "welcome")),
                new Expectation(Role.AUDITOR, List.of("cockpit", "welcome")),
                new Expectation(Role.PROCESS_OWNER, List.of("cockpit", "welcome")),
                new Expectation(Role.ADMINISTRATOR, List.of("admin", "welcome")))) {
            var signedIn = signIn(
                    trial.officer(expected.role(), expected.role().handlesCases() ? trial.village(5) : Trial.COUNTY));
            var open = new ArrayList<String>();
            for (var application : List.of("tasklist", "cockpit", "admin", "welcome")) {
                if (signedIn.get("/camunda/app/" + application + "/default/").statusCode() == 200) {
                    open.add(application);
                }
            }
            assertThat(open).as(expected.role().name()).containsExactlyInAnyOrderElementsOf(expected.applications());
        }
    }

    /** All operations × all kinds of viewers through the real chain: what the rules do not list never reaches the engine. */
    @Test
    void theGateStandsInFrontOfEveryOperation() {
        for (var role : List.of(Role.VILLAGE_CLERK, Role.AUDITOR, Role.PROCESS_OWNER, Role.ADMINISTRATOR)) {
            var officer = trial.officer(role, role.handlesCases() ? trial.village(5) : Trial.COUNTY);
            var signedIn = signIn(officer);
            for (var operation : EngineOperations.read().all()) {
                var path = operation.example().replaceFirst("^engine/name", "engine/default");
                if (GateRules.allows(
                        officer.username(), List.of(role.groupName()), operation.method(), "engine/" + path)) {
                    continue;
                }
                var answer = signedIn.call(
                        operation.method(),
                        "/camunda/api/engine/" + path,
                        operation.method().equals("GET") ? "" : "{}");
                assertThat(answer.statusCode()).as(role + " " + operation).isEqualTo(403);
                assertThat(answer.body()).as(role + " " + operation).contains("没有权限");
            }
        }
    }

    private TrialBrowser signIn(SignedInOfficer officer) {
        officers.setPassword(officer.id(), encoder.encode(PASSWORD), false);
        return new TrialBrowser(port).signIn(officer.username(), PASSWORD);
    }

    private String start(Instant due) {
        var id = trial.cases.in(trial.village(5), due);
        trial.engine.start("trial-visit", id, Map.of());
        return trial.task(id).getId();
    }

    private List<String> tasks(String filter) throws IOException {
        var list = json.readTree(browser.getAs(ENGINE + "filter/" + filter(filter) + "/list?maxResults=200", HAL)
                .body());
        return StreamSupport.stream(list.at("/_embedded/task").spliterator(), false)
                .map(t -> t.path("id").asText())
                .toList();
    }

    private String filter(String name) {
        return trial.engine.asApplication(e -> e.getFilterService()
                .createTaskFilterQuery()
                .filterName(name)
                .singleResult()
                .getId());
    }

    private static Map<String, String> values(JsonNode variables) {
        return StreamSupport.stream(variables.spliterator(), false)
                .collect(java.util.stream.Collectors.toMap(
                        v -> v.path("name").asText(), v -> v.path("value").asText()));
    }

    private static Optional<String> withoutNumber(String body) {
        return Optional.of(body.replaceAll("（编号 [0-9a-f]+）", ""));
    }
}
