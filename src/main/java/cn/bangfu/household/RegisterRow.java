package cn.bangfu.household;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.Residency;
import cn.bangfu.shared.IdentityNumber;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger as it was understood. Null is what the line leaves open; the household's other lines may say it.
 */
public final class RegisterRow {

    private final int sheet;
    private final int line;
    private final List<RowFault> faults = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @Nullable
    String number;

    @Nullable
    String division;

    @Nullable
    RegistrationType registrationType;

    @Nullable
    PolicyStatus policyStatus;

    @Nullable
    Residency residency;

    @Nullable
    MonitoringCategory category;

    @Nullable
    String group;

    @Nullable
    Long incomeCents;

    @Nullable
    HouseLevel houseLevel;

    @Nullable
    Boolean waterSafe;

    @Nullable
    PhoneNumber phone;

    @Nullable
    BankAccount account;

    @Nullable
    String name;

    @Nullable
    IdentityNumber identityNumber;

    @Nullable
    String relation;

    @Nullable
    String ethnicity;

    Set<HealthState> health = EnumSet.noneOf(HealthState.class);

    @Nullable
    LabourCapacity labour;

    @Nullable
    String schooling;

    @Nullable
    Boolean insured;

    RegisterRow(int sheet, int line) {
        this.sheet = sheet;
        this.line = line;
    }

    void fault(RowFault fault) {
        faults.add(fault);
    }

    void note(String note) {
        notes.add(note);
    }

    /** Place of its sheet among those read, from 0. */
    public int sheet() {
        return sheet;
    }

    public int line() {
        return line;
    }

    public List<RowFault> faults() {
        return faults;
    }

    public List<String> notes() {
        return notes;
    }

    public @Nullable String number() {
        return number;
    }

    public @Nullable String division() {
        return division;
    }

    public @Nullable RegistrationType registrationType() {
        return registrationType;
    }

    public @Nullable PolicyStatus policyStatus() {
        return policyStatus;
    }

    public @Nullable Residency residency() {
        return residency;
    }

    public @Nullable MonitoringCategory category() {
        return category;
    }

    public @Nullable String group() {
        return group;
    }

    public @Nullable Long incomeCents() {
        return incomeCents;
    }

    public @Nullable HouseLevel houseLevel() {
        return houseLevel;
    }

    public @Nullable Boolean waterSafe() {
        return waterSafe;
    }

    public @Nullable PhoneNumber phone() {
        return phone;
    }

    public @Nullable BankAccount account() {
        return account;
    }

    public @Nullable String name() {
        return name;
    }

    public @Nullable IdentityNumber identityNumber() {
        return identityNumber;
    }

    public @Nullable String relation() {
        return relation;
    }

    public @Nullable String ethnicity() {
        return ethnicity;
    }

    public Set<HealthState> health() {
        return health;
    }

    public @Nullable LabourCapacity labour() {
        return labour;
    }

    public @Nullable String schooling() {
        return schooling;
    }

    public @Nullable Boolean insured() {
        return insured;
    }
}
