package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Officer;
import cn.bangfu.access.Officers;
import cn.bangfu.household.Households;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Visits that officers owe, substitutes for leave, and the handover before somebody leaves (F2 「及时调整」). */
@Service
@Transactional
public class OfficerDutyService {

    private final OfficerDuties duties;
    private final ResponsibleOfficers officers;
    private final ResponsibleOfficerService naming;
    private final Households households;
    private final Officers accounts;
    private final CountyParameters parameters;
    private final HandoverProcess process;
    private final LegalClock clock;

    public OfficerDutyService(
            OfficerDuties duties,
            ResponsibleOfficers officers,
            ResponsibleOfficerService naming,
            Households households,
            Officers accounts,
            CountyParameters parameters,
            HandoverProcess process,
            LegalClock clock) {
        this.duties = duties;
        this.officers = officers;
        this.naming = naming;
        this.households = households;
        this.accounts = accounts;
        this.parameters = parameters;
        this.process = process;
        this.clock = clock;
    }

    public AssistanceOutcome visit(UUID officerId, LocalDate on, String content, List<UUID> evidence, Actor actor) {
        var officer = officers.find(officerId).orElseThrow();
        var errors = new ArrayList<FieldError>();
        if (on.isAfter(clock.today())) {
            errors.add(new FieldError("visitedOn", "走访日期不能晚于今天"));
        }
        if (on.isBefore(officer.startsOn())) {
            errors.add(new FieldError("visitedOn", "走访日期不能早于此人开始负责本户的日期" + officer.startsOn()));
        }
        if (content.isBlank() || content.length() > 1000) {
            errors.add(new FieldError("content", "请写明走访了解到的情况，不超过1000字"));
        }
        if (errors.isEmpty()) {
            duties.visit(officerId, officer.household(), on, content, evidence, actor);
        }
        return AssistanceOutcome.of(errors);
    }

    /** Somebody stands in for all these households of an officer, or for none of them; the officer stays theirs. */
    public AssistanceOutcome substitute(
            List<UUID> terms,
            String name,
            String phone,
            @Nullable String account,
            LocalDate from,
            LocalDate until,
            String reason,
            Actor actor) {
        var errors = new ArrayList<FieldError>();
        var digits = PhoneNumber.normalize(phone);
        if (!PhoneNumber.isValid(digits)) {
            errors.add(new FieldError("phone", "联系电话不是7到12位数字，请核对"));
        }
        if (name.isBlank()) {
            errors.add(new FieldError("name", "请填写代理人姓名"));
        }
        if (until.isBefore(from)) {
            errors.add(new FieldError("until", "结束日期不能早于开始日期"));
        }
        if (reason.isBlank()) {
            errors.add(new FieldError("reason", "请写明请假原因"));
        }
        if (name.isBlank() || !PhoneNumber.isValid(digits)) {
            return AssistanceOutcome.of(errors);
        }
        var standIn = new PhoneNumber(digits);
        var person = account == null || account.isBlank()
                ? null
                : accounts.byUsername(account.strip()).map(Officer::person).orElse(null);
        for (var term : terms) {
            var officer = officers.find(term).orElseThrow();
            if (name.strip().equals(officer.name())) {
                errors.add(new FieldError("name", "代理人不能是本人"));
            }
            if (duties.substitutes(term).stream()
                    .anyMatch(other ->
                            !other.from().isAfter(until) && !other.until().isBefore(from))) {
                errors.add(new FieldError("from", "这段时间已经有代理人"));
            }
            naming.kinship(name, standIn, person, officer.household())
                    .ifPresent(message -> errors.add(new FieldError(
                            "name", households.require(officer.household()).headName() + "户：" + message)));
        }
        if (errors.isEmpty()) {
            terms.forEach(term -> duties.substitute(term, name.strip(), person, standIn, from, until, reason, actor));
        }
        return AssistanceOutcome.of(errors.stream().distinct().toList());
    }

    /** Visits owed and made in a scope, by the county's parameters of today. */
    @Transactional(readOnly = true)
    public List<OfficerDuties.Owed> owed(DivisionScope scope) {
        var owed = new ArrayList<OfficerDuties.Owed>();
        var counties =
                scope.roots().stream().map(DivisionCode::county).distinct().toList();
        for (var county : counties) {
            var set = parameters.of(county, clock.today());
            var heads = set.get(Parameters.HEAD_VISITS_A_YEAR).value();
            var deputies = set.get(Parameters.DEPUTY_VISITS_A_QUARTER).value();
            var months = set.get(Parameters.FOLLOW_UP_MONTHS_BEFORE).value();
            if (heads.isPresent() && deputies.isPresent() && months.isPresent()) {
                var within = DivisionScope.of(scope.roots().stream()
                        .filter(root -> root.county().equals(county))
                        .toList());
                owed.addAll(duties.owed(within, clock.today(), heads.get(), deputies.get(), months.get()));
            }
        }
        return owed;
    }

