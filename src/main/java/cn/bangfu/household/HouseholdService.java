package cn.bangfu.household;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Divisions;
import cn.bangfu.household.NewHousehold.NewMember;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.Residency;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.IdentityNumber.Reading;
import cn.bangfu.shared.MemberId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes of the register outside an import. Whoever calls has checked that the actor may act for the household's village. */
@Service
public class HouseholdService {

    /** Letters of any script, the dot inside Mongolian and Uyghur names, a space or brackets; nothing that a page could read as code. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M}·. ()]{0,39}");

    private static final Pattern DOTS = Pattern.compile("[•・‧∙．]");

    private final Households households;
    private final RegisterStore store;
    private final Divisions divisions;

    HouseholdService(Households households, RegisterStore store, Divisions divisions) {
        this.households = households;
        this.store = store;
        this.divisions = divisions;
    }

    /** One spelling of a name: without padding spaces between characters, one kind of dot. */
    static String normalizeName(String text) {
        var clean = LedgerText.clean(text);
        if (isHan(clean)) {
            return clean;
        }
        var spelt = DOTS.matcher(clean).replaceAll("·").replace('（', '(').replace('）', ')');
        return spelt.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                ? spelt.replace(" ", "")
                : spelt;
    }

    private static boolean isHan(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x4E00 || text.charAt(i) >= 0x9FA6) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isName(String normalized) {
        return normalized.length() <= 40 && isHan(normalized)
                || NAME.matcher(normalized).matches();
    }

    /** Adds a household that is missing from the register. */
    @Transactional
    public AddHouseholdOutcome add(NewHousehold household, Actor actor) {
        var errors = new ArrayList<FieldError>();
        var village = divisions.find(household.village());
        if (village.isEmpty() || village.get().code().level() != DivisionCode.Level.VILLAGE) {
            errors.add(new FieldError("village", "没有这个村。请从列表中选择。"));
        }
        var phone = PhoneNumber.normalize(household.phone());
        if (!phone.isEmpty() && !PhoneNumber.isValid(phone)) {
            errors.add(new FieldError("phone", "联系电话不是7到12位数字。请核对。"));
        }
        var heads = household.members().stream()
                .filter(member -> LedgerText.compact(member.relation()).equals(HouseholdMember.HEAD))
                .count();
        if (heads != 1) {
            errors.add(new FieldError("members", heads == 0 ? "没有户主。请把其中一人的关系填为户主。" : "户主只能有一人。请核对与户主关系。"));
        }
        var seen = new HashSet<IdentityNumber>();
        var numbers = new ArrayList<IdentityNumber>();
        for (var i = 0; i < household.members().size(); i++) {
            check(household.members().get(i), "members[" + i + "].", seen, numbers, errors);
        }
        if (!errors.isEmpty()) {
            return new AddHouseholdOutcome.Refused(errors);
        }
        var number = store.nextProvisionalNumber(household.village().value());
        var id = store.insert(household, number, phone.isEmpty() ? null : new PhoneNumber(phone), actor);
        for (var i = 0; i < numbers.size(); i++) {
            store.insert(id, normalized(household.members().get(i)), numbers.get(i));
        }
        if (household.policyStatus() != PolicyStatus.UNKNOWN) {
            store.addPolicyStatus(id, household.policyStatus(), store.today(), household.reason(), actor);
        }
        store.addChange(id, null, "登记", null, "台账外新增", household.reason(), actor);
        return new AddHouseholdOutcome.Added(id, number);
    }

    /** Adds a person who was born, married or moved in. */
    @Transactional
    public AddHouseholdOutcome addMember(HouseholdId id, NewMember member, String reason, Actor actor) {
        var household = households.require(id);
        var errors = new ArrayList<FieldError>();
        var numbers = new ArrayList<IdentityNumber>();
        check(member, "", new HashSet<>(), numbers, errors);
        if (LedgerText.compact(member.relation()).equals(HouseholdMember.HEAD)
                && household.head().isPresent()) {
            errors.add(new FieldError("relation", "本户已有户主。请核对与户主关系。"));
        }
        if (!errors.isEmpty()) {
            return new AddHouseholdOutcome.Refused(errors);
        }
        var added = store.insert(id, normalized(member), numbers.get(0));
        store.addChange(id, added, "家庭成员", null, normalizeName(member.name()), reason, actor);
        return new AddHouseholdOutcome.Added(id, household.number());
    }

    private static NewMember normalized(NewMember member) {
        return new NewMember(
                normalizeName(member.name()),
                member.identityNumber(),
                LedgerText.compact(member.relation()),
                blankToNull(member.ethnicity()),
                member.health(),
                member.labour(),
                blankToNull(member.schooling()),
                member.insured());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : LedgerText.clean(text);
    }

    private void check(
            NewMember member,
            String path,
            HashSet<IdentityNumber> seen,
            List<IdentityNumber> numbers,
            List<FieldError> errors) {
        if (!isName(normalizeName(member.name()))) {
            errors.add(new FieldError(path + "name", "姓名为空或有不该有的字符。请按证件填写。"));
        }
        if (member.relation().isBlank()) {
            errors.add(new FieldError(path + "relation", "请填写与户主关系。"));
        }
        var field = path + "identityNumber";
        var reading = IdentityNumber.read(member.identityNumber());
        if (reading instanceof Reading.Faulty faulty) {
            errors.add(new FieldError(
                    field, faulty.fault().message() + "。" + faulty.fault().remedy() + "。"));
        } else if (reading instanceof Reading.Read read) {
            numbers.add(read.number());
            faultOf(read.number(), seen).ifPresent(message -> errors.add(new FieldError(field, message)));
        }
    }

