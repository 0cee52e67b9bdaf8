package cn.bangfu.household;

import cn.bangfu.shared.IdentityNumber;

/**
 * Why a row of a ledger was not taken in. The texts never repeat what the cell says, so they may stand in a log or an answer.
 *
 * @param column heading of the column to look at
 * @param message what is wrong
 * @param remedy what to do
 */
public record RowFault(String column, Reason reason, String message, String remedy) {

    /** What is wrong, in a word for programs. */
    public enum Reason {
        MISSING("missing"),
        /** The number belongs to somebody else in the file: this person's own was never filled in. */
        OWN_NUMBER_MISSING("missing"),
        CHECK_DIGIT("check digit"),
        BIRTH_DATE("birth date"),
        LENGTH("length"),
        FIFTEEN_DIGITS("15 digits"),
        LOST_DIGITS("lost digits"),
        CHARACTERS("characters"),
        DUPLICATE_PERSON("duplicate person"),
        UNKNOWN_VILLAGE("unknown village"),
        OTHER_DIVISION("other division"),
        NEGATIVE_INCOME("negative income"),
        NOT_A_NUMBER("not a number"),
        UNKNOWN_WORD("unknown word"),
        CONTRADICTION("contradiction"),
        DIFFERS_IN_HOUSEHOLD("differs within the household"),
        SECOND_HEAD("second head"),
        FORMULA("formula"),
        DEAD_PERSON("registered as dead"),
        REGISTERED_ELSEWHERE("registered elsewhere");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static RowFault of(RegisterColumn column, Reason reason, String message, String remedy) {
        return new RowFault(column.heading(), reason, message, remedy);
    }

    static RowFault of(IdentityNumber.Fault fault) {
        var reason =
                switch (fault) {
                    case MISSING -> Reason.MISSING;
                    case EXCEL_LOST_DIGITS -> Reason.LOST_DIGITS;
                    case FIFTEEN_DIGITS -> Reason.FIFTEEN_DIGITS;
                    case LENGTH, SEVERAL -> Reason.LENGTH;
                    case CHARACTERS, MASKED, COMPANY_CODE, OTHER_PAPER -> Reason.CHARACTERS;
                    case BIRTH_DATE -> Reason.BIRTH_DATE;
                    case CHECK_CHARACTER -> Reason.CHECK_DIGIT;
                };
        return of(RegisterColumn.IDENTITY_NUMBER, reason, fault.message(), fault.remedy());
    }
}
