package cn.bangfu.household.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.household.BankAccount;
import cn.bangfu.household.HealthState;
import cn.bangfu.household.HouseLevel;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdChange;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.HouseholdSummary;
import cn.bangfu.household.Households;
import cn.bangfu.household.LabourCapacity;
import cn.bangfu.household.NewHousehold;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.household.PolicyStatusRecord;
import cn.bangfu.household.RegisterStore;
import cn.bangfu.household.Sex;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.Residency;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonName;
import cn.bangfu.shared.PersonalDataCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The register's tables. Opens sealed values only where a whole household or a member is asked for. */
@Repository
class JdbcHouseholds implements Households, RegisterStore {

    /** What counts on the legal day of the query. */
    private static final String TODAY = "(app.legal_now() at time zone 'Asia/Shanghai')::date";

    /** Of the household {@code h} on a day. */
    static final String STATUS = """
            coalesce((select s.status from app.household_policy_status s
              where s.household_id = h.id and s.valid_from <= %s order by s.valid_from desc, s.id desc limit 1), 'UNKNOWN')""";

    static final String CATEGORY = """
            (select c.category from app.household_registered_category c
              where c.household_id = h.id and c.valid_from <= %s order by c.valid_from desc, c.id desc limit 1)""";

    static final String STATUS_TODAY = STATUS.formatted(TODAY);

    static final String CATEGORY_TODAY = CATEGORY.formatted(TODAY);

    static final String SUMMARY = """
            select h.id, h.number, h.division, h.village_group, h.registration_type, h.dissolved_on,
              %s as status, %s as category,
              (select m.name from app.household_member m where m.household_id = h.id and m.left_on is null and m.died_on is null
                order by m.relation = '户主' desc, m.birth_date limit 1) as head,
              (select count(*) from app.household_member m
                where m.household_id = h.id and m.left_on is null and m.died_on is null) as members
            from app.household h""".formatted(STATUS_TODAY, CATEGORY_TODAY);

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;

