package cn.bangfu.ledger;

import org.jspecify.annotations.Nullable;

/** Takes a table's rows while they are read. What it throws ends the reading and comes out of it as it was thrown. */
public interface LedgerHandler<C extends LedgerColumn> {

    /**
     * A table begins; a workbook may hold several.
     *
     * @return in Chinese why this table can't be read and what to do; null to go on
     */
    default @Nullable String table(LedgerTable<C> table) {
        return null;
    }

    void row(LedgerRow<C> row);
}
