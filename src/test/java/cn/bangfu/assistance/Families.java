package cn.bangfu.assistance;

import cn.bangfu.access.Department;
import cn.bangfu.household.HealthState;
import cn.bangfu.household.HouseLevel;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.LabourCapacity;
import cn.bangfu.household.People;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.Residency;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Invented households and measures for the tests of assistance. */
public final class Families {

    public static final LocalDate TODAY = LocalDate.of(2026, 5, 20);
    public static final String VILLAGE = "150625101205";

    private final HouseholdId id;
    private final List<HouseholdMember> members = new ArrayList<>();
    private @Nullable HouseLevel house;

    private Families(HouseholdId id) {
        this.id = id;
    }

    public static Families family() {
        return new Families(HouseholdId.next());
    }

    public Families member(
            MemberId member,
            String name,
            @Nullable LabourCapacity labour,
            @Nullable LocalDate died,
            HealthState... health) {
        members.add(new HouseholdMember(
                member,
                id,
                new PersonName(name),
                People.number(true),
                members.isEmpty() ? HouseholdMember.HEAD : "之子",
                null,
                Set.of(health),
                labour,
                null,
                true,
                null,
                died));
        return this;
    }

    public Families member(String name, @Nullable LabourCapacity labour, HealthState... health) {
        return member(MemberId.next(), name, labour, null, health);
    }

    public Families dead(String name) {
        return member(MemberId.next(), name, LabourCapacity.ORDINARY, LocalDate.of(2025, 1, 1));
    }

    public Families house(HouseLevel level) {
        house = level;
        return this;
    }

    public Household build() {
        return new Household(
                id,
                "H1",
                new DivisionCode(VILLAGE),
                null,
                RegistrationType.ORDINARY,
                PolicyStatus.ORDINARY,
                Residency.YES,
                null,
                null,
                house,
                true,
                new PhoneNumber("13800001234"),
                null,
                members,
                null,
                1);
    }

    public static ProposedMeasure measure(RiskCause risk, MeasureKind kind, Department lead) {
        return new ProposedMeasure(
                risk,
                kind,
                lead,
                null,
                "按政策办理",
                null,
                null,
                new BigDecimal("1200"),
                null,
                "县级财政资金",
                TODAY,
                TODAY.plusMonths(2),
                null,
                "问题解决",
                null);
    }
}
