package cn.bangfu.process.gateway;

import cn.bangfu.access.Role;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A way to open a case: a start event of a model with its form. Its bean is named like a {@link Step}'s: {@code submitApplicationStep}. */
public interface StartStep {

    /** Id in the model: {@code StartEvent_HouseholdApplication}. */
    String element();

    /** Key of the process that it starts. */
    String processKey();

    /** Who may open a case this way, each within the own division. */
    Set<Role> roles();

    /** Whether the form itself may say whom it concerns, a household that stands in no register yet. */
    default boolean takesNewHousehold() {
        return false;
    }

    /** Values with which the form opens; as {@link Step#prefill}. */
    Map<String, @Nullable Object> prefill(StartContext context);

    /** Takes the answer into the domain and starts the case through the feature's own port, in the gateway's transaction. */
    StartResult submit(StartContext context, Answers answers);
}
