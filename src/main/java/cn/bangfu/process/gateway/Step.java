package cn.bangfu.process.gateway;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One user step. Its bean's name is the stem with {@code Step}: {@code visitHouseholdStep} for {@code UserTask_VisitHousehold} and
 * {@code forms/visit-household.form}.
 */
public interface Step {

    /** Id in the model: {@code UserTask_VisitHousehold}. */
    String element();

    /**
     * Values with which the form opens: keys of the form; plain JSON types, {@code LocalDate}, {@code BigDecimal} and enum constants.
     * Personal data is allowed; it goes to the officer's browser and never to the engine.
     */
    Map<String, @Nullable Object> prefill(StepContext context);

    /**
     * Takes the answer, which fits the form, into the domain. Runs in the transaction that completes the task: what it wrote before
     * refusing or throwing is undone.
     */
    StepResult submit(StepContext context, Answers answers);
}
