package cn.bangfu.process.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Divisions;
import cn.bangfu.household.AddHouseholdOutcome;
import cn.bangfu.household.ChangeOutcome;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.HouseholdService;
import cn.bangfu.household.Households;
import cn.bangfu.household.NewHousehold;
import cn.bangfu.household.NewHousehold.NewMember;
import cn.bangfu.identification.Consent;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.Residency;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.IdentityNumber.Reading;
import cn.bangfu.shared.MemberId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The part of three forms that is the household's application: who belongs to the household, what its difficulty is, and who may be
 * looked up (forms.md; rules.md annex E). The same keys stand in 新申报, in the clue's verification and in the correction.
 */
@Component
class ApplicationPart {

    private static final Map<String, String> RELATIONS = Map.ofEntries(
            Map.entry("HEAD", HouseholdMember.HEAD),
            Map.entry("SPOUSE", "配偶"),
            Map.entry("SON", "之子"),
            Map.entry("DAUGHTER", "之女"),
            Map.entry("DAUGHTER_IN_LAW", "之儿媳"),
            Map.entry("SON_IN_LAW", "之女婿"),
            Map.entry("GRANDSON", "之孙子"),
            Map.entry("GRANDDAUGHTER", "之孙女"),
            Map.entry("FATHER", "之父"),
            Map.entry("MOTHER", "之母"),
            Map.entry("FATHER_IN_LAW", "之岳父"),
            Map.entry("MOTHER_IN_LAW", "之岳母"),
            Map.entry("GRANDFATHER", "之祖父"),
            Map.entry("GRANDMOTHER", "之祖母"),
            Map.entry("BROTHER", "之兄弟"),
            Map.entry("SISTER", "之姐妹"),
            Map.entry("OTHER", "其他"));

    private final Households households;
    private final HouseholdService householdService;
    private final Divisions divisions;
    private final LegalClock clock;

    ApplicationPart(Households households, HouseholdService householdService, Divisions divisions, LegalClock clock) {
        this.households = households;
        this.householdService = householdService;
        this.divisions = divisions;
        this.clock = clock;
    }

