package cn.bangfu.assistance;

import static cn.bangfu.assistance.Families.TODAY;
import static cn.bangfu.assistance.Families.family;
import static cn.bangfu.assistance.Families.measure;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.household.HealthState;
import cn.bangfu.household.HouseLevel;
import cn.bangfu.household.Household;
import cn.bangfu.household.LabourCapacity;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.FieldError;
import cn.bangfu.testing.DecisionFiles;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a plan must hold, and how the town is told what is missing. */
class PlanRulesTest {

    private static final FittingMeasures FITTING = new FittingMeasures(new DecisionFiles());

    private static final Household WITH_LABOUR = family().member("巴图", LabourCapacity.ORDINARY)
            .member("萨仁", LabourCapacity.NONE, HealthState.DISABLED)
            .dead("阿古拉")
            .build();
    private static final Household WITHOUT_LABOUR =
            family().member("巴图", LabourCapacity.LOST).build();

    private static final ProposedMeasure HEALTH =
            measure(RiskCause.ILLNESS, MeasureKind.HEALTH, Department.MEDICAL_INSURANCE);
    private static final ProposedMeasure INDUSTRY =
            measure(RiskCause.ILLNESS, MeasureKind.INDUSTRY, Department.AGRICULTURE);

    private static List<FieldError> check(Household household, Set<RiskCause> risks, ProposedMeasure... measures) {
        return new PlanRules(FITTING, household, risks, EnumSet.allOf(Department.class), TODAY)
                .check(Arrays.asList(measures));
    }

    private static List<FieldError> illness(ProposedMeasure... measures) {
        return check(WITH_LABOUR, Set.of(RiskCause.ILLNESS), measures);
    }

    @Test
    void aPlanThatAnswersEveryRiskAndUsesTheLabourIsTaken() {
        assertThat(illness(HEALTH, INDUSTRY)).isEmpty();
    }

    @Test
    void aRiskLeftOpenIsNamed() {
        var errors = check(WITH_LABOUR, Set.of(RiskCause.ILLNESS, RiskCause.WATER), HEALTH, INDUSTRY);
        assertThat(errors).containsExactly(new FieldError("measures", "“饮水不安全”还没有对应的措施。可以是：饮水安全保障"));
    }

    @Test
    void aMeasureThatDoesNotFitItsRiskIsShownInItsRow() {
        var relocation = measure(RiskCause.ILLNESS, MeasureKind.RELOCATION, Department.DEVELOPMENT_REFORM);
        assertThat(illness(relocation, measure(RiskCause.ILLNESS, MeasureKind.FINANCE, Department.AGRICULTURE)))
                .containsExactly(new FieldError("measures[0].kind", "“因病”还没有对应的措施。可以是：健康帮扶、社会帮扶、防贫保"));
    }

    @Test
    void aHouseholdWithLabourGetsMoreThanBackstop() {
        var errors = check(
                WITH_LABOUR,
                Set.of(RiskCause.DISABILITY),
                measure(RiskCause.DISABILITY, MeasureKind.COMPREHENSIVE, Department.CIVIL_AFFAIRS));
        assertThat(errors)
                .containsExactly(new FieldError("measures", "“有劳动力（发展类措施）”还没有对应的措施。可以是：产业帮扶、就业帮扶、金融帮扶、公益性岗位"));
    }

    @Test
    void aHouseholdWithoutLabourGetsBackstopAndNoDevelopmentIsDemanded() {
        assertThat(check(WITHOUT_LABOUR, Set.of(RiskCause.ILLNESS), HEALTH))
                .containsExactly(new FieldError("measures", "“整户无劳动力（兜底）”还没有对应的措施。可以是：综合保障"));
        assertThat(check(
                        WITHOUT_LABOUR,
                        Set.of(RiskCause.ILLNESS),
                        HEALTH,
                        measure(RiskCause.ILLNESS, MeasureKind.COMPREHENSIVE, Department.CIVIL_AFFAIRS)))
                .isEmpty();
    }

    @Test
    void aDamagedHouseAfterADisasterIsRepaired() {
        var damaged = family().member("巴图", null).house(HouseLevel.D).build();
        var relief = measure(RiskCause.DISASTER, MeasureKind.EMERGENCY_RELIEF, Department.CIVIL_AFFAIRS);
        assertThat(check(damaged, Set.of(RiskCause.DISASTER), relief))
                .containsExactly(new FieldError("measures", "“因自然灾害（房屋受损）”还没有对应的措施。可以是：住房安全保障"));
        assertThat(check(
                        damaged,
                        Set.of(RiskCause.DISASTER),
                        relief,
                        measure(RiskCause.DISASTER, MeasureKind.HOUSING, Department.HOUSING)))
                .isEmpty();
    }

