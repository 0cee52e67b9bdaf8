package cn.bangfu.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cn.bangfu.assistance.PaymentComparison.Verdict;
import cn.bangfu.comparison.ComparisonStore;
import cn.bangfu.comparison.DepartmentFiles;
import cn.bangfu.comparison.DepartmentFiles.Taken;
import cn.bangfu.comparison.Register;
import cn.bangfu.household.Household;
import cn.bangfu.household.Households;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.MemberId;
import cn.bangfu.testing.DecisionFiles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table that says what the departments' lists mean for a payment, and who is compared with which list. */
class PaymentComparisonTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");

    private final DecisionFiles tables = new DecisionFiles();
    private final Household household =
            Families.family().member("巴图", null).member("萨仁", null).build();
    private final ComparisonStore store = mock(ComparisonStore.class);
    private final DepartmentFiles files = mock(DepartmentFiles.class);
    private final Households households = mock(Households.class);
    private final PaymentComparison comparison = new PaymentComparison(store, files, households, tables);
    private final List<ComparisonStore.LookUp> asked = new ArrayList<>();

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of("C1", "DEATHS", "SHEEP_SOLD", "INDUSTRY", "", Verdict.REFUSE),
                Arguments.of("C2", "DEATHS", "SHEEP_SOLD", "INDUSTRY", "NO_LIST", Verdict.EXPLAIN),
                Arguments.of("C3", "EDUCATION", "COLLEGE", "EDUCATION", "NONE", Verdict.PAY),
                Arguments.of("C4", "EDUCATION", "COLLEGE", "EDUCATION", "NO_LIST", Verdict.EXPLAIN),
                Arguments.of("C5", "EDUCATION", "COLLEGE", "EDUCATION", "休学", Verdict.EXPLAIN),
                Arguments.of("C6", "EDUCATION", "", "COMPULSORY_EDUCATION", "辍学", Verdict.REFUSE),
                Arguments.of("C7", "SUBSISTENCE", "TEKUN_MEDICAL_PREMIUM", "HEALTH", "农村特困", Verdict.PAY),
                Arguments.of("C8", "SUBSISTENCE", "TEKUN_MEDICAL_PREMIUM", "HEALTH", "NO_LIST", Verdict.EXPLAIN),
                Arguments.of("C9", "SUBSISTENCE", "TEKUN_MEDICAL_PREMIUM", "HEALTH", "农村低保", Verdict.REFUSE),
                Arguments.of("C10", "SUBSISTENCE", "MEDICAL_PREMIUM", "HEALTH", "农村特困", Verdict.REFUSE),
                Arguments.of("C11", "SUBSISTENCE", "", "COMPREHENSIVE", "农村低保", Verdict.EXPLAIN),
                Arguments.of("C12", "SUBSISTENCE", "", "COMPREHENSIVE", "NO_LIST", Verdict.EXPLAIN),
                Arguments.of("C13", "DISABILITY", "", "COMPREHENSIVE", "一级", Verdict.EXPLAIN),
                Arguments.of("C14", "DISABILITY", "", "COMPREHENSIVE", "NO_LIST", Verdict.EXPLAIN),
                Arguments.of("C15", "DISABILITY", "SHEEP_SOLD", "INDUSTRY", "一级", Verdict.PAY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aRow(String row, String register, String item, String kind, String listed, Verdict verdict) {
        var result = tables.evaluate(
                PaymentComparison.TABLE,
                Map.of("county", "150625", "register", register, "item", item, "kind", kind, "listed", listed));
        assertThat(result.reference()).isEqualTo("payment-comparison:1#" + row);
        assertThat(result.outcome("result", Verdict.class)).isEqualTo(verdict);
        assertThat(String.valueOf(result.decidingRow().outputs().get("message")).isEmpty())
                .as("a word to the payer where it is not simply paid")
                .isEqualTo(verdict == Verdict.PAY);
    }

    @Test
    void noRowIsLeftOut() {
        assertThat(rows().map(arguments -> arguments.get()[0]))
                .containsExactlyElementsOf(tables.rules(PaymentComparison.TABLE).stream()
                        .map(rule -> rule.getDescription().getTextContent().split(" ")[0])
                        .toList());
    }

    private FundBatch.Line line(MeasureKind kind, @Nullable String item, @Nullable MemberId beneficiary) {
        return new FundBatch.Line(
                UUID.randomUUID(),
                UUID.randomUUID(),
                household.id(),
                household.village(),
                "巴图",
                beneficiary,
                household.members().get(0).id(),
                "巴图",
                kind,
                item,
                "补助",
                "补助",
                null,
                null,
                null,
                BigDecimal.TEN,
                null,
                true,
                BigDecimal.TEN,
                null,
                null);
    }

    /** All lists are here; on them stand these. */
    private List<PaymentComparison.Hit> compare(FundBatch.Line line, Map<ComparisonStore.LookUp, String> listed) {
        when(households.require(household.id())).thenReturn(household);
        when(files.current(COUNTY))
                .thenReturn(Arrays.stream(Register.values())
                        .map(register ->
                                new Taken(UUID.randomUUID(), register, "f", Families.TODAY, 1, Instant.EPOCH, true))
                        .toList());
        doAnswer(call -> {
                    List<ComparisonStore.LookUp> lookUps = call.getArgument(1);
                    asked.addAll(lookUps);
                    return lookUps.stream()
                            .filter(listed::containsKey)
                            .map(lookUp -> new ComparisonStore.Match(
                                    lookUp.member(),
                                    lookUp.register(),
                                    UUID.randomUUID(),
                                    0,
                                    1,
                                    "",
                                    listed.get(lookUp),
                                    null,
                                    null,
                                    ""))
                            .toList();
                })
                .when(store)
                .matches(any(), any());
        return comparison.compare(COUNTY, List.of(line)).hits().getOrDefault(line.id(), List.of());
    }

    @Test
    void onlyListsThatDepartmentsSendByTheirOwnDutyAreLookedAt() {
        compare(line(MeasureKind.COMPREHENSIVE, null, null), Map.of());
        assertThat(asked).isNotEmpty().allMatch(lookUp -> lookUp.register().isPushed());
    }

    @Test
    void theDeadAreNotPaidAndADeadRelativeStopsNobody() {
        var head = household.members().get(0).id();
        var spouse = household.members().get(1).id();
        var listed = new HashMap<ComparisonStore.LookUp, String>();
        listed.put(new ComparisonStore.LookUp(spouse, Register.DEATHS), "");
        assertThat(compare(line(MeasureKind.INDUSTRY, "SHEEP_SOLD", null), listed))
                .as("the payee lives")
                .isEmpty();
        listed.put(new ComparisonStore.LookUp(head, Register.DEATHS), "");
        assertThat(compare(line(MeasureKind.INDUSTRY, "SHEEP_SOLD", null), listed))
                .singleElement()
                .satisfies(hit -> {
                    assertThat(hit.verdict()).isEqualTo(Verdict.REFUSE);
                    assertThat(hit.message()).startsWith("巴图：").contains("死亡登记");
                });
    }

    @Test
    void aPersonsSubsidyIsComparedForThatPersonAHouseholdsForAll() {
        var spouse = household.members().get(1).id();
        var listed = Map.of(new ComparisonStore.LookUp(spouse, Register.SUBSISTENCE), "农村低保");
        assertThat(compare(
                        line(
                                MeasureKind.COMPREHENSIVE,
                                "DIBAO",
                                household.members().get(0).id()),
                        listed))
                .isEmpty();
        assertThat(compare(line(MeasureKind.COMPREHENSIVE, null, null), listed))
                .singleElement()
                .satisfies(hit -> {
                    assertThat(hit.verdict()).isEqualTo(Verdict.EXPLAIN);
                    assertThat(hit.message()).startsWith("萨仁：").contains("低保");
                    assertThat(hit.rule()).isEqualTo("payment-comparison:1#C11");
                });
    }
}
