package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.household.Households;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.StopReason;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Receiving applications, checking them, and what happens when something is missing (受理、补正、不予受理). */
@Service
@Transactional
public class ApplicationService {

    private final IdentificationCases cases;
    private final Applications applications;
    private final Households households;
    private final CaseClock clock;
    private final CaseTerms terms;
    private final LegalClock legalClock;
    private final Trail trail;

    public ApplicationService(
            IdentificationCases cases,
            Applications applications,
            Households households,
            CaseClock clock,
            CaseTerms terms,
            LegalClock legalClock,
            Trail trail) {
        this.cases = cases;
        this.applications = applications;
        this.households = households;
        this.clock = clock;
        this.terms = terms;
        this.legalClock = legalClock;
        this.trail = trail;
    }

    /** What the acceptance check found. */
    public sealed interface Acceptance {

        record Complete() implements Acceptance {}

        /**
         * @param missing in Chinese, one thing each
         * @param dueAt when the town decides if it has not come
         */
        record Incomplete(List<String> missing, Instant dueAt) implements Acceptance {}
    }

    /** 近亲属备案, with an application or what corrects it. */
    public void declareRelatives(CaseId id, boolean inOffice) {
        applications.declareRelatives(id, inOffice);
    }

    /** The household's declaration with the consents of its members. */
    public Applications.Receipt receive(CaseId id, List<Consent> consents, Actor actor) {
        var received = cases.require(id).require(CaseState.ACCEPTANCE);
        var receipt = applications.receive(id, actor.officer());
        applications.record(id, consents, actor.officer());
        trail.append(TrailEvent.of("application.received", id, received.household(), actor)
                .with("receipt", receipt.number())
                .with("consents", decisions(consents)));
        return receipt;
    }

    /** Consents given later: by a member who was away, or for a correction. */
    public void addConsents(CaseId id, List<Consent> consents, Actor actor) {
        var signing = cases.require(id);
        applications.record(id, consents, actor.officer());
        trail.append(TrailEvent.of("application.consents", id, signing.household(), actor)
                .with("consents", decisions(consents)));
    }

    private static List<String> decisions(List<Consent> consents) {
        return consents.stream()
                .map(consent -> consent.member() + " " + consent.decision())
                .toList();
    }

    /**
     * Checks identity numbers and consents. What is missing goes back with a deadline, and the total clock stands still meanwhile.
     * Whether anything is refused is the town's to decide, never the check's.
     */
    public Acceptance check(CaseId id) {
        var checked = cases.require(id).require(CaseState.ACCEPTANCE, CaseState.ROUTING);
        if (checked.state() == CaseState.ROUTING) {
            // The town has taken it as it is.
            return new Acceptance.Complete();
        }
        var missing = missing(checked);
        if (missing.isEmpty()) {
            accept(checked);
            return new Acceptance.Complete();
        }
        var due = terms.endFromNow(checked, Parameters.CORRECTION_LIMIT);
        ask(checked, missing, due);
        return new Acceptance.Incomplete(missing, due);
    }

    private void accept(IdentificationCase accepted) {
        clock.resume(accepted.id(), StopReason.CORRECTION);
        cases.accept(accepted.id());
        trail.append(TrailEvent.of("application.accepted", accepted.id(), accepted.household(), null)
                .states(CaseState.ACCEPTANCE, CaseState.ROUTING));
    }

    private void ask(IdentificationCase asked, List<String> missing, Instant due) {
        applications.ask(asked.id(), missing, due);
        clock.stop(asked.id(), StopReason.CORRECTION, due);
        trail.append(TrailEvent.of("application.correctionAsked", asked.id(), asked.household(), null)
                .with("missing", missing)
                .with("due", due.toString()));
    }

    private List<String> missing(IdentificationCase checked) {
        var household = households.require(checked.household());
        var consents = applications.consents(checked.id()).stream()
                .collect(Collectors.toMap(Consent::member, Function.identity()));
        var missing = new ArrayList<String>();
        if (household.belonging().isEmpty()) {
            missing.add("户内没有在册成员，请先补录家庭成员及其身份证号");
        }
        var today = legalClock.today();
        for (var member : household.belonging()) {
            if (member.adultOn(today)) {
                missingOf(member.id(), member.name().value(), consents, missing);
            }
        }
        var nobodySigned = consents.values().stream().noneMatch(c -> c.decision() == Consent.Decision.SIGNED);
        if (nobodySigned && missing.isEmpty()) {
            missing.add("没有成年家庭成员签字授权，申请不能成立");
        }
        return missing;
    }

    private static void missingOf(MemberId member, String name, Map<MemberId, Consent> consents, List<String> missing) {
        var consent = consents.get(member);
        if (consent == null || consent.decision() == Consent.Decision.MINOR) {
            missing.add(name + "：缺本人承诺授权书（签字、外出补签或不同意，须选一项）");
        } else if (consent.decision() == Consent.Decision.LATER && consent.signBy() == null) {
            missing.add(name + "：外出人员须写明补签日期");
        } else if (consent.decision() == Consent.Decision.SIGNED
                && consent.registers().isEmpty()) {
            missing.add(name + "：授权书没有写明可查询的项目");
        }
    }

    /** The list that the household has to supply now. */
    public List<String> askedFor(CaseId id) {
        return applications
                .openCorrection(id)
                .map(Applications.Correction::missing)
                .orElse(List.of());
    }

    /** What was missing has come in; the check looks at it again. */
    public void corrected(CaseId id, List<Consent> consents, Actor actor) {
        var corrected = cases.require(id).require(CaseState.ACCEPTANCE);
        applications.record(id, consents, actor.officer());
        applications.supplied(id);
        clock.resume(id, StopReason.CORRECTION);
        trail.append(TrailEvent.of("application.corrected", id, corrected.household(), actor)
                .with("consents", decisions(consents)));
    }

    /** What the town may decide when a correction is late. */
    public enum LateCorrection {
        EXTEND,
        ACCEPT_AS_IS,
        NOT_ACCEPTED
    }

    /**
     * Late is never the end by itself: the town decides, with a reason (rules.md annex A).
     *
     * @param newDue with {@link LateCorrection#EXTEND}: the last day of the new term
     */
    public Recording decideLate(
            CaseId id, LateCorrection decision, @Nullable LocalDate newDue, String reason, Actor actor) {
        var late = cases.require(id).require(CaseState.ACCEPTANCE);
        if (reason.isBlank()) {
            return Recording.objected("reason", "请写明理由，告知书上要用。");
        }
        if (decision == LateCorrection.EXTEND && (newDue == null || !newDue.isAfter(legalClock.today()))) {
            return Recording.objected("newCorrectionDue", "新的补正期限须晚于今天。");
        }
        var missing = askedFor(id);
        applications.decided(id, decision.name(), reason, actor.officer());
        applications.supplied(id);
        clock.resume(id, StopReason.CORRECTION);
        trail.append(TrailEvent.of("application.lateDecided", id, late.household(), actor)
                .with("decision", decision.name())
                .with("reason", reason));
        if (newDue != null && decision == LateCorrection.EXTEND) {
            ask(late, missing, endOf(newDue));
        } else if (decision == LateCorrection.ACCEPT_AS_IS) {
            accept(late);
        }
        return new Recording.Done();
    }

    /** The first moment after that day. */
    public static Instant endOf(LocalDate lastDay) {
        return lastDay.plusDays(1).atStartOfDay(LegalClock.ZONE).toInstant();
    }
}
