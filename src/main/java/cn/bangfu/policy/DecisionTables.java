package cn.bangfu.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port to the decision tables that process owners keep. */
public interface DecisionTables {

    /**
     * Asks the newest released version of a table.
     *
     * @param decisionKey name of the table's file
     * @param inputs strings, booleans, numbers and lists of strings by name; names the table does not use are ignored
     */
    DecisionResult evaluate(String decisionKey, Map<String, ? extends @Nullable Object> inputs);
}
