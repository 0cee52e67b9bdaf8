package cn.bangfu.policy;

import org.jspecify.annotations.Nullable;

/** A released table cannot be used as it is: a fault of the table, not of the case. Holds no input, they are personal. */
public class UndecidedTable extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public UndecidedTable(DecisionResult result, String fault) {
        this(result.decisionKey(), result.version(), fault);
    }

    public UndecidedTable(String decisionKey, int version, String fault) {
        this(decisionKey, version, fault, null);
    }

    public UndecidedTable(String decisionKey, int version, String fault, @Nullable Throwable cause) {
        super("decision table " + decisionKey + " version " + version + ": " + fault, cause);
    }
}