    /**
     * Opens the handover of the households that the person answers for in the town.
     *
     * @param all or only of the household of this term
     */
    public AssistanceOutcome openHandover(UUID officerId, boolean all, String reason, Actor actor) {
        var officer = officers.find(officerId).orElseThrow();
        var town = households.require(officer.household()).village().town();
        if (duties.handovers(DivisionScope.of(town)).stream()
                .anyMatch(open -> open.items().contains(officerId))) {
            return AssistanceOutcome.of(List.of(new FieldError("", officer.name() + "的交接正在办理")));
        }
        var opened = duties.openHandover(town, officer, all, reason, actor);
        if (opened.isEmpty()) {
            return AssistanceOutcome.of(List.of(new FieldError("", officer.name() + "没有负责的农户，不用交接")));
        }
        process.begin(opened.get());
        return new AssistanceOutcome.Recorded();
    }

    /** The town's proposal: a successor for each household, signed by both sides. */
    public AssistanceOutcome propose(
            UUID handoverId,
            List<OfficerDuties.Successor> successors,
            List<UUID> leaverSignature,
            @Nullable String absentReason,
            List<UUID> successorSignature,
            LocalDate signedOn,
            Actor actor) {
        var handover = duties.handover(handoverId).orElseThrow();
        var errors = new ArrayList<FieldError>();
        if (leaverSignature.isEmpty() && absentReason == null) {
            errors.add(new FieldError("leaverSignature", "请上传移交人签字的交接清单；不能签字的写明原因"));
        }
        if (successorSignature.isEmpty()) {
            errors.add(new FieldError("successorSignature", "请上传接任人签字的交接清单"));
        }
        if (signedOn.isAfter(clock.today())) {
            errors.add(new FieldError("signedOn", "签字日期不能晚于今天"));
        }
        var named = successors.stream().map(OfficerDuties.Successor::officer).toList();
        if (!named.containsAll(stillHeld(handover)) || named.stream().distinct().count() != named.size()) {
            errors.add(new FieldError("households", "每户都要有一名接任人，请重新打开任务"));
        }
        for (var i = 0; i < successors.size(); i++) {
            if (successors.get(i).name().equals(handover.officer())) {
                errors.add(new FieldError("households[" + i + "].name", "接任人不能是移交人自己"));
            }
        }
        if (errors.isEmpty()) {
            duties.propose(handoverId, successors, leaverSignature, absentReason, successorSignature, signedOn, actor);
        }
        return AssistanceOutcome.of(errors);
    }

    private List<UUID> stillHeld(OfficerDuties.Handover handover) {
        return handover.items().stream()
                .filter(item ->
                        officers.find(item).filter(o -> o.endsOn() == null).isPresent())
                .toList();
    }

    /** All terms change in one transaction, which the caller takes back if one successor can't be named. */
    public AssistanceOutcome approve(UUID handoverId, Actor actor) {
        var handover = duties.handover(handoverId).orElseThrow();
        if (actor.person().equals(handover.proposedBy())) {
            return AssistanceOutcome.of(List.of(new FieldError("", "拟定交接的人不能自己批准（岗位分离）")));
        }
        var held = stillHeld(handover);
        var errors = new ArrayList<FieldError>();
        for (var successor : handover.successors()) {
            if (!held.contains(successor.officer())) {
                continue;
            }
            var term = officers.find(successor.officer()).orElseThrow();
            var outcome = naming.name(
                    new ResponsibleOfficers.Source.OfHandover(handoverId),
                    new CaseId(handoverId),
                    term.household(),
                    new ResponsibleOfficer.Naming(
                            successor.name(),
                            successor.office(),
                            successor.post(),
                            successor.phone(),
                            clock.today(),
                            true,
                            null,
                            successor.account(),
                            successor.duty()),
                    actor);
            if (outcome instanceof AssistanceOutcome.Refused refused) {
                var head = households.require(term.household()).headName();
                refused.errors().forEach(error -> errors.add(new FieldError("", head + "户：" + error.message())));
            }
        }
        if (errors.isEmpty()) {
            duties.end(handoverId, true, null, actor);
        }
        return AssistanceOutcome.of(errors);
    }

    /** The officer stays after all. */
    public AssistanceOutcome cancel(UUID handoverId, String remark, Actor actor) {
        if (remark.isBlank()) {
            return AssistanceOutcome.of(List.of(new FieldError("remark", "请写明为什么不用交接")));
        }
        duties.end(handoverId, false, remark, actor);
        return new AssistanceOutcome.Recorded();
    }
}