    private Optional<String> faultOf(IdentityNumber number, HashSet<IdentityNumber> seen) {
        if (!seen.add(number)) {
            return Optional.of("这个证件号码填了两次。请核对。");
        }
        if (number.birthDate().isAfter(store.today())) {
            return Optional.of("证件号码里的出生日期晚于今天。请核对。");
        }
        if (store.isDead(number)) {
            return Optional.of("登记中此人已死亡。请核对证件号码；如登记有误，请联系县级经办人。");
        }
        if (households.findMember(number).isPresent()) {
            return Optional.of("此人已登记在一户家庭中。请先查找该户；确已分户的，先在原户登记离开。");
        }
        return Optional.empty();
    }

    /** The death of a member; the household lives on unless nobody is left, and whoever counts its people counts again. */
    @Transactional
    public ChangeOutcome recordDeath(MemberId id, LocalDate day, String reason, Actor actor) {
        var member = store.lockMember(id);
        if (member.isEmpty()) {
            return new ChangeOutcome.Refused("没有这名家庭成员。");
        }
        if (member.get().diedOn() != null) {
            return new ChangeOutcome.Refused("此人已登记死亡。");
        }
        if (day.isAfter(store.today()) || day.isBefore(member.get().birthDate())) {
            return new ChangeOutcome.Refused("死亡日期不能晚于今天或早于出生日期。请核对。");
        }
        store.setDied(id, day);
        store.addChange(member.get().household(), id, "死亡日期", null, day.toString(), reason, actor);
        return new ChangeOutcome.Changed();
    }

    /** A member moves out, marries away, is registered elsewhere. */
    @Transactional
    public ChangeOutcome recordLeft(MemberId id, LocalDate day, String reason, Actor actor) {
        var member = store.lockMember(id);
        if (member.isEmpty() || !member.get().belongs()) {
            return new ChangeOutcome.Refused("此人已不在本户。");
        }
        if (day.isAfter(store.today()) || day.isBefore(member.get().birthDate())) {
            return new ChangeOutcome.Refused("离开日期不能晚于今天或早于出生日期。请核对。");
        }
        store.setLeft(id, day);
        store.addChange(member.get().household(), id, "离开日期", null, day.toString(), reason, actor);
        return new ChangeOutcome.Changed();
    }

    /** Another member becomes head, after a death or by the household's wish; the former head becomes what is said of him. */
    @Transactional
    public ChangeOutcome changeHead(
            HouseholdId id, MemberId newHead, @Nullable String formerHeadIsNow, String reason, Actor actor) {
        var household = households.require(id);
        var next = household.belonging().stream()
                .filter(member -> member.id().equals(newHead))
                .findFirst();
        if (next.isEmpty()) {
            return new ChangeOutcome.Refused("新户主不在本户。");
        }
        var former = household.head();
        if (former.isPresent() && !former.get().id().equals(newHead)) {
            if (formerHeadIsNow == null || formerHeadIsNow.isBlank() || formerHeadIsNow.equals(HouseholdMember.HEAD)) {
                return new ChangeOutcome.Refused("请填写原户主与新户主的关系。");
            }
            relate(former.get(), formerHeadIsNow.strip(), reason, actor);
        }
        relate(next.get(), HouseholdMember.HEAD, reason, actor);
        return new ChangeOutcome.Changed();
    }

    private void relate(HouseholdMember member, String relation, String reason, Actor actor) {
        if (!member.relation().equals(relation)) {
            store.setRelation(member.id(), relation);
            store.addChange(member.household(), member.id(), "与户主关系", member.relation(), relation, reason, actor);
        }
    }

    /** The county's word on the policy status, with where it stands and from when (rules.md 1.1). */
    @Transactional
    public ChangeOutcome recordPolicyStatus(
            HouseholdId id, PolicyStatus status, LocalDate validFrom, String source, Actor actor) {
        if (status == PolicyStatus.UNKNOWN) {
            return new ChangeOutcome.Refused("请从名册查明后选择一种政策享受状态。");
        }
        if (source.isBlank()) {
            return new ChangeOutcome.Refused("请填写依据：哪份名册或文件。");
        }
        if (validFrom.isAfter(store.today())) {
            return new ChangeOutcome.Refused("生效日期不能晚于今天。");
        }
        var before = households.policyStatusOn(id, store.today());
        store.addPolicyStatus(id, status, validFrom, source.strip(), actor);
        store.addChange(id, null, "政策享受状态", before.label(), status.label(), source.strip(), actor);
        return new ChangeOutcome.Changed();
    }

    /** The town's word on whether the household permanently lives here (rules.md A5b). */
    @Transactional
    public ChangeOutcome decideResidency(HouseholdId id, Residency residency, String reason, Actor actor) {
        var before = households.require(id).residency();
        if (before != residency) {
            store.setResidency(id, residency);
            store.addChange(id, null, "是否常住", before.label(), residency.label(), reason, actor);
        }
        return new ChangeOutcome.Changed();
    }

    /** Nobody is left, or the household moved out of the county as a whole. Its file stays. */
    @Transactional
    public ChangeOutcome dissolve(HouseholdId id, LocalDate day, String reason, Actor actor) {
        var household = households.require(id);
        if (household.dissolvedOn() != null) {
            return new ChangeOutcome.Refused("本户已注销。");
        }
        if (day.isAfter(store.today())) {
            return new ChangeOutcome.Refused("日期不能晚于今天。");
        }
        household.belonging().forEach(member -> store.setLeft(member.id(), day));
        store.setDissolved(id, day);
        store.addChange(id, null, "注销日期", null, day.toString(), reason, actor);
        return new ChangeOutcome.Changed();
    }
}
