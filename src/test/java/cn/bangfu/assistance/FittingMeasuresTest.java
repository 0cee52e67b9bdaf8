package cn.bangfu.assistance;

import static cn.bangfu.assistance.MeasureKind.COMPREHENSIVE;
import static cn.bangfu.assistance.MeasureKind.COMPULSORY_EDUCATION;
import static cn.bangfu.assistance.MeasureKind.EDUCATION;
import static cn.bangfu.assistance.MeasureKind.EMERGENCY_RELIEF;
import static cn.bangfu.assistance.MeasureKind.EMPLOYMENT;
import static cn.bangfu.assistance.MeasureKind.FINANCE;
import static cn.bangfu.assistance.MeasureKind.HEALTH;
import static cn.bangfu.assistance.MeasureKind.HOUSING;
import static cn.bangfu.assistance.MeasureKind.INDUSTRY;
import static cn.bangfu.assistance.MeasureKind.INSURANCE;
import static cn.bangfu.assistance.MeasureKind.PUBLIC_JOB;
import static cn.bangfu.assistance.MeasureKind.RELOCATION;
import static cn.bangfu.assistance.MeasureKind.SOCIAL;
import static cn.bangfu.assistance.MeasureKind.WATER;
import static cn.bangfu.assistance.MeasureKind.WORK_RELIEF;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.testing.DecisionFiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of measures and departments, row by row (rules.md 2.1, 2.2). */
class FittingMeasuresTest {

    private static final DecisionFiles FILES = new DecisionFiles();
    private static final FittingMeasures FITTING = new FittingMeasures(FILES);
    private static final Circumstances PLAIN = new Circumstances(Labour.UNKNOWN, false, false, false);

    private record MatrixRow(String ruleId, String subject, MeasureKind kind) {}

    private static Stream<MatrixRow> line(int number, String subject, MeasureKind... kinds) {
        var rows = Stream.<MatrixRow>builder();
        for (var i = 0; i < kinds.length; i++) {
            rows.add(new MatrixRow("Rule_M" + number + "_" + (i + 1), subject, kinds[i]));
        }
        return rows.build();
    }

