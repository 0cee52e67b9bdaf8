package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Officer;
import cn.bangfu.access.Officers;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.household.Household;
import cn.bangfu.household.Households;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Names the officer who answers for a household. */
@Service
public class ResponsibleOfficerService {

    /** Said of somebody who has no account here. */
    public static final String NONE = "无";

    private final ResponsibleOfficers officers;
    private final DeclaredRelatives relatives;
    private final Households households;
    private final Officers accounts;
    private final CountyParameters parameters;
    private final LegalClock clock;
    private final Trail trail;

    public ResponsibleOfficerService(
            ResponsibleOfficers officers,
            DeclaredRelatives relatives,
            Households households,
            Officers accounts,
            CountyParameters parameters,
            LegalClock clock,
            Trail trail) {
        this.officers = officers;
        this.relatives = relatives;
        this.households = households;
        this.accounts = accounts;
        this.parameters = parameters;
        this.clock = clock;
        this.trail = trail;
    }

    /** Names an officer; naming the present one again, with nothing new, changes nothing. */
    @Transactional
    public AssistanceOutcome name(CaseId caseId, HouseholdId id, ResponsibleOfficer.Naming naming, Actor actor) {
        return name(new ResponsibleOfficers.Source.OfCase(caseId), caseId, id, naming, actor);
    }

    /** @param chain case or handover in whose chain of the trail it stands */
    AssistanceOutcome name(
            ResponsibleOfficers.Source source,
            CaseId chain,
            HouseholdId id,
            ResponsibleOfficer.Naming naming,
            Actor actor) {
        var household = households.require(id);
        var errors = new ArrayList<FieldError>();
        var digits = PhoneNumber.normalize(naming.phone());
        if (!PhoneNumber.isValid(digits)) {
            errors.add(new FieldError("phone", "联系电话不是7到12位数字，请核对"));
            return new AssistanceOutcome.Refused(errors);
        }
        var phone = new PhoneNumber(digits);
        checkRelation(naming, phone, household, errors);
        checkDay(naming, id, errors);
        checkLoad(naming, household, phone, errors);
        var account = account(naming, household, errors);
        kinship(naming.name(), phone, account.map(Officer::person).orElse(null), id)
                .ifPresent(message -> errors.add(new FieldError("name", message)));
        if (errors.isEmpty() && !isUnchanged(naming, id, phone)) {
            officers.name(
                    id, source, naming, phone, account.map(Officer::person).orElse(null), actor);
            trail.append(TrailEvent.of("officer.named", chain, id, actor)
                    .with("name", naming.name())
                    .with("office", naming.office())
                    .with("post", naming.post())
                    .with("startsOn", naming.startsOn().toString()));
        }
        return AssistanceOutcome.of(errors);
    }

    /** Who has an account cannot have it closed before a successor answers for the household; so a namesake must be told apart. */
    private Optional<Officer> account(ResponsibleOfficer.Naming naming, Household household, List<FieldError> errors) {
        var typed = naming.account();
        if (NONE.equals(typed)) {
            return Optional.empty();
        }
        if (typed != null && !typed.isBlank()) {
            var found = accounts.byUsername(typed.strip()).filter(Officer::enabled);
            if (found.isEmpty()) {
                errors.add(new FieldError("account", "没有账号“" + typed + "”，请核对；没有账号的填“无”"));
            } else if (!found.get().name().equals(naming.name().strip())) {
                errors.add(new FieldError(
                        "account", "账号“" + typed + "”的姓名是" + found.get().name() + "，与帮扶责任人不一致，请核对"));
            }
            return found;
        }
        var namesakes = accounts.in(DivisionScope.of(household.village().county())).stream()
                .filter(officer -> officer.name().equals(naming.name().strip()))
                .toList();
        if (!namesakes.isEmpty()) {
            errors.add(new FieldError(
                    "account",
                    "系统里有“" + naming.name().strip() + "”的账号："
                            + namesakes.stream().map(Officer::username).collect(Collectors.joining("、"))
                            + "。是同一人的填写账号，不是的填“无”"));
        }
        return Optional.empty();
    }

    /** Why somebody may not answer for the household, as far as the register and the household itself can tell. */
    Optional<String> kinship(String name, PhoneNumber phone, @Nullable PersonId person, HouseholdId household) {
        if (officers.related(person, name.strip(), phone, household)) {
            return Optional.of("登记册显示“" + name + "”与本户成员同在或曾同在一户，是本户的近亲属。请另选一人");
        }
        var declared = relatives.of(household);
        return declared.contains(name.strip())
                ? Optional.of("农户申报时写明近亲属任职情况：“" + declared + "”。“" + name + "”是近亲属，不能是本户的帮扶责任人，请另选一人")
                : Optional.empty();
    }

    private static void checkRelation(
            ResponsibleOfficer.Naming naming, PhoneNumber phone, Household household, List<FieldError> errors) {
        if (!naming.notRelative()) {
            errors.add(new FieldError("notRelative", "帮扶责任人不能是这一户的近亲属，请另选一人，或核实后勾选"));
        }
        if (household.belonging().stream()
                .anyMatch(member -> member.name().value().equals(naming.name().strip()))) {
            errors.add(new FieldError("name", "“" + naming.name() + "”与本户成员同名。本户成员不能是本户的帮扶责任人，请另选一人"));
        }
        if (phone.equals(household.phone())) {
            errors.add(new FieldError("phone", "这是农户自己的电话，请填写帮扶责任人的电话"));
        }
    }

    /** From today at the latest: no household is without one in between. */
    private void checkDay(ResponsibleOfficer.Naming naming, HouseholdId id, List<FieldError> errors) {
        if (naming.startsOn().isAfter(clock.today())) {
            errors.add(new FieldError("startsOn", "起始日期不能晚于今天：农户不能没有帮扶责任人"));
        }
        officers.current(id)
                .filter(current -> naming.startsOn().isBefore(current.startsOn()))
                .ifPresent(current ->
                        errors.add(new FieldError("startsOn", "起始日期不能早于现任帮扶责任人的起始日期" + current.startsOn() + "，请核对")));
    }

    private void checkLoad(
            ResponsibleOfficer.Naming naming, Household household, PhoneNumber phone, List<FieldError> errors) {
        var already = officers.current(household.id())
                .filter(current -> current.isSamePerson(naming.name(), phone))
                .isPresent();
        var limit = parameters
                .of(household.village().county(), clock.today())
                .get(Parameters.OFFICER_HOUSEHOLDS_MAXIMUM)
                .value();
        if (!already && limit.isPresent() && officers.householdsOf(naming.name(), phone) >= limit.get()) {
            errors.add(new FieldError("name", "“" + naming.name() + "”已负责" + limit.get() + "户，达到本县规定的上限，请另选一人"));
        }
    }

    private boolean isUnchanged(ResponsibleOfficer.Naming naming, HouseholdId id, PhoneNumber phone) {
        return officers.current(id)
                .filter(current -> current.isSamePerson(naming.name(), phone))
                .filter(current -> current.office().equals(naming.office())
                        && current.post().equals(naming.post())
                        && current.duty() == naming.duty()
                        && !current.startsOn().isAfter(naming.startsOn()))
                .isPresent();
    }
}
