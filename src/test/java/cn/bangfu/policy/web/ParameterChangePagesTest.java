package cn.bangfu.policy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import cn.bangfu.access.Officers;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.ParameterChangeService;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The county lays something down anew: from a later day, with a source, by two persons. */
@ApplicationTest
class ParameterChangePagesTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");

    @Autowired
    private WebApplicationContext application;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private Officers accounts;

    @Autowired
    private CountyParameters parameters;

    @Autowired
    private ParameterChangeService changes;

    @Autowired
    private LegalClock clock;

    @Autowired
    private TestPostgres.Database database;

    private MockMvc browser;
    /** So far ahead that nobody else comes there. */
    private LocalDate day;

    @BeforeEach
    void open() {
        browser = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
        day = clock.today().plusYears(40);
    }

    private SignedInOfficer officer(Role role) {
        var account = accounts.byUsername(officers.hire(role, COUNTY.value()).username())
                .orElseThrow();
        return new SignedInOfficer(
                account.id(), account.person(), account.username(), account.name(), account.posts(), false);
    }

    private MockHttpServletResponse send(SignedInOfficer officer, String path, Map<String, String> fields)
            throws Exception {
        var request = fields.isEmpty() ? get(path) : post(path).with(csrf());
        fields.forEach(request::param);
        return browser.perform(request.with(
                        authentication(UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()))))
                .andReturn()
                .getResponse();
    }

    private Map<String, String> change(String name, String days, LocalDate from) {
        return Map.of(
                "name", name,
                "value", days,
                "unit", "CALENDAR",
                "validFrom", from.toString(),
                "source", "杭农牧发〔2026〕9号",
                "confirmed", "true",
                "reason", "雨季路远");
    }

    @Test
    void aTermIsProposedAndPublishedByAnotherPersonAndTheOldOneHoldsUntilThen() throws Exception {
        var clerk = officer(Role.COUNTY_CLERK);
        var head = officer(Role.COUNTY_HEAD);
        assertThat(send(clerk, "/parameters", Map.of()).getContentAsString()).contains("提出变更", "提出新一年的监测线");
        assertThat(send(clerk, "/parameters/changes/new?name=correctionLimit", Map.of())
                        .getContentAsString())
                .contains("补正材料时限", "工作日", "自然日", "现在是");
        var before = parameters.of(COUNTY, clock.today()).require(Parameters.CORRECTION_LIMIT);
        assertThat(send(clerk, "/parameters/changes", change("correctionLimit", "9", day))
                        .getStatus())
                .isEqualTo(302);
        var open = changes.open(COUNTY).stream()
                .filter(one -> one.person().equals(clerk.person()))
                .findFirst()
                .orElseThrow();
        assertThat(send(head, "/parameters", Map.of()).getContentAsString()).contains("等待公布的变更", "9个自然日", "雨季路远", "公布");
        assertThat(send(clerk, "/parameters/changes/" + open.id(), Map.of("publish", "true"))
                        .getStatus())
                .isEqualTo(403);
        assertThat(send(head, "/parameters/changes/" + open.id(), Map.of("publish", "true"))
                        .getStatus())
                .isEqualTo(302);
        assertThat(parameters
                        .of(COUNTY, day)
                        .require(Parameters.CORRECTION_LIMIT)
                        .days())
                .isEqualTo(9);
        assertThat(parameters.of(COUNTY, day.minusDays(1)).require(Parameters.CORRECTION_LIMIT))
                .isEqualTo(before);
        assertThat(parameters.of(COUNTY, clock.today()).require(Parameters.CORRECTION_LIMIT))
                .isEqualTo(before);
        assertThat(changes.decide(open.id(), true, head)).isNotEmpty();
    }

    @Test
    void stepsThatExceedTheTotalAndDaysGoneByAreRefusedAtTheirField() throws Exception {
        var clerk = officer(Role.COUNTY_CLERK);
        assertThat(send(clerk, "/parameters/changes", change("visitLimit", "90", day))
                        .getContentAsString())
                .contains("超过总时限", "雨季路远");
        assertThat(send(clerk, "/parameters/changes", change("visitLimit", "5", clock.today()))
                        .getContentAsString())
                .contains("明天或以后");
        assertThat(send(clerk, "/parameters/changes", change("visitLimit", "很久", day))
                        .getContentAsString())
                .contains("无法识别");
        assertThat(send(officer(Role.COUNTY_HEAD), "/parameters/changes", change("visitLimit", "5", day))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void whoProposesDoesNotPublishNotEvenInTheDatabase() throws Exception {
        var clerk = officer(Role.COUNTY_CLERK);
        send(clerk, "/parameters/changes", change("objectionLimit", "12", day.plusYears(1)));
        var open = changes.open(COUNTY).stream()
                .filter(one -> one.person().equals(clerk.person()))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> JdbcClient.create(database.owner())
                        .sql("insert into app.parameter_change_decision (change_id, published, person, person_name)"
                                + " values (?, true, ?, 'x')")
                        .params(open.id(), clerk.person().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("提出人不能自己公布");
        assertThat(changes.decide(open.id(), false, officer(Role.COUNTY_HEAD))).isEmpty();
    }
}
