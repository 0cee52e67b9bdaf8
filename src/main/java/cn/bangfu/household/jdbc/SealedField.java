package cn.bangfu.household.jdbc;

import cn.bangfu.household.BankAccount;
import cn.bangfu.household.PhoneNumber;
import java.util.Arrays;

/** Fields whose old and new values stand sealed in the history, and how much of them people see. */
enum SealedField {
    IDENTITY_NUMBER("证件号码") {
        @Override
        String masked(String value) {
            return "*".repeat(value.length());
        }
    },
    PHONE("联系电话") {
        @Override
        String masked(String value) {
            return new PhoneNumber(value).masked();
        }
    },
    ACCOUNT("银行账号") {
        @Override
        String masked(String value) {
            return new BankAccount(value).masked();
        }
    };

    private final String heading;

    SealedField(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }

    abstract String masked(String value);

    static SealedField of(String heading) {
        return Arrays.stream(values())
                .filter(field -> field.heading.equals(heading))
                .findFirst()
                .orElseThrow();
    }
}
