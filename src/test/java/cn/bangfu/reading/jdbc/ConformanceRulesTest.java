package cn.bangfu.reading.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.PostgresTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every rule is a statement that runs. */
@PostgresTest
class ConformanceRulesTest {

    private final JdbcConformance conformance;

    ConformanceRulesTest(JdbcClient jdbc) {
        conformance = new JdbcConformance(jdbc);
    }

    @Test
    void aCountyWithoutCasesHasNoFindings() {
        assertThat(conformance.rules()).hasSizeGreaterThan(35);
        var run = conformance.look(new DivisionCode("150625"), null);
        assertThat(run.findings()).isZero();
    }

    @Test
    void everyRuleSaysWhereItIsWritten() {
        assertThat(conformance.rules()).allSatisfy(rule -> {
            assertThat(List.of(rule.title(), rule.clause(), rule.what())).noneMatch(String::isBlank);
            assertThat(rule.sql()).contains(":county");
        });
    }
}
