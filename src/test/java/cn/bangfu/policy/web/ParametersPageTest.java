package cn.bangfu.policy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import cn.bangfu.access.Office;
import cn.bangfu.access.OfficeId;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.access.Post;
import cn.bangfu.access.PostId;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.testing.ApplicationTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The county's rules as officials read them. */
@ApplicationTest
class ParametersPageTest {

    @Autowired
    private WebApplicationContext application;

    private MockMvc browser;

    @BeforeEach
    void open() {
        browser = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
    }

    @Test
    void aVillageClerkReadsTheRulesOfTheCountyInItsWords() throws Exception {
        var page = page("/parameters");
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString())
                .contains("杭锦旗 · 本县规定", "公示期", "5个自然日", "20个工作日", "8,000.00", "示例", "未设定", "本县文件", "待确认")
                .contains("2026年")
                .doesNotContain("noticeTerm", "CALENDAR", "null", "??");
    }

    @Test
    void theRulesOfACountyWithoutAPostAreNotShown() throws Exception {
        assertThat(page("/parameters?county=440904").getStatus()).isEqualTo(403);
    }

    @Test
    void nobodyReadsWithoutSigningIn() throws Exception {
        assertThat(browser.perform(get("/parameters")).andReturn().getResponse().getStatus())
                .isIn(302, 401);
    }

    @Test
    void aClerkMayNotAddACalendarYear() throws Exception {
        var file =
                new MockMultipartFile("file", "2027.csv", "text/csv", "日期,放假或上班,节日".getBytes(StandardCharsets.UTF_8));
        var answer = browser.perform(multipart("/parameters/calendar")
                        .file(file)
                        .param("source", "文号")
                        .with(csrf())
                        .with(signedIn(Role.VILLAGE_CLERK)))
                .andReturn();
        assertThat(answer.getResponse().getStatus()).isEqualTo(403);
    }

    @Test
    void anAdministratorIsToldWhatIsWrongWithACalendarYear() throws Exception {
        var file =
                new MockMultipartFile("file", "2027.csv", "text/csv", "日期,放假或上班,节日".getBytes(StandardCharsets.UTF_8));
        var answer = browser.perform(multipart("/parameters/calendar")
                        .file(file)
                        .param("source", "文号")
                        .with(csrf())
                        .with(signedIn(Role.ADMINISTRATOR)))
                .andReturn();
        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo("/parameters#calendar");
        assertThat(answer.getFlashMap().get("faults").toString()).contains("只有0个放假日");
    }

    @Test
    void everyParameterStandsOnThePageOnce() {
        assertThat(ParametersController.GROUPS.stream().flatMap(group -> group.parameters().stream()))
                .containsExactlyElementsOf(Parameters.ALL);
    }

    private MockHttpServletResponse page(String path) throws Exception {
        return browser.perform(get(path).with(signedIn(Role.VILLAGE_CLERK)))
                .andReturn()
                .getResponse();
    }

    private static RequestPostProcessor signedIn(Role role) {
        var village = new DivisionCode("150625100203");
        var office = new Office(OfficeId.next(), OfficeKind.VILLAGE, village, null, "某村村民委员会");
        var post = new Post(new PostId(UUID.randomUUID()), office, role, Instant.EPOCH, null);
        var officer = new SignedInOfficer(
                new OfficerId(UUID.randomUUID()), new PersonId(UUID.randomUUID()), "cun", "某人", List.of(post), false);
        return authentication(UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
    }
}