    static Stream<MatrixRow> matrix() {
        return Stream.of(
                        line(1, "ILLNESS", HEALTH, SOCIAL, INSURANCE),
                        line(2, "SCHOOLING", COMPULSORY_EDUCATION, EDUCATION, SOCIAL),
                        line(3, "DISABILITY", COMPREHENSIVE, SOCIAL),
                        line(4, "DISASTER", EMERGENCY_RELIEF, INSURANCE, SOCIAL, INDUSTRY),
                        line(5, "DISASTER", HOUSING),
                        line(6, "ACCIDENT", EMERGENCY_RELIEF, INSURANCE, HEALTH, COMPREHENSIVE, SOCIAL),
                        line(7, "LABOUR_SHORTAGE", COMPREHENSIVE, PUBLIC_JOB, SOCIAL),
                        line(8, "UNSTABLE_EMPLOYMENT", EMPLOYMENT, PUBLIC_JOB, WORK_RELIEF),
                        line(9, "BUSINESS_FAILURE", INDUSTRY, FINANCE, EMPLOYMENT),
                        line(10, "HOUSING", HOUSING, RELOCATION),
                        line(11, "WATER", WATER),
                        line(12, "DROPOUT", COMPULSORY_EDUCATION),
                        line(13, "UNINSURED", HEALTH, SOCIAL),
                        line(15, "NO_LABOUR", COMPREHENSIVE),
                        line(16, "LABOUR", INDUSTRY, EMPLOYMENT, FINANCE, PUBLIC_JOB))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void eachRowOffersItsMeasure(MatrixRow row) {
        var result = FILES.evaluate(
                FittingMeasures.MEASURES,
                Map.of("subject", row.subject(), "houseDamaged", true, "weakLabourOfAge", true));
        assertThat(result.rows())
                .filteredOn(fired -> fired.ruleId().equals(row.ruleId()))
                .singleElement()
                .satisfies(fired -> assertThat(fired.outputs().get("kind"))
                        .isEqualTo(row.kind().name()));
    }

    @Test
    void everyRowOfTheFilesIsTestedAndSaysItsSource() {
        assertThat(FILES.rules(FittingMeasures.MEASURES).stream().map(rule -> rule.getId()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(matrix().map(MatrixRow::ruleId), Stream.of("Rule_M14_1"))
                                .toList());
        for (var table : List.of(FittingMeasures.MEASURES, FittingMeasures.DEPARTMENTS)) {
            assertThat(FILES.rules(table))
                    .allSatisfy(rule -> assertThat(rule.getDescription().getTextContent())
                            .matches("(?s)[MD]\\d+(_\\d)? .+依据:.+")
                            .satisfies(text -> assertThat(rule.getId()).isEqualTo("Rule_" + text.split(" ")[0])));
        }
    }

    @Test
    void everyRiskHasAnAnswer() {
        for (var risk : RiskCause.values()) {
            assertThat(FITTING.needs(Set.of(risk), PLAIN)).hasSize(1).allSatisfy(need -> assertThat(need.risk())
                    .isEqualTo(risk));
        }
    }

    @Test
    void anotherRiskMayBeAnsweredByAnything() {
        var need = FITTING.needs(Set.of(RiskCause.OTHER), PLAIN).get(0);
        assertThat(need.kinds()).containsExactly(MeasureKind.values());
        assertThat(need.rule()).isEqualTo("risk-measure:1#M14_1");
    }

    @Test
    void aDamagedHouseIsRepairedBesideTheRelief() {
        var needs = FITTING.needs(Set.of(RiskCause.DISASTER), new Circumstances(Labour.UNKNOWN, false, true, false));
        assertThat(needs).hasSize(2);
        assertThat(needs.get(0).kinds()).doesNotContain(HOUSING);
        assertThat(needs.get(1).kinds()).containsExactly(HOUSING);
        assertThat(needs.get(1).metBy(RiskCause.HOUSING, HOUSING)).isTrue();
    }

    @Test
    void aPublicWelfarePostAnswersLabourShortageOnlyOfWeakLabourOfAge() {
        var shortage = Set.of(RiskCause.LABOUR_SHORTAGE);
        assertThat(FITTING.needs(shortage, PLAIN).get(0).kinds()).containsExactly(COMPREHENSIVE, SOCIAL);
        assertThat(FITTING.needs(shortage, new Circumstances(Labour.UNKNOWN, true, false, false))
                        .get(0)
                        .kinds())
                .containsExactly(COMPREHENSIVE, PUBLIC_JOB, SOCIAL);
    }

    @Test
    void labourAsksForDevelopmentAndItsLackForBackstop() {
        var withLabour = FITTING.needs(Set.of(), new Circumstances(Labour.PRESENT, false, false, false));
        assertThat(withLabour).singleElement().satisfies(need -> assertThat(need.kinds())
                .containsExactly(INDUSTRY, EMPLOYMENT, FINANCE, PUBLIC_JOB));
        var without = FITTING.needs(Set.of(), new Circumstances(Labour.NONE, false, false, false));
        assertThat(without).singleElement().satisfies(need -> assertThat(need.kinds())
                .containsExactly(COMPREHENSIVE));
    }

    static Stream<Map.Entry<MeasureKind, List<Department>>> leads() {
        return Map.ofEntries(
                Map.entry(INDUSTRY, List.of(Department.AGRICULTURE)),
                Map.entry(EMPLOYMENT, List.of(Department.HUMAN_RESOURCES)),
                Map.entry(PUBLIC_JOB, List.of(Department.HUMAN_RESOURCES)),
                Map.entry(FINANCE, List.of(Department.AGRICULTURE)),
                Map.entry(COMPULSORY_EDUCATION, List.of(Department.EDUCATION)),
                Map.entry(EDUCATION, List.of(Department.EDUCATION, Department.AGRICULTURE)),
                Map.entry(HEALTH, List.of(Department.MEDICAL_INSURANCE, Department.HEALTH)),
                Map.entry(COMPREHENSIVE, List.of(Department.CIVIL_AFFAIRS, Department.DISABLED)),
                Map.entry(SOCIAL, List.of(Department.CIVIL_AFFAIRS, Department.AGRICULTURE)),
                Map.entry(EMERGENCY_RELIEF, List.of(Department.CIVIL_AFFAIRS)),
                Map.entry(INSURANCE, List.of(Department.AGRICULTURE)),
                Map.entry(HOUSING, List.of(Department.HOUSING)),
                Map.entry(WATER, List.of(Department.WATER)),
                Map.entry(
                        MeasureKind.LIVING_CONDITIONS,
                        List.of(Department.AGRICULTURE, Department.TRANSPORT, Department.NATURAL_RESOURCES)),
                Map.entry(RELOCATION, List.of(Department.DEVELOPMENT_REFORM)),
                Map.entry(WORK_RELIEF, List.of(Department.DEVELOPMENT_REFORM)))
                .entrySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("leads")
    void eachMeasureIsLedByItsDepartments(Map.Entry<MeasureKind, List<Department>> kind) {
        assertThat(FITTING.leads(kind.getKey()).stream().map(FittingMeasures.Lead::department))
                .containsExactlyElementsOf(kind.getValue());
    }

    @Test
    void everyKindOfMeasureHasALeadAndNoRowIsLeftOver() {
        assertThat(leads().map(Map.Entry::getKey)).containsExactlyInAnyOrder(MeasureKind.values());
        assertThat(leads().mapToInt(lead -> lead.getValue().size()).sum())
                .isEqualTo(FILES.rules(FittingMeasures.DEPARTMENTS).size());
    }
}
