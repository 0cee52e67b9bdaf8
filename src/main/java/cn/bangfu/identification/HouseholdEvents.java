package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.household.ChangeOutcome;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.HouseholdService;
import cn.bangfu.household.Households;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens to a household while its case is under way, outside the steps: register, papers and case change together. */
@Service
@Transactional
public class HouseholdEvents {

    private final IdentificationCases cases;
    private final CaseService caseService;
    private final Households households;
    private final HouseholdService householdService;
    private final EvidenceService evidence;
    private final LegalClock clock;

    HouseholdEvents(
            IdentificationCases cases,
            CaseService caseService,
            Households households,
            HouseholdService householdService,
            EvidenceService evidence,
            LegalClock clock) {
        this.cases = cases;
        this.caseService = caseService;
        this.households = households;
        this.householdService = householdService;
        this.evidence = evidence;
        this.clock = clock;
    }

    /** How somebody stops belonging to a household. */
    public enum Departure {
        DEATH("去世"),
        LEFT("离开本户（迁出、婚出、分户等）");

        private final String label;

        Departure(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Recording withdraw(CaseId id, CaseEndings.Withdrawal withdrawal, Actor actor) {
        var ending = cases.require(id);
        var errors = faults(withdrawal.reason(), withdrawal.evidence(), actor, ending);
        if (withdrawal.signedOn().isAfter(clock.today())
                || withdrawal.signedOn().isBefore(LegalClock.dayOf(ending.openedAt()))) {
            errors.add(new FieldError("signedOn", "签字日期应在立案当天到今天之间。请核对撤回书。"));
        }
        return errors.isEmpty()
                ? attached(caseService.withdraw(id, withdrawal, actor), withdrawal.evidence(), actor, ending)
                : new Recording.Objected(errors);
    }

    public Recording dissolve(CaseId id, CaseEndings.Dissolution dissolution, Actor actor) {
        var ending = cases.require(id);
        var errors = faults(dissolution.reason(), dissolution.evidence(), actor, ending);
        return errors.isEmpty()
                ? attached(caseService.dissolve(id, dissolution, actor), dissolution.evidence(), actor, ending)
                : new Recording.Objected(errors);
    }

    private List<FieldError> faults(String reason, List<UUID> papers, Actor actor, IdentificationCase ending) {
        var errors = new ArrayList<FieldError>();
        if (reason.isBlank()) {
            errors.add(new FieldError("reason", "请写明原因。"));
        }
        evidence.faults(papers, actor.officer(), ending.id()).values().stream()
                .distinct()
                .forEach(fault -> errors.add(new FieldError("evidence", fault)));
        return errors;
    }

    private Recording attached(Recording recording, List<UUID> papers, Actor actor, IdentificationCase ending) {
        if (recording instanceof Recording.Done) {
            evidence.attach(papers, actor.officer(), ending.id(), ending.village());
        }
        return recording;
    }

    /**
     * Somebody died or left. An open case goes on and is counted again; only a household without anybody left is dissolved, by a
     * paper of its own (rules.md annex A).
     *
     * @param newHead if it was the head; may follow later
     */
    public Recording departed(
            HouseholdId householdId,
            MemberId memberId,
            Departure departure,
            LocalDate day,
            String reason,
            @Nullable MemberId newHead,
            Actor actor) {
        var household = households.require(householdId);
        var member = household.belonging().stream()
                .filter(belonging -> belonging.id().equals(memberId))
                .findFirst();
        if (member.isEmpty()) {
            return Recording.objected("", "此人已不在本户。");
        }
        var errors = faults(household, member.get(), reason, newHead);
        if (!errors.isEmpty()) {
            return new Recording.Objected(errors);
        }
        var outcome = departure == Departure.DEATH
                ? householdService.recordDeath(memberId, day, reason.strip(), actor)
                : householdService.recordLeft(memberId, day, reason.strip(), actor);
        if (outcome instanceof ChangeOutcome.Refused refused) {
            return Recording.objected("day", refused.message());
        }
        if (newHead != null
                && householdService.changeHead(householdId, newHead, null, reason.strip(), actor)
                        instanceof ChangeOutcome.Refused refused) {
            throw new IllegalStateException(refused.message());
        }
        caseService.householdChanged(householdId, actor);
        return new Recording.Done();
    }

    private List<FieldError> faults(
            Household household, HouseholdMember member, String reason, @Nullable MemberId newHead) {
        var errors = new ArrayList<FieldError>();
        if (reason.isBlank()) {
            errors.add(new FieldError("reason", "请写明依据，如死亡证明、户口迁移证明。"));
        }
        if (household.belonging().size() == 1
                && cases.openCaseOf(household.id()).isPresent()) {
            errors.add(new FieldError("", "户内已没有其他成员，请在案件页登记“户注销”。"));
        }
        if (newHead != null
                && (!member.isHead()
                        || newHead.equals(member.id())
                        || household.belonging().stream()
                                .noneMatch(one -> one.id().equals(newHead)))) {
            errors.add(new FieldError("newHead", "户主去世或离开时才需要新户主，新户主应是本户其他成员。"));
        }
        return errors;
    }
}