    /** What the register knows, so that nobody types it again. Identity numbers stay covered. */
    Map<String, @Nullable Object> prefill(Household household) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("householdNumber", household.number());
        values.put("head", household.headName());
        values.put("applicantName", household.headName());
        values.put("applicationDate", clock.today());
        values.put("villageName", divisions.require(household.village()).shownName());
        values.put("villagerGroup", household.group());
        values.put("permanentResident", household.residency().name());
        var phone = household.phone();
        values.put("contactPhone", phone == null ? null : phone.value());
        values.put("members", household.belonging().stream().map(this::row).toList());
        values.put(ReceiptPart.KEY, "YES");
        return values;
    }

    /** For a household that stands in no register: the office's own village, and a first line for the head. */
    Map<String, @Nullable Object> prefillNew(Actor actor) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("applicationDate", clock.today());
        if (actor.division().level() == DivisionCode.Level.VILLAGE) {
            values.put("villageName", divisions.require(actor.division()).shownName());
        }
        values.put("permanentResident", Residency.YES.name());
        values.put("members", List.of(Map.of("relation", "HEAD", "change", "ADDED", "changedOn", clock.today())));
        return values;
    }

    private Map<String, @Nullable Object> row(HouseholdMember member) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("member", member.id().toString());
        row.put("name", member.name().value());
        row.put("relation", relationCode(member.relation()));
        row.put("identityNumber", member.identityNumber().masked());
        row.put("change", "NONE");
        if (!member.adultOn(clock.today())) {
            row.put("consent", Consent.Decision.MINOR.name());
        }
        return row;
    }

    private static String relationCode(String relation) {
        return RELATIONS.entrySet().stream()
                .filter(known -> known.getValue().equals(relation))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("OTHER");
    }

    /** The household that applies: of the register, or added to it now. */
    sealed interface Applying {

        record Known(HouseholdId household) implements Applying {}

        record Refused(List<FieldError> errors) implements Applying {}
    }

    /** Brings the register up to what the application says: a household missing from it is added, not refused. */
    Applying register(@Nullable HouseholdId known, Answers answers, Actor actor) {
        return known == null ? add(answers, actor) : update(households.require(known), answers, actor);
    }

    private Applying add(Answers answers, Actor actor) {
        var village = village(answers.text("villageName"), actor.division());
        if (village.isEmpty()) {
            return new Applying.Refused(List.of(new FieldError("villageName", "本单位辖区内没有这个村（嘎查），请核对名称。")));
        }
        var members =
                answers.list("members").stream().map(ApplicationPart::newMember).toList();
        var outcome = householdService.add(
                new NewHousehold(
                        village.get(),
                        answers.findText("villagerGroup").orElse(null),
                        RegistrationType.ORDINARY,
                        PolicyStatus.UNKNOWN,
                        answers.choice("permanentResident", Residency.class),
                        answers.text("contactPhone"),
                        members,
                        "农户申请时名册中没有，按规定新增"),
                actor);
        return outcome instanceof AddHouseholdOutcome.Added added
                ? new Applying.Known(added.id())
                : new Applying.Refused(((AddHouseholdOutcome.Refused) outcome).errors());
    }

    private static NewMember newMember(Answers row) {
        return new NewMember(
                row.text("name"),
                row.text("identityNumber"),
                RELATIONS.getOrDefault(row.text("relation"), "其他"),
                null,
                Set.of(),
                null,
                null,
                null);
    }

    private Optional<DivisionCode> village(String name, DivisionCode office) {
        if (office.level() == DivisionCode.Level.VILLAGE) {
            return Optional.of(office);
        }
        return divisions.villagesIn(office).stream()
                .filter(village ->
                        village.holdsHouseholds() && village.shownName().equals(name.strip()))
                .map(village -> village.code())
                .findFirst();
    }

    private Applying update(Household household, Answers answers, Actor actor) {
        var errors = new ArrayList<FieldError>();
        for (var row : answers.list("members")) {
            change(household, row, actor, errors);
        }
        return errors.isEmpty() ? new Applying.Known(household.id()) : new Applying.Refused(errors);
    }

    private void change(Household household, Answers row, Actor actor, List<FieldError> errors) {
        var reason = "农户申请时核对家庭成员";
        var member = row.findText("member");
        if (member.isEmpty()) {
            if (householdService.addMember(household.id(), newMember(row), reason, actor)
                    instanceof AddHouseholdOutcome.Refused refused) {
                refused.errors().forEach(error -> errors.add(row.error(error.field(), error.message())));
            }
            return;
        }
        var known = household.members().stream()
                .filter(candidate -> candidate.id().toString().equals(member.get()))
                .findFirst();
        if (known.isEmpty()) {
            errors.add(row.error("name", "此人不在本户名册中，请删去这一行，重新添加。"));
            return;
        }
        var day = row.findDate("changedOn").orElseGet(clock::today);
        var outcome =
                switch (row.text("change")) {
                    case "LEFT" -> householdService.recordLeft(known.get().id(), day, reason, actor);
                    case "DIED" -> householdService.recordDeath(known.get().id(), day, reason, actor);
                    default -> null;
                };
        if (outcome instanceof ChangeOutcome.Refused refused) {
            errors.add(row.error("change", refused.message()));
        }
    }

    /** Each member's own word, for those who still belong to the household. */
    List<Consent> consents(HouseholdId household, Answers answers) {
        var belonging = households.require(household).belonging();
        var registers = Set.copyOf(answers.codes("registers"));
        var consents = new ArrayList<Consent>();
        for (var row : answers.list("members")) {
            var decision = row.findChoice("consent", Consent.Decision.class);
            var member = memberOf(row, belonging);
            if (decision.isPresent() && member.isPresent()) {
                consents.add(consent(member.get(), decision.get(), registers, row));
            }
        }
        return consents;
    }

    private Consent consent(MemberId member, Consent.Decision decision, Set<String> registers, Answers row) {
        return new Consent(
                member,
                decision,
                decision == Consent.Decision.SIGNED || decision == Consent.Decision.LATER ? registers : Set.of(),
                decision == Consent.Decision.SIGNED ? row.date("consentSignedOn") : null,
                decision == Consent.Decision.LATER ? row.date("consentSignBy") : null);
    }

    private static Optional<MemberId> memberOf(Answers row, List<HouseholdMember> belonging) {
        var known = row.findText("member");
        if (known.isPresent()) {
            return belonging.stream()
                    .map(HouseholdMember::id)
                    .filter(id -> id.toString().equals(known.get()))
                    .findFirst();
        }
        return IdentityNumber.read(row.text("identityNumber")) instanceof Reading.Read read
                ? belonging.stream()
                        .filter(member -> member.identityNumber().equals(read.number()))
                        .map(HouseholdMember::id)
                        .findFirst()
                : Optional.empty();
    }

    /** What the form cannot know: adults sign themselves, and signatures are not dated ahead. */
    List<FieldError> objections(@Nullable HouseholdId household, Answers answers) {
        var objections = new ArrayList<FieldError>();
        var today = clock.today();
        var known = household == null
                ? List.<HouseholdMember>of()
                : households.require(household).members();
        for (var row : answers.list("members")) {
            var birth = birthDate(row, known);
            var minor = row.findChoice("consent", Consent.Decision.class)
                    .filter(decision -> decision == Consent.Decision.MINOR);
            if (minor.isPresent()
                    && birth.isPresent()
                    && !birth.get().plusYears(18).isAfter(today)) {
                objections.add(row.error("consent", row.text("name") + "已年满18周岁，须本人决定是否授权。"));
            }
            row.findDate("consentSignedOn")
                    .filter(day -> day.isAfter(today))
                    .ifPresent(day -> objections.add(row.error("consentSignedOn", "签字日期晚于今天，请核对。")));
            row.findDate("consentSignBy")
                    .filter(day -> day.isBefore(today))
                    .ifPresent(day -> objections.add(row.error("consentSignBy", "补签日期不能早于今天。")));
        }
        answers.findDate("applicationDate")
                .filter(day -> day.isAfter(today))
                .ifPresent(day -> objections.add(answers.error("applicationDate", "申请日期晚于今天，请核对。")));
        if (answers.choices("risks", RiskCause.class).contains(RiskCause.OTHER) && !answers.has("otherRisk")) {
            objections.add(answers.error("otherRisk", "选了“其他”，请写明是什么困难。"));
        }
        return objections;
    }

    private static Optional<LocalDate> birthDate(Answers row, List<HouseholdMember> known) {
        var member = row.findText("member");
        if (member.isPresent()) {
            return known.stream()
                    .filter(candidate -> candidate.id().toString().equals(member.get()))
                    .map(HouseholdMember::birthDate)
                    .findFirst();
        }
        return IdentityNumber.read(row.text("identityNumber")) instanceof Reading.Read read
                ? Optional.of(read.number().birthDate())
                : Optional.empty();
    }

    Set<RiskCause> risks(Answers answers) {
        return answers.choices("risks", RiskCause.class);
    }
}
