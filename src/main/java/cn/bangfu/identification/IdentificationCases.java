package cn.bangfu.identification;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.ReliefState;
import cn.bangfu.policy.Residency;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The cases. Every change locks the case's row, so two officials never change one case at the same moment. */
public interface IdentificationCases {

    /** Opens a case with the next number of its county and year. A household has at most one open case. */
    IdentificationCase open(
            HouseholdId household, DivisionCode village, Channel channel, CaseState state, Set<RiskCause> risks);

    Optional<IdentificationCase> find(CaseId id);

    /** @throws java.util.NoSuchElementException if there is none */
    default IdentificationCase require(CaseId id) {
        return find(id).orElseThrow();
    }

    Optional<IdentificationCase> openCaseOf(HouseholdId household);

    Optional<IdentificationCase> byNumber(CaseNumber number);

    List<IdentificationCase> of(HouseholdId household);

    List<IdentificationCase> all(Collection<CaseId> ids);

    /** The cases of those households, the newest first. */
    List<IdentificationCase> ofAll(Collection<HouseholdId> households);

    /** How many open cases within the scope stand where. */
    Map<CaseState, Long> openByState(DivisionScope scope);

    /** Cases within the scope, the newest first. */
    List<IdentificationCase> recent(DivisionScope scope, boolean openOnly, int limit);

    /** Open cases within the scope that stand there, the oldest first. */
    List<IdentificationCase> standing(DivisionScope scope, CaseState state, int limit);

    void moveTo(CaseId id, CaseState state);

    /** The case is accepted now; a case that was accepted before keeps that day. */
    void accept(CaseId id);

    void setRisks(CaseId id, Set<RiskCause> risks);

    void setRoute(CaseId id, String route);

    void setRelief(CaseId id, ReliefState relief);

    void setExitVerified(CaseId id);

    void setDecidedResidency(CaseId id, Residency residency);

    void setProposal(CaseId id, String proposal);

    /** @param reason in words, for the household; personal, so it is sealed */
    void close(CaseId id, CaseOutcome outcome, String reason);

    /** Why it ended so; empty for an open case or one whose household's key was destroyed. */
    Optional<String> reasonOf(CaseId id);
}
