package cn.bangfu.household;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;

/** Invented people: the first six digits of their numbers are assigned to no place. */
public final class People {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final AtomicInteger COUNT = new AtomicInteger();

    private People() {}

    /** An adult's number that nobody else in this run has. */
    public static IdentityNumber number(boolean male) {
        return numberOf(COUNT.incrementAndGet(), male);
    }

    /** The number of the person with that place among millions; the same every time. */
    public static IdentityNumber numberOf(int place, boolean male) {
        var born = LocalDate.of(1946, 1, 1).plusDays(place % 20_000);
        var order = place / 20_000 * 2 % 1000 + (male ? 1 : 0);
        var digits = "150698" + born.toString().replace("-", "") + "%03d".formatted(order);
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return new IdentityNumber(digits + "10X98765432".charAt(sum % 11));
    }

    public static HouseholdService service(Households households, RegisterStore store, Divisions divisions) {
        return new HouseholdService(households, store, divisions);
    }

    public static Actor actor(Role role, String division) {
        return new Actor(OfficerId.next(), PersonId.next(), "测试员", role, new DivisionCode(division), "某某办公室");
    }
}
