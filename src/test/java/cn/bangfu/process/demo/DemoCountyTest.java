package cn.bangfu.process.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.flow.Official;
import cn.bangfu.testing.ApplicationProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start as a new user has it: every official finds work, an auditor what is wrong on purpose and nothing else. */
class DemoCountyTest {

    @Test
    void everybodyFindsSomethingToDo(@TempDir Path folder) throws Exception {
        try (var application = ApplicationProcess.start(folder, "演示环境已就绪")) {
            assertThat(application.log()).contains("demo cases led through 39 acts, 0 households stuck");
            assertThat(steps(application, "cun1-zhuchi"))
                    .containsExactly("UserTask_ReviewInVillage", "UserTask_ReviewInVillage");
            assertThat(steps(application, "cun1-xinxi")).contains("UserTask_VerifyClue");
            assertThat(steps(application, "cun2-xinxi")).contains("UserTask_VisitHousehold");
            assertThat(steps(application, "bumen-yibao")).contains("UserTask_DeliverMeasure");
            var form = Official.demo(application.port(), "cun1-xinxi")
                    .get("/api/starts/StartEvent_HouseholdApplication/form");
            assertThat(form.body().at("/values/applicationDate").asText())
                    .as("time is back from the past")
                    .isEqualTo(LegalClock.dayOf(Instant.now()).toString());
        }
    }

    private static List<String> steps(ApplicationProcess application, String username) {
        var reply = Official.demo(application.port(), username).get("/api/tasks?size=100");
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
        var steps = new ArrayList<String>();
        reply.body()
                .findValue("tasks")
                .forEach(task -> steps.add(task.get("element").asText()));
        return steps;
    }
}
