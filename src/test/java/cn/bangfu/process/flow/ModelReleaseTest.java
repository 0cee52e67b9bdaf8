package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Officers;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.process.release.ModelDraft;
import cn.bangfu.process.release.ModelReleases;
import cn.bangfu.process.release.ModelReleases.Outcome;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

/** From Modeler's deploy button to an official's form and back: nothing is in force before a second person says so. */
@ApplicationTest
class ModelReleaseTest {

    private static final String KEY = "household-identification";

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private Officers accounts;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private ModelReleases releases;

    private County county;
    private SignedInOfficer drawer;
    private SignedInOfficer second;

    @BeforeEach
    void owners() {
        county = new County(port, officers, engine, database);
        drawer = signedIn(county.hire(Role.PROCESS_OWNER).username());
        second = signedIn(county.hire(Role.PROCESS_OWNER).username());
    }

    private SignedInOfficer signedIn(String username) {
        var account = accounts.byUsername(username).orElseThrow();
        return new SignedInOfficer(
                account.id(), account.person(), account.username(), account.name(), account.posts(), false);
    }

    private Modeler modeler(SignedInOfficer officer) {
        return new Modeler(port, officer.username());
    }

    private int version() {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(KEY)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    private UUID drafted(Map<String, String> files) {
        var reply = modeler(drawer).deploy("改一改", files);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
        return UUID.fromString(reply.body().get("id").asText());
    }

    private static UUID done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).id();
    }

    @Test
    void onlyProcessOwnersDeployAndOnlyByThatPath() {
        var files = Map.of("visit-household.form", Modeler.visitWithAQuestion());
        assertThat(new Modeler(port, "").deploy("x", files).status()).isEqualTo(401);
        for (var role : new Role[] {Role.VILLAGE_CLERK, Role.COUNTY_HEAD, Role.AUDITOR, Role.ADMINISTRATOR}) {
            var stranger = new Modeler(port, county.hire(role).username());
            assertThat(stranger.deploy("x", files).status()).as("%s", role).isEqualTo(403);
            assertThat(stranger.get("/version").status()).isEqualTo(403);
        }
        var owner = modeler(drawer);
        assertThat(owner.get("/version").body().get("version").asText()).startsWith("7.24");
        assertThat(owner.get("/deployment?maxResults=0").status()).isEqualTo(200);
        for (var path :
                new String[] {"/engine", "/task", "/deployment/1", "/process-definition", "/user/create", "/"}) {
            assertThat(owner.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(owner.send("DELETE", "/deployment/1").status()).isEqualTo(403);
        assertThat(owner.send("POST", "/process-definition/key/" + KEY + "/start")
                        .status())
                .isEqualTo(403);
        assertThatThrownBy(() -> releases.draft(
                        "x",
                        "x",
                        java.util.List.of(),
                        signedIn(county.official(Role.VILLAGE_CLERK).username())))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void whatIsUnlawfulIsRefusedByNameAndLeavesNothing() {
        var before = releases.drafts().size();
        var around = Modeler.shipped(KEY + ".bpmn")
                .replaceFirst(
                        "(id=\"Flow_TownAgrees\"[^>]*targetRef=\")CallActivity_PublicNotice\"",
                        "$1SubProcess_CountyConfirmation\"");
        var reply = modeler(drawer).deploy("快一点", Map.of(KEY + ".bpmn", around));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("message").asText()).contains("绕过「", "CallActivity_PublicNotice");
        assertThat(reply.body()
                        .at("/details/household-identification.bpmn/errors/0/mainBpmnElementId")
                        .asText())
                .isNotEmpty();
        assertThat(releases.drafts()).hasSize(before);
        // Whoever gets past the draft meets the engine's own door.
        assertThatThrownBy(() -> engine.getRepositoryService()
                        .createDeployment()
                        .addString(KEY + ".bpmn", around)
                        .deploy())
                .hasMessageContaining("不予部署");
    }

    @Test
    void aDraftIsTriedAndReleasedByASecondPersonAndTakenBack() {
        var before = version();
        var id = drafted(Map.of(
                KEY + ".bpmn",
                Modeler.diagramWithAStep(),
                "ask-back.form",
                Modeler.ASK_BACK,
                "visit-household.form",
                Modeler.visitWithAQuestion()));
        assertThat(drafted(Map.of(
                        KEY + ".bpmn",
                        Modeler.diagramWithAStep(),
                        "ask-back.form",
                        Modeler.ASK_BACK,
                        "visit-household.form",
                        Modeler.visitWithAQuestion())))
                .isEqualTo(id);
        assertThat(version()).isEqualTo(before);
        assertThat(releases.changes(releases.draft(id).orElseThrow()))
                .extracting(change -> change.kind().label() + change.text())
                .contains(
                        "新增新的一栏“家里有没有网络”，单选，必填，选项：有宽带、没有网络",
                        "新增新文件“ask-back.form”",
                        "改动走向：“公告并送达”→“纳入监测”，改为“公告并送达”→“回访听明白没有”"
                                .replace("公告并送达", announce())
                                .replace("纳入监测", enter()))
                .anySatisfy(text -> assertThat(text).contains("新增环节“回访听明白没有”，由村级信息员办理，时限不予纳入告知时限"));
        assertThat(releases.release(id, "旗里要求", second)).isInstanceOf(Outcome.Refused.class);
        done(releases.tried(id, true, "走了一遍，没有问题", drawer));
        assertThat(releases.release(id, "旗里要求", drawer))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.faults().get(0).message()).contains("起草人不能自己发布"));
        // The database refuses as well.
        assertThatThrownBy(() -> JdbcClient.create(database.owner())
                        .sql("insert into app.model_release (number, draft_id, reason, released_by, person,"
                                + " person_name) values (-1, ?, 'x', ?, ?, 'x')")
                        .params(id, drawer.id().value(), drawer.person().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("起草人不能自己发布");
        var running = county.opensCase(county.application("老版户", County.identityNumber(1957), "BUSINESS_FAILURE"));
        var release = done(releases.release(id, "旗里要求", second));
        try {
            assertThat(version()).isEqualTo(before + 1);
            assertThat(releases.draft(id).orElseThrow().state()).isEqualTo(ModelDraft.State.RELEASED);
            var caseId = county.opensCase(county.application("新版户", County.identityNumber(1958), "BUSINESS_FAILURE"));
            for (var one : new String[] {caseId, running}) {
                county.does(one, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
                county.does(
                        one, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", FromApplicationToAssistanceTest.visit());
            }
            // The new case was asked the new question, the one that ran before was not.
            var auditor = county.official(Role.AUDITOR);
            assertThat(auditor.get("/api/cases/" + caseId).status()).isIn(200, 404);
            assertThat(versionOf(caseId)).isEqualTo(before + 1);
            assertThat(versionOf(running)).isEqualTo(before);
        } finally {
            done(releases.goBack(release, second));
        }
        assertThat(version()).isEqualTo(before + 2);
        assertThat(new String(
                        releases.current("visit-household.form").orElseThrow().content(),
                        java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("hasInternet");
        assertThat(releases.goBack(release, second)).isInstanceOf(Outcome.Refused.class);
    }

    private static String announce() {
        return name("UserTask_AnnounceDecision");
    }

    private static String enter() {
        return name("ServiceTask_EnterMonitoring");
    }

    private static String name(String id) {
        var matcher = java.util.regex.Pattern.compile("id=\"" + id + "\" name=\"([^\"]*)\"")
                .matcher(Modeler.shipped(KEY + ".bpmn"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private int versionOf(String caseId) {
        var instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(caseId)
                .processDefinitionKey(KEY)
                .singleResult();
        return engine.getRepositoryService()
                .getProcessDefinition(instance.getProcessDefinitionId())
                .getVersion();
    }
}
