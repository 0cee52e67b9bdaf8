package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import cn.bangfu.access.Officers;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A case on its page, and what is recorded there. */
@ApplicationTest
class CasePagesTest {

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
    private WebApplicationContext application;

    private County county;
    private MockMvc browser;

    @BeforeEach
    void officials() {
        county = new County(port, officers, engine, database);
        browser = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
    }

    private RequestPostProcessor as(Official official) {
        var account = accounts.byUsername(official.username()).orElseThrow();
        var officer = new SignedInOfficer(
                account.id(), account.person(), account.username(), account.name(), account.posts(), false);
        return authentication(UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
    }

    private MockHttpServletResponse page(Official official, String path) throws Exception {
        return browser.perform(get(path).with(as(official))).andReturn().getResponse();
    }

    private static MockMultipartFile photograph() {
        return new MockMultipartFile("files", "撤回书.png", "image/png", Official.PICTURE);
    }

    private static Map<String, Object> member(String name, String relation, String identityNumber) {
        return Map.of(
                "name",
                name,
                "relation",
                relation,
                "identityNumber",
                identityNumber,
                "change",
                "ADDED",
                "consent",
                "SIGNED",
                "consentSignedOn",
                LocalDate.now().toString());
    }

    /** A couple, visited, whose review is due. */
    private String untilReview(String head, String headNumber) {
        var application = new HashMap<>(county.application(head, headNumber, "BUSINESS_FAILURE"));
        application.put(
                "members",
                List.of(member(head, "HEAD", headNumber), member("案页配偶", "SPOUSE", County.identityNumber(1966))));
        var caseId = county.opensCase(application);
        county.does(caseId, Role.COUNTY_CLERK, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
        var visit = new HashMap<>(FromApplicationToAssistanceTest.visit());
        visit.put("crops", "10000");
        county.does(caseId, Role.VILLAGE_CLERK, "UserTask_VisitHousehold", visit);
        return caseId;
    }

    @Test
    void aCaseIsReadByItsOwnOfficialsAndAsMuchAsTheyMay() throws Exception {
        var number = County.identityNumber(1968);
        var caseId = untilReview("案页户主", number);
        var clerk = page(county.official(Role.TOWN_CLERK), "/cases/" + caseId);
        assertThat(clerk.getStatus()).isEqualTo(200);
        assertThat(clerk.getContentAsString())
                .contains("案页户主户", "因产业项目失败", "复核疑点和收入", "办理“入户核实”", "人均纯收入", "5,000.00", "核实人甲")
                .contains("监测类别研判表", "看填写的内容", "/thumbnail", "登记撤回")
                .doesNotContain(number, "null", "UserTask_", "??");
        var chair = page(county.official(Role.VILLAGE_CHAIR), "/cases/" + caseId);
        assertThat(chair.getStatus()).isEqualTo(200);
        assertThat(chair.getContentAsString())
                .contains("案页户主户", "因产业项目失败", "办理“入户核实”")
                .doesNotContain("人均纯收入", "5,000.00", "看填写的内容", "/thumbnail", "登记撤回", "监测类别研判表");
        var stranger = county.inOtherVillage(Role.VILLAGE_CLERK);
        assertThat(page(stranger, "/cases/" + caseId).getStatus()).isEqualTo(404);
        assertThat(page(stranger, "/cases/" + caseId + "/withdrawal").getStatus())
                .isEqualTo(404);
        assertThat(page(county.official(Role.VILLAGE_CLERK), "/cases/nonsense").getStatus())
                .isEqualTo(404);
        var listed = page(county.official(Role.VILLAGE_CLERK), "/cases");
        var caseNumber = county.one("select number from app.identification_case where id = ?", caseId);
        assertThat(listed.getContentAsString()).contains(caseNumber, "/cases/" + caseId);
        assertThat(page(county.official(Role.VILLAGE_CLERK), "/").getContentAsString())
                .contains("在办案件");
        var household = county.one("select household_id::text from app.identification_case where id = ?", caseId);
        assertThat(page(county.official(Role.VILLAGE_CLERK), "/households/" + household)
                        .getContentAsString())
                .contains("案件编号", "/cases/" + caseId);
        assertThat(search(county.official(Role.VILLAGE_CLERK), caseNumber)).contains("/cases/" + caseId);
        assertThat(search(stranger, caseNumber)).doesNotContain("/cases/" + caseId);
    }

    private String search(Official official, String text) throws Exception {
        return browser.perform(post("/search").param("q", text).with(csrf()).with(as(official)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void aWithdrawalEndsWhatIsOpenAndTheTownCloses() throws Exception {
        var caseId = untilReview("撤回户主", County.identityNumber(1967));
        var clerk = county.official(Role.VILLAGE_CLERK);
        var incomplete = browser.perform(multipart("/cases/" + caseId + "/withdrawal")
                        .file(photograph())
                        .param("signedOn", LocalDate.now().plusDays(3).toString())
                        .param("reason", "不想申报了")
                        .with(csrf())
                        .with(as(clerk)))
                .andReturn()
                .getResponse();
        assertThat(incomplete.getStatus()).isEqualTo(200);
        assertThat(incomplete.getContentAsString()).contains("签字日期应在", "已上传1份", "不想申报了");
        assertThat(county.waitsAt(caseId)).doesNotContain("UserTask_CloseWithdrawal");

        var forged = browser.perform(multipart("/cases/" + caseId + "/withdrawal")
                        .file(photograph())
                        .param("signedOn", LocalDate.now().toString())
                        .param("reason", "不想申报了")
                        .with(as(clerk)))
                .andReturn();
        assertThat(forged.getResponse().getStatus()).isEqualTo(403);
        var chair = browser.perform(multipart("/cases/" + caseId + "/withdrawal")
                        .file(photograph())
                        .param("signedOn", LocalDate.now().toString())
                        .param("reason", "不想申报了")
                        .with(csrf())
                        .with(as(county.official(Role.VILLAGE_CHAIR))))
                .andReturn();
        assertThat(chair.getResponse().getStatus()).isEqualTo(403);

        var done = withdraw(caseId, clerk);
        assertThat(done.getRedirectedUrl()).isEqualTo("/cases/" + caseId);
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_CloseWithdrawal");
        assertThat(page(clerk, "/cases/" + caseId).getContentAsString())
                .contains("登记撤回申请", "不想申报了", "正等苏木镇核实后办结", "核实撤回")
                .doesNotContain("登记户注销");
        assertThat(withdraw(caseId, clerk).getContentAsString()).contains("已登记过撤回或户注销");
        county.does(caseId, Role.TOWN_CLERK, "UserTask_CloseWithdrawal", Map.of());
        assertThat(county.one("select outcome from app.identification_case where id = ?", caseId))
                .isEqualTo("WITHDRAWN");
        assertThat(page(clerk, "/cases/" + caseId).getContentAsString()).contains("已办结：申请人撤回");
    }

    private MockHttpServletResponse withdraw(String caseId, Official clerk) throws Exception {
        return browser.perform(multipart("/cases/" + caseId + "/withdrawal")
                        .file(photograph())
                        .param("signedOn", LocalDate.now().toString())
                        .param("reason", "不想申报了")
                        .with(csrf())
                        .with(as(clerk)))
                .andReturn()
                .getResponse();
    }

    @Test
    void aDissolutionEndsWhatIsOpenAndTheTownCloses() throws Exception {
        var caseId = untilReview("注销户主", County.identityNumber(1969));
        var town = county.official(Role.TOWN_CLERK);
        var empty = browser.perform(multipart("/cases/" + caseId + "/dissolution")
                        .with(csrf())
                        .with(as(town)))
                .andReturn()
                .getResponse();
        assertThat(empty.getContentAsString()).contains("请选择户注销的情形", "请写明原因", "请上传签字文书或证明材料的照片");
        var done = browser.perform(multipart("/cases/" + caseId + "/dissolution")
                        .file(photograph())
                        .param("kind", "MOVED_OUT")
                        .param("reason", "整户迁往外地")
                        .with(csrf())
                        .with(as(town)))
                .andReturn()
                .getResponse();
        assertThat(done.getRedirectedUrl()).isEqualTo("/cases/" + caseId);
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_CloseDissolution");
        assertThat(page(town, "/cases/" + caseId).getContentAsString()).contains("登记户注销：整户迁出本县", "整户迁往外地");
    }

    @Test
    void theDeathOfTheHeadIsCountedAgainAndEndsNothing() throws Exception {
        var caseId = untilReview("去世户主", County.identityNumber(1964));
        var open = county.waitsAt(caseId);
        var household = county.one("select household_id::text from app.identification_case where id = ?", caseId);
        var head = county.one(
                "select m.id::text from app.household_member m join app.identification_case c using (household_id)"
                        + " where c.id = ? and m.relation = '户主'",
                caseId);
        var spouse = county.one(
                "select m.id::text from app.household_member m join app.identification_case c using (household_id)"
                        + " where c.id = ? and m.relation <> '户主'",
                caseId);
        var clerk = county.official(Role.VILLAGE_CLERK);
        var path = "/households/" + household + "/members/" + head + "/departure";
        assertThat(page(clerk, path).getContentAsString()).contains("去世户主", "案页配偶", "新户主");
        assertThat(page(county.inOtherVillage(Role.VILLAGE_CLERK), path).getStatus())
                .isEqualTo(404);
        var done = browser.perform(post(path)
                        .param("kind", "DEATH")
                        .param("day", LocalDate.now().toString())
                        .param("reason", "死亡证明")
                        .param("newHead", spouse)
                        .with(csrf())
                        .with(as(clerk)))
                .andReturn()
                .getResponse();
        assertThat(done.getRedirectedUrl()).isEqualTo("/cases/" + caseId);
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId)).isEqualTo(open);
        assertThat(county.one(
                        "select people_counted::text from app.income_count where case_id = ? and basis = 'MEMBER_CHANGE'",
                        caseId))
                .isEqualTo("1");
        assertThat(page(clerk, "/cases/" + caseId).getContentAsString()).contains("案页配偶户", "去世", "成员变化重算", "家庭成员有变化");
        var last = browser.perform(post("/households/" + household + "/members/" + spouse + "/departure")
                        .param("kind", "LEFT")
                        .param("day", LocalDate.now().toString())
                        .param("reason", "迁出")
                        .with(csrf())
                        .with(as(clerk)))
                .andReturn()
                .getResponse();
        assertThat(last.getContentAsString()).contains("请在案件页登记“户注销”");
    }
}