    @Test
    void aDepartmentThatDoesNotLeadSuchMeasuresIsRefused() {
        assertThat(illness(measure(RiskCause.ILLNESS, MeasureKind.HEALTH, Department.WATER), INDUSTRY))
                .containsExactly(new FieldError("measures[0].leadDepartment", "第1项（健康帮扶）：水利局不牵头这类措施，应为医疗保障局、卫生健康委员会"));
        var noOffice = new PlanRules(
                FITTING, WITH_LABOUR, Set.of(RiskCause.ILLNESS), EnumSet.of(Department.AGRICULTURE), TODAY);
        assertThat(noOffice.check(List.of(HEALTH, INDUSTRY)))
                .containsExactly(new FieldError("measures[0].leadDepartment", "第1项（健康帮扶）：系统里还没有本县的医疗保障局，请联系系统管理员添加"));
    }

    @Test
    void onlyConfirmedRisksAreAnswered() {
        assertThat(illness(HEALTH, INDUSTRY, measure(RiskCause.SCHOOLING, MeasureKind.EDUCATION, Department.EDUCATION)))
                .containsExactly(new FieldError("measures[2].risk", "第3项（教育帮扶）：县级没有确认“因学”，请选择已确认的风险"));
    }

    @Test
    void anotherRiskAndAnUnregisteredDisabilityAreExplained() {
        var other = measure(RiskCause.OTHER, MeasureKind.INDUSTRY, Department.AGRICULTURE);
        assertThat(check(WITH_LABOUR, Set.of(RiskCause.OTHER), other))
                .extracting(FieldError::field)
                .containsExactly("measures[0].answers");
        var disability = measure(RiskCause.DISABILITY, MeasureKind.COMPREHENSIVE, Department.DISABLED);
        assertThat(check(WITHOUT_LABOUR, Set.of(RiskCause.DISABILITY), disability))
                .extracting(FieldError::field)
                .containsExactly("measures[0].answers");
    }

    private static ProposedMeasure with(
            @Nullable String quantity,
            @Nullable String unit,
            @Nullable String amount,
            @Nullable String reason,
            @Nullable String source,
            int firstDay,
            int lastDay,
            @Nullable String holder) {
        return new ProposedMeasure(
                RiskCause.ILLNESS,
                MeasureKind.HEALTH,
                Department.HEALTH,
                null,
                "签约家庭医生",
                quantity == null ? null : new BigDecimal(quantity),
                unit,
                amount == null ? null : new BigDecimal(amount),
                reason,
                source,
                TODAY.plusDays(firstDay),
                TODAY.plusDays(lastDay),
                holder,
                "每季度随访",
                null);
    }

    private static List<String> fieldsOf(ProposedMeasure measure) {
        return illness(measure, INDUSTRY).stream().map(FieldError::field).toList();
    }

    @Test
    void anAmountThatNoPaperGivesStaysUnsetWithItsReasonAndIsNeverZero() {
        assertThat(fieldsOf(with(null, null, null, "缺本县代缴标准文件", null, 0, 30, null)))
                .isEmpty();
        assertThat(fieldsOf(with(null, null, null, null, null, 0, 30, null)))
                .containsExactly("measures[0].amountReason");
        assertThat(fieldsOf(with(null, null, "0.00", null, "医保基金", 0, 30, null)))
                .containsExactly("measures[0].amount");
        assertThat(fieldsOf(with(null, null, "300", null, null, 0, 30, null)))
                .containsExactly("measures[0].fundSource");
    }

    @Test
    void aQuantityHasItsUnit() {
        assertThat(fieldsOf(with("4", null, "300", null, "财政", 0, 30, null))).containsExactly("measures[0].unit");
        assertThat(fieldsOf(with(null, "次", "300", null, "财政", 0, 30, null))).containsExactly("measures[0].quantity");
    }

    @Test
    void datesFollowEachOther() {
        assertThat(fieldsOf(with(null, null, "300", null, "财政", 5, 4, null))).containsExactly("measures[0].dueOn");
        assertThat(fieldsOf(with(null, null, "300", null, "财政", -9, -1, null))).containsExactly("measures[0].dueOn");
        assertThat(fieldsOf(with(null, null, "300", null, "财政", 0, 0, null))).isEmpty();
    }

    @Test
    void onlyALivingMemberIsPaid() {
        assertThat(fieldsOf(with(null, null, "300", null, "财政", 0, 30, "萨仁"))).isEmpty();
        assertThat(illness(with(null, null, "300", null, "财政", 0, 30, "阿古拉"), INDUSTRY))
                .containsExactly(new FieldError("measures[0].accountHolder", "第1项（健康帮扶）：“阿古拉”不是本户健在的成员。本户成员有：巴图、萨仁"));
    }
}
