package cn.bangfu.access.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Department;
import cn.bangfu.access.DivisionStore;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationTest
class DemoOfficialsTest {

    @LocalServerPort
    int port;

    @Autowired
    Divisions divisions;

    @Autowired
    Offices offices;

    @Autowired
    Officers officers;

    @Autowired
    OfficerStore store;

    @Autowired
    DivisionStore divisionStore;

    @Autowired
    PasswordEncoder encoder;

    @Autowired
    TransactionTemplate transaction;

    private DemoOfficials demo;

    @BeforeEach
    void startTheDemo() {
        demo = new DemoOfficials(divisions, offices, store, divisionStore, encoder, transaction, List.of("150625"));
        demo.afterPropertiesSet();
    }

    @Test
    void everyRoleAndEveryDepartmentHasSomebody() {
        var roles = demo.list().stream().map(DemoOfficials.Official::role).collect(Collectors.toSet());
        for (var role : Role.values()) {
            assertThat(roles).contains(role.name());
        }
        for (var department : Department.values()) {
            assertThat(demo.list()).anyMatch(official -> department.name().equals(official.department()));
        }
        assertThat(demo.list().stream().map(DemoOfficials.Official::name)).doesNotHaveDuplicates();
    }

    @Test
    void eachVillageHasItsClerkAndChairAndATownWithThreeHands() {
        var villages = demo.list().stream()
                .filter(official -> official.role().equals("VILLAGE_CLERK"))
                .map(official -> new DivisionCode(official.division()))
                .toList();

        assertThat(villages).hasSizeGreaterThanOrEqualTo(2);
        for (var village : villages) {
            assertThat(officers.of(Role.VILLAGE_CHAIR, village)).isNotEmpty();
            for (var role : List.of(Role.TOWN_CLERK, Role.TOWN_REVIEWER, Role.TOWN_HEAD)) {
                assertThat(officers.of(role, village.town())).isNotEmpty();
            }
        }
    }

    @Test
    void allOfThemCanSignInAtOnceWithThePublishedPassword() {
        for (var official : demo.list().subList(0, 3)) {
            var browser = new Browser(port).signIn(official.username(), official.password());
            assertThat(browser.get("/").body()).contains(official.name()).contains(official.office());
        }
    }

    @Test
    void aSecondStartChangesNothing() {
        var before = demo.list();
        var officer = officers.byUsername("cun1-xinxi").orElseThrow();

        startTheDemo();

        assertThat(demo.list()).isEqualTo(before);
        assertThat(officers.byUsername("cun1-xinxi")).contains(officer);
    }

    @Test
    void productionDoesNotStartOnTheDatabaseOfADemo() {
        assertThatThrownBy(() -> new NoDemoOfficials(store).afterPropertiesSet())
                .isInstanceOf(DemoOfficialsInProduction.class);
        assertThat(new DemoOfficialsInProductionAnalyzer()
                        .analyze(new IllegalStateException(new DemoOfficialsInProduction()))
                        .getDescription())
                .contains("系统没有启动", "演示账号");
    }

    @Test
    void onlyThisMachineIsTold() {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("127.0.0.1");
        assertThat(DemoOfficials.isLocal(request)).isTrue();
        request.setRemoteAddr("0:0:0:0:0:0:0:1");
        assertThat(DemoOfficials.isLocal(request)).isTrue();
        request.addHeader("X-Forwarded-For", "10.1.2.3");
        assertThat(DemoOfficials.isLocal(request)).isFalse();
        var remote = new MockHttpServletRequest();
        remote.setRemoteAddr("10.1.2.3");
        assertThat(DemoOfficials.isLocal(remote)).isFalse();
    }
}