    JdbcHouseholds(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Override
    public Optional<Household> find(HouseholdId id) {
        return find("h.id = ?", id.value());
    }

    @Override
    public Optional<Household> findByNumber(String number) {
        return find("h.number = ?", number);
    }

    private Optional<Household> find(String condition, Object value) {
        return jdbc.sql("select h.*, %s as status, %s as category from app.household h where %s"
                        .formatted(STATUS_TODAY, CATEGORY_TODAY, condition))
                .param(value)
                .query((row, i) -> household(row))
                .optional();
    }

    private Household household(ResultSet row) throws SQLException {
        var id = new HouseholdId(row.getObject("id", UUID.class));
        var phone = row.getBytes("phone");
        var account = row.getBytes("account");
        var houseLevel = row.getString("house_level");
        var category = row.getString("category");
        return new Household(
                id,
                row.getString("number"),
                new DivisionCode(row.getString("division")),
                row.getString("village_group"),
                RegistrationType.valueOf(row.getString("registration_type")),
                PolicyStatus.valueOf(row.getString("status")),
                Residency.valueOf(row.getString("residency")),
                category == null ? null : MonitoringCategory.valueOf(category),
                row.getBigDecimal("income_per_head"),
                houseLevel == null ? null : HouseLevel.valueOf(houseLevel),
                row.getObject("water_safe", Boolean.class),
                phone == null ? null : new PhoneNumber(cipher.open(phone)),
                account == null ? null : new BankAccount(cipher.open(account)),
                members(id),
                row.getObject("dissolved_on", LocalDate.class),
                row.getInt("version"));
    }

    private List<HouseholdMember> members(HouseholdId id) {
        return jdbc.sql("""
                        select * from app.household_member where household_id = ?
                        order by relation = '户主' desc, left_on is not null, died_on is not null, birth_date, id""").param(id.value()).query((row, i) -> member(row)).list();
    }

    private HouseholdMember member(ResultSet row) throws SQLException {
        var labour = row.getString("labour");
        return new HouseholdMember(
                new MemberId(row.getObject("id", UUID.class)),
                new HouseholdId(row.getObject("household_id", UUID.class)),
                new PersonName(row.getString("name")),
                new IdentityNumber(cipher.open(row.getBytes("identity_number"))),
                row.getString("relation"),
                row.getString("ethnicity"),
                Arrays.stream((String[]) row.getArray("health").getArray())
                        .map(HealthState::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                labour == null ? null : LabourCapacity.valueOf(labour),
                row.getString("schooling"),
                row.getObject("insured", Boolean.class),
                row.getObject("left_on", LocalDate.class),
                row.getObject("died_on", LocalDate.class));
    }

    static HouseholdSummary summary(ResultSet row, int i) throws SQLException {
        var category = row.getString("category");
        var head = row.getString("head");
        return new HouseholdSummary(
                new HouseholdId(row.getObject("id", UUID.class)),
                row.getString("number"),
                new DivisionCode(row.getString("division")),
                row.getString("village_group"),
                head == null ? "（户内无人）" : head,
                row.getInt("members"),
                RegistrationType.valueOf(row.getString("registration_type")),
                PolicyStatus.valueOf(row.getString("status")),
                category == null ? null : MonitoringCategory.valueOf(category),
                row.getObject("dissolved_on") != null);
    }

    @Override
    public Optional<HouseholdSummary> summary(HouseholdId id) {
        return jdbc.sql(SUMMARY + " where h.id = ?")
                .param(id.value())
                .query(JdbcHouseholds::summary)
                .optional();
    }

    @Override
    public Map<HouseholdId, HouseholdSummary> summaries(Collection<HouseholdId> ids) {
        var values = ids.stream().map(HouseholdId::value).toArray(UUID[]::new);
        return jdbc.sql(SUMMARY + " where h.id = any (?)").param(values).query(JdbcHouseholds::summary).list().stream()
                .collect(Collectors.toMap(HouseholdSummary::id, Function.identity()));
    }

    @Override
    public List<HouseholdSummary> in(DivisionCode division) {
        return jdbc.sql(SUMMARY + " where h.division like ? and h.dissolved_on is null order by h.number")
                .param(division.value() + "%")
                .query(JdbcHouseholds::summary)
                .list();
    }

    @Override
    public Optional<HouseholdMember> findMember(IdentityNumber number) {
        return jdbc.sql("""
                        select * from app.household_member
                        where identity_hash = ? and left_on is null and died_on is null""")
                .param(cipher.lookupHash(number))
                .query((row, i) -> member(row))
                .optional();
    }

    @Override
    public Optional<HouseholdMember> findMember(MemberId id) {
        return jdbc.sql("select * from app.household_member where id = ?")
                .param(id.value())
                .query((row, i) -> member(row))
                .optional();
    }

    @Override
    public PolicyStatus policyStatusOn(HouseholdId id, LocalDate day) {
        return jdbc.sql("""
                        select status from app.household_policy_status where household_id = ? and valid_from <= ?
                        order by valid_from desc, id desc limit 1""")
                .params(id.value(), day)
                .query(String.class)
                .optional()
                .map(PolicyStatus::valueOf)
                .orElse(PolicyStatus.UNKNOWN);
    }

    @Override
    public List<PolicyStatusRecord> policyStatuses(HouseholdId id) {
        return jdbc.sql("""
                        select status, valid_from, source, recorded_by_name, recorded_at from app.household_policy_status
                        where household_id = ? order by valid_from desc, id desc""")
                .param(id.value())
                .query((row, i) -> new PolicyStatusRecord(
                        PolicyStatus.valueOf(row.getString("status")),
                        row.getObject("valid_from", LocalDate.class),
                        row.getString("source"),
                        row.getString("recorded_by_name"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public Optional<MonitoringCategory> registeredCategoryOn(HouseholdId id, LocalDate day) {
        return jdbc.sql("""
                        select coalesce(category, '') from app.household_registered_category
                        where household_id = ? and valid_from <= ? order by valid_from desc, id desc limit 1""")
                .params(id.value(), day)
                .query(String.class)
                .optional()
                .filter(category -> !category.isEmpty())
                .map(MonitoringCategory::valueOf);
    }

    @Override
    public List<HouseholdChange> changes(HouseholdId id) {
        return jdbc.sql("select * from app.household_change where household_id = ? order by id desc")
                .param(id.value())
                .query((row, i) -> change(row))
                .list();
    }

    private HouseholdChange change(ResultSet row) throws SQLException {
        var member = row.getObject("member_id", UUID.class);
        var name = row.getString("changed_by_name");
        var field = row.getString("field");
        return new HouseholdChange(
                member == null ? null : new MemberId(member),
                field,
                shown(field, row.getString("old_value"), row.getBytes("old_sealed")),
                shown(field, row.getString("new_value"), row.getBytes("new_sealed")),
                row.getString("reason"),
                name == null ? null : name + "（" + row.getString("changed_by_office") + "）",
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private String shown(String field, @Nullable String plain, byte @Nullable [] sealed) {
        if (sealed != null) {
            return SealedField.of(field).masked(cipher.open(sealed));
        }
        return FieldWords.shown(field, plain);
    }

    // What the service writes

    @Override
    public String nextProvisionalNumber(String village) {
        // Two officers adding at once in one village wait for each other.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('provisional ' || ?))")
                .param(village)
                .query((row, i) -> 0)
                .list();
        var last = jdbc.sql("select coalesce(max(substr(number, 14)::int), 0) from app.household where number ~ ?")
                .param("^" + village + "L\\d{4}$")
                .query(Integer.class)
                .single();
        return "%sL%04d".formatted(village, last + 1);
    }

    @Override
    public HouseholdId insert(
            NewHousehold household, String number, @Nullable PhoneNumber phone, @Nullable Actor actor) {
        var id = HouseholdId.next();
        jdbc.sql("""
                        insert into app.household (id, number, division, village_group, registration_type, residency, phone, phone_hash, origin)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 'ADDED')""")
                .params(
                        id.value(),
                        number,
                        household.village().value(),
                        household.group(),
                        household.registrationType().name(),
                        household.residency().name(),
                        phone == null ? null : cipher.seal(phone.value()),
                        phone == null ? null : cipher.lookupHash(PhoneNumber.KIND, phone.value()))
                .update();
        return id;
    }

    @Override
    public MemberId insert(HouseholdId household, NewHousehold.NewMember member, IdentityNumber number) {
        var id = MemberId.next();
        jdbc.sql("""
                        insert into app.household_member (id, household_id, name, identity_number, identity_hash, birth_date, sex,
                          relation, ethnicity, health, labour, schooling, insured)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id.value(),
                        household.value(),
                        member.name(),
                        cipher.seal(number.value()),
                        cipher.lookupHash(number),
                        number.birthDate(),
                        Sex.of(number).name(),
                        member.relation(),
                        member.ethnicity(),
                        member.health().stream().map(Enum::name).sorted().toArray(String[]::new),
                        member.labour() == null ? null : member.labour().name(),
                        member.schooling(),
                        member.insured())
                .update();
        return id;
    }

    @Override
    public boolean isDead(IdentityNumber number) {
        return jdbc.sql(
                        "select exists (select 1 from app.household_member where identity_hash = ? and died_on is not null)")
                .param(cipher.lookupHash(number))
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<HouseholdMember> lockMember(MemberId id) {
        return jdbc.sql("select * from app.household_member where id = ? for update")
                .param(id.value())
                .query((row, i) -> member(row))
                .optional();
    }

    @Override
    public void setDied(MemberId id, LocalDate day) {
        updateMember(id, "died_on", day);
    }

    @Override
    public void setLeft(MemberId id, LocalDate day) {
        updateMember(id, "left_on", day);
    }

    @Override
    public void setRelation(MemberId id, String relation) {
        updateMember(id, "relation", relation);
    }

    private void updateMember(MemberId id, String column, Object value) {
        jdbc.sql(
                        "update app.household_member set %s = ?, version = version + 1, updated_at = app.legal_now() where id = ?"
                                .formatted(column))
                .params(value, id.value())
                .update();
    }

    @Override
    public void setResidency(HouseholdId id, Residency residency) {
        updateHousehold(id, "residency", residency.name());
    }

    @Override
    public void setDissolved(HouseholdId id, LocalDate day) {
        updateHousehold(id, "dissolved_on", day);
    }

    private void updateHousehold(HouseholdId id, String column, Object value) {
        jdbc.sql("update app.household set %s = ?, version = version + 1, updated_at = app.legal_now() where id = ?"
                        .formatted(column))
                .params(value, id.value())
                .update();
    }

    @Override
    public void addPolicyStatus(
            HouseholdId id, PolicyStatus status, LocalDate validFrom, String source, @Nullable Actor actor) {
        jdbc.sql("""
                        insert into app.household_policy_status (household_id, status, valid_from, source, recorded_by, recorded_by_name)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        id.value(),
                        status.name(),
                        validFrom,
                        source,
                        actor == null ? null : actor.person().value(),
                        actor == null ? null : actor.name())
                .update();
    }

    @Override
    public void addChange(
            HouseholdId id,
            @Nullable MemberId member,
            String field,
            @Nullable String from,
            @Nullable String to,
            @Nullable String reason,
            @Nullable Actor actor) {
        jdbc.sql("""
                        insert into app.household_change (household_id, member_id, field, old_value, new_value, reason, changed_by,
                          changed_by_name, changed_by_office)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id.value(),
                        member == null ? null : member.value(),
                        field,
                        from,
                        to,
                        reason,
                        actor == null ? null : actor.person().value(),
                        actor == null ? null : actor.name(),
                        actor == null ? null : actor.officeName())
                .update();
    }

    @Override
    public LocalDate today() {
        return jdbc.sql("select " + TODAY).query(LocalDate.class).single();
    }
}
