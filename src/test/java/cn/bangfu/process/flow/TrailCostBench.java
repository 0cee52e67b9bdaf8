package cn.bangfu.process.flow;

import cn.bangfu.access.Role;
import cn.bangfu.audit.AuditBenches;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEntry;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.shared.CaseId;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * What the trail costs a completed task: the same steps through the gateway with it and without it, in turns. Starts an application of
 * its own, which no test may. Not part of the build: {@code bench/trail-cost.sh}.
 */
@ApplicationTest
@Import(TrailCostBench.Switch.class)
class TrailCostBench {

    private static final int WARM_UP = 6;
    private static final int ROUNDS = 40;

    private static final AtomicBoolean ON = new AtomicBoolean(true);

    @TestConfiguration(proxyBeanMethods = false)
    static class Switch {

        @Bean
        @Primary
        Trail switchableTrail(@Qualifier("jdbcTrail") Trail trail) {
            return new Trail() {
                @Override
                public void append(TrailEvent event) {
                    if (ON.get()) {
                        trail.append(event);
                    }
                }

                @Override
                public List<TrailEntry> of(CaseId caseId) {
                    return trail.of(caseId);
                }

                @Override
                public List<TrailBreak> verify() {
                    return trail.verify();
                }
            };
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @Test
    void costOfTheTrail() {
        var county = new County(port, officers, engine, database);
        var with = new ArrayList<Double>();
        var without = new ArrayList<Double>();
        for (var round = 0; round < WARM_UP + 2 * ROUNDS; round++) {
            var on = round % 4 == 0 || round % 4 == 3;
            ON.set(on);
            var caseId = county.opensCase(county.application("测量户", County.identityNumber(1960), "BUSINESS_FAILURE"));
            var begin = System.nanoTime();
            county.official(Role.COUNTY_CLERK)
                    .does(caseId, "UserTask_SupplyPolicyStatus", Map.of("policyStatus", "ORDINARY"));
            county.runJobs(caseId);
            county.official(Role.VILLAGE_CLERK)
                    .does(caseId, "UserTask_VisitHousehold", FromApplicationToAssistanceTest.visit());
            county.runJobs(caseId);
            var ms = (System.nanoTime() - begin) / 2_000_000.0;
            if (round >= WARM_UP) {
                (on ? with : without).add(ms);
            }
        }
        ON.set(true);
        AuditBenches.line(
                "trail-cost.csv",
                "at,tasks,with ms,without ms,ratio,load",
                "%d,%.1f,%.1f,%.3f"
                        .formatted(with.size() * 2, median(with), median(without), median(with) / median(without)));
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
