package cn.bangfu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of the procedure, as officials say and write them. */
class VocabularyTest {

    private record Vocabulary(List<? extends Labelled> words, Function<String, Optional<? extends Labelled>> parser) {}

    static Stream<Vocabulary> vocabularies() {
        return Stream.of(
                new Vocabulary(List.of(RiskCause.values()), RiskCause::fromWords),
                new Vocabulary(List.of(MonitoringCategory.values()), MonitoringCategory::fromWords),
                new Vocabulary(List.of(PolicyStatus.values()), PolicyStatus::fromWords),
                new Vocabulary(List.of(RegistrationType.values()), RegistrationType::fromWords),
                new Vocabulary(List.of(MonitoringState.values()), MonitoringState::fromWords),
                new Vocabulary(List.of(Channel.values()), Channel::fromWords),
                new Vocabulary(List.of(Residency.values()), Residency::fromWords),
                new Vocabulary(List.of(Copes.values()), Copes::fromWords),
                new Vocabulary(List.of(Guarantee.values()), Guarantee::fromWords),
                new Vocabulary(List.of(SuddenEvent.values()), SuddenEvent::fromWords));
    }

    @ParameterizedTest
    @MethodSource("vocabularies")
    void everyLabelIsChineseAndReadBack(Vocabulary vocabulary) {
        for (var word : vocabulary.words()) {
            assertThat(word.label()).matches("[\\p{IsHan}（）、：]+");
            assertThat(vocabulary.parser().apply(word.label())).hasValue(cast(word));
            assertThat(vocabulary.parser().apply("  " + word.label() + " ")).hasValue(cast(word));
        }
        assertThat(vocabulary.parser().apply("别的什么")).isEmpty();
        assertThat(vocabulary.parser().apply("")).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Labelled word) {
        return (T) word;
    }

    @Test
    void olderPapersAndOtherCountiesSayTheSameInOtherWords() {
        assertThat(MonitoringCategory.fromWords("脱贫监测户")).hasValue(MonitoringCategory.UNSTABLE);
        assertThat(MonitoringCategory.fromWords("边缘户")).hasValue(MonitoringCategory.MARGINAL);
        assertThat(RiskCause.fromWords("因灾")).hasValue(RiskCause.DISASTER);
        assertThat(RiskCause.fromWords("失学 辍学")).hasValue(RiskCause.DROPOUT);
        assertThat(MonitoringState.fromWords("监测对象（风险未消除）")).hasValue(MonitoringState.MONITORED);
    }

    @Test
    void thereAreThirteenRiskCodesAndThreeCategories() {
        assertThat(RiskCause.values()).hasSize(13);
        assertThat(MonitoringCategory.values()).hasSize(3);
    }

    @Test
    void noParameterHasAnotherOnesName() {
        assertThat(Parameters.ALL.stream().map(Parameter::name)).doesNotHaveDuplicates();
        assertThat(Parameters.ALL.stream().map(Parameter::label)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(StopReason.values()).map(Parameters::limitOf)).doesNotHaveDuplicates();
    }
}
