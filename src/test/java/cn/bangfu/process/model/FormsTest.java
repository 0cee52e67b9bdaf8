package cn.bangfu.process.model;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.household.HealthState;
import cn.bangfu.household.LabourCapacity;
import cn.bangfu.identification.Consent;
import cn.bangfu.identification.ReturnTo;
import cn.bangfu.identification.ReviewMeeting;
import cn.bangfu.identification.VisitPlace;
import cn.bangfu.policy.Copes;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.Residency;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.policy.SuddenEvent;
import cn.bangfu.process.gateway.form.FormSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms ask what the rules need, in words of ours, and in a shape that the server can check. */
class FormsTest {

    /** Choices that the domain knows by the same constants and calls by the same words. */
    private static final Map<String, Map<String, String>> SAME_WORDS = Map.of(
            "risks", words(RiskCause.values(), RiskCause::label),
            "addedRisks", words(RiskCause.values(), RiskCause::label),
            "mainRisk", words(RiskCause.values(), RiskCause::label),
            "risk", words(RiskCause.values(), RiskCause::label),
            "category", words(MonitoringCategory.values(), MonitoringCategory::label),
            "leadDepartment", words(Department.values(), Department::label),
            "returnTo", words(ReturnTo.values(), ReturnTo::label),
            "policyStatus", words(PolicyStatus.values(), PolicyStatus::label),
            "labour", words(LabourCapacity.values(), LabourCapacity::label),
            "health", words(HealthState.values(), HealthState::label));

    /** Choices that the domain knows by the same constants, put as answers to a question. */
    private static final Map<String, Set<String>> SAME_CONSTANTS = Map.of(
            "permanentResident", constants(Residency.values()),
            "copes", constants(Copes.values()),
            "suddenEvent", constants(SuddenEvent.values()),
            "consent", constants(Consent.Decision.values()),
            "visitPlace", constants(VisitPlace.values()),
            "meetingKind", constants(ReviewMeeting.Kind.values()));

    /** Kinds of answers that only some forms offer. */
    private static final Set<String> IN_PART = Set.of("returnTo", "permanentResident", "policyStatus");

    static List<FormFile> forms() {
        return FormFile.all();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theServerCanCheckAnAnswer(FormFile form) throws IOException {
        var schema = FormSchema.parse(Files.readAllBytes(Path.of("forms", form.name() + ".form")));
        assertThat(schema.key()).isEqualTo(form.name());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void choicesAreTheDomainsOwn(FormFile form) {
        SAME_WORDS.forEach((key, words) -> choices(form, key).forEach(options -> {
            assertThat(words).as("%s of %s", key, form).containsAllEntriesOf(options);
            if (!IN_PART.contains(key)) {
                assertThat(options).hasSameSizeAs(words);
            }
        }));
        SAME_CONSTANTS.forEach((key, constants) -> choices(form, key).forEach(options -> {
            assertThat(constants).as("%s of %s", key, form).containsAll(options.keySet());
            if (!IN_PART.contains(key)) {
                assertThat(options.keySet()).hasSameSizeAs(constants);
            }
        }));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyWordIsChineseAndPlain(FormFile form) {
        assertThat(form.entries())
                .filteredOn(entry -> !entry.kind().equals("reference"))
                .allSatisfy(entry -> {
                    assertThat(entry.label())
                            .as(entry.path())
                            .matches(".*\\p{IsHan}.*")
                            .doesNotContainPattern("[A-Za-z]{2,}");
                    assertThat(entry.node().path("description").asText()).hasSizeLessThan(45);
                    assertThat(entry.options().values())
                            .allSatisfy(label -> assertThat(label).matches(".*\\p{IsHan}.*"));
                });
    }

    @ParameterizedTest
    @MethodSource("forms")
    void moneyIsInYuan(FormFile form) {
        assertThat(form.entries())
                .filteredOn(entry -> entry.kind().equals("money"))
                .allSatisfy(entry -> assertThat(entry.node()
                                .path("appearance")
                                .path("suffixAdorner")
                                .asText())
                        .isEqualTo("元"));
    }

    @Test
    void theMeetingSeesNoIncomesAndNoDiagnoses() {
        assertThat(FormFile.read("review-in-village").entries())
                .noneMatch(entry -> entry.kind().equals("money"))
                .extracting(FormFile.Entry::key)
                .doesNotContain("category", "health", "findings", "incomePerHead");
    }

    @Test
    void aRefusalIsReasonedDeliveredAndSaysWhereToAskAgain() {
        for (var form :
                List.of("deliver-refusal", "deliver-non-acceptance", "answer-routing", "countersign-relief-sufficed")) {
            assertThat(FormFile.read(form).entries().stream()
                            .filter(FormFile.Entry::required)
                            .map(FormFile.Entry::key))
                    .as(form)
                    .contains("deliveredOn", "receivedBy", "deliveryWay", "deliveryEvidence", "recheckTold");
            assertThat(FormFile.read(form).entries())
                    .as(form)
                    .extracting(FormFile.Entry::key)
                    .contains("recheckOffice", "recheckUntil")
                    .containsAnyOf("reason", "answer");
        }
    }

    @Test
    void atLeastTwoVisitAHousehold() {
        for (var form : List.of("visit-household", "verify-clue")) {
            assertThat(FormFile.read(form).entries())
                    .filteredOn(entry -> entry.path().equals("visitors[]"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.node()
                                    .path("properties")
                                    .path("minRows")
                                    .asInt())
                            .isEqualTo(2));
        }
    }

    @Test
    void theSameKeyIsTheSameKindOfFieldEverywhere() {
        var shapes = forms().stream()
                .flatMap(form -> form.entries().stream().filter(FormFile.Entry::routing))
                .collect(Collectors.groupingBy(
                        FormFile.Entry::key, Collectors.mapping(FormFile.Entry::type, Collectors.toSet())));
        assertThat(shapes).allSatisfy((key, types) -> assertThat(types).as(key).hasSize(1));
    }

    private static List<Map<String, String>> choices(FormFile form, String key) {
        return form.fields(key).stream()
                .map(FormFile.Entry::options)
                .map(options -> {
                    var chosen = new LinkedHashMap<>(options);
                    chosen.remove("NONE", "没有");
                    chosen.remove("NONE", "没有风险");
                    return (Map<String, String>) chosen;
                })
                .filter(options -> !options.isEmpty())
                .toList();
    }

    private static <E extends Enum<E>> Map<String, String> words(E[] values, Function<E, String> label) {
        return Arrays.stream(values).collect(Collectors.toMap(Enum::name, label));
    }

    private static Set<String> constants(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
