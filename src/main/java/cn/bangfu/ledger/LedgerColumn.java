package cn.bangfu.ledger;

import java.util.List;

/** A column that a ledger may hold; an enum a ledger implements it, one constant a column. */
public interface LedgerColumn {

    /** Its usual heading, also used when people are told about the column. */
    String heading();

    /** Other headings that mean the same. Brackets, spaces, asterisks and full-width letters need not be repeated. */
    List<String> alsoCalled();

    /** Whether a heading that is not listed means it all the same; as {@link LedgerText#heading} gives it. */
    default boolean isMeantBy(String heading) {
        return false;
    }

    /** Whether a table without this column can't be read at all. */
    boolean required();
}
