package cn.bangfu.household;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shows one full number to one officer, for a reason that is recorded before anything is shown (T27). Who may see the household's file
 * at all is checked before.
 */
@Service
public class Unmasking {

    /** More than that a day is no case work. */
    static final int MOST_A_DAY = 100;

    private static final int SHORTEST_REASON = 4;
    private static final int LONGEST_REASON = 200;

    /** What may be shown. */
    public enum Field {
        IDENTITY_NUMBER("证件号码"),
        PHONE("联系电话"),
        ACCOUNT("银行账号");

        private final String label;

        Field(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** @param whose name of the member, of the head for the household's own numbers */
        record Shown(Field field, String whose, String value) implements Outcome {}

        record Refused(String message) implements Outcome {}
    }

    private final Households households;
    private final UnmaskLog log;

    Unmasking(Households households, UnmaskLog log) {
        this.households = households;
        this.log = log;
    }

    /** @param member whose identity number; ignored for the household's own numbers */
    @Transactional
    public Outcome show(HouseholdId id, Field field, @Nullable MemberId member, String reason, Actor actor) {
        var why = reason.strip();
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            return new Outcome.Refused("请写明查看原因，4到200个字，例如“核对申报书上的证件号码”。");
        }
        if (log.today(actor.person()) >= MOST_A_DAY) {
            return new Outcome.Refused("您今天已查看" + MOST_A_DAY + "次，请明天再查；确需更多的，请联系系统管理员。");
        }
        var household = households.require(id);
        var whose = field == Field.IDENTITY_NUMBER
                ? household.members().stream()
                        .filter(one -> one.id().equals(member))
                        .findFirst()
                : household.head();
        var value =
                switch (field) {
                    case IDENTITY_NUMBER ->
                        whose.map(one -> one.identityNumber().value());
                    case PHONE -> Optional.ofNullable(household.phone()).map(PhoneNumber::value);
                    case ACCOUNT -> Optional.ofNullable(household.account()).map(BankAccount::value);
                };
        if (value.isEmpty()) {
            return new Outcome.Refused("没有登记" + field.label() + "。");
        }
        log.record(id, field == Field.IDENTITY_NUMBER ? member : null, field, why, actor);
        return new Outcome.Shown(field, whose.map(one -> one.name().value()).orElse(household.headName()), value.get());
    }
}
