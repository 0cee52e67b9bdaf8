package cn.bangfu.process.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.MovableTime;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.flow.County;
import cn.bangfu.process.flow.Modeler;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** The second process: timers by hand, a draft in force at once, never beside real cases. */
@ApplicationTest
class SandboxTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Autowired
    private CaseEngine caseEngine;

    @Autowired
    private EngineModels models;

    @Autowired
    private IdentificationCases cases;

    @TempDir
    private Path folder;

    private final List<Instant> went = new ArrayList<>();

    private Sandbox sandbox(MockEnvironment environment) {
        var time = new MovableTime() {
            @Override
            public void goOnTo(Instant moment) {
                went.add(moment);
            }

            @Override
            public void goTo(Instant moment) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void comeBack() {
                throw new UnsupportedOperationException();
            }
        };
        return new Sandbox(caseEngine, models, cases, time, environment, null);
    }

    @Test
    void itIsRefusedInProduction() {
        var production = new MockEnvironment();
        production.setActiveProfiles("production", "sandbox");
        assertThatThrownBy(() -> sandbox(production))
                .isInstanceOf(SandboxInProduction.class)
                .hasMessageContaining("不能用在正式环境");
    }

    @Test
    void aTimerGoesOffByHand() {
        var county = new County(port, officers, engine, database);
        var asked = new HashMap<>(county.application("试办补正户", County.identityNumber(1956), "BUSINESS_FAILURE"));
        var member = new HashMap<>(Map.of(
                "name", "试办补正户",
                "relation", "HEAD",
                "identityNumber", County.identityNumber(1955),
                "change", "ADDED",
                "consent", "REFUSED"));
        asked.put("members", List.of(member));
        var caseId = county.opensCase(asked);
        assertThat(county.waitsAt(caseId)).containsExactly("UserTask_CorrectApplication", "UserTask_DeliverPaper");
        var number = county.one("select number from app.identification_case where id = ?", caseId);
        var sandbox = sandbox(new MockEnvironment());
        var timer = sandbox.timers().stream()
                .filter(one -> one.number().equals(number))
                .findFirst()
                .orElseThrow();
        assertThat(timer.what()).isEqualTo("补正材料：逾期");
        // Somebody is signed in who presses the button: it is the term that ends the step all the same.
        var owner = officers.find(county.hire(Role.PROCESS_OWNER).username());
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        new SignedInOfficer(
                                owner.id(), owner.person(), owner.username(), owner.name(), List.of(), false),
                        null,
                        List.of()));
        try {
            sandbox.fire(timer.id());
        } finally {
            SecurityContextHolder.clearContext();
        }
        // Legal time goes along, so that the domain finds the day come as well.
        assertThat(went).containsExactly(timer.due());
        county.runJobs(caseId);
        assertThat(county.waitsAt(caseId))
                .contains("UserTask_DecideNonAcceptance")
                .doesNotContain("UserTask_CorrectApplication");
    }

    @Test
    void anUnlawfulDraftIsNotTaken() throws IOException {
        var zip = folder.resolve("draft.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("visit-household.form"));
            out.write(Modeler.shipped("visit-household.form")
                    .replaceFirst("\"key\": \"visitedOn\"", "\"key\": \"whenever\"")
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(sandbox(new MockEnvironment()).take(zip))
                .anySatisfy(fault -> assertThat(fault).contains("系统要用，不能删"));
    }
}
