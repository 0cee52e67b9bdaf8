package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.household.Households;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opening and ending of cases, by the ways that no single step owns. Named apart from the engine's bean {@code caseService}. */
@Service("identificationCaseService")
@Transactional
public class CaseService {

    private static final String ALREADY_ENDING = "已登记过撤回或户注销，正等乡镇核实。";

    private final IdentificationCases cases;
    private final CaseEndings endings;
    private final CaseProcess process;
    private final Households households;
    private final NoticeService notices;
    private final Trail trail;

    public CaseService(
            IdentificationCases cases,
            CaseEndings endings,
            CaseProcess process,
            Households households,
            NoticeService notices,
            Trail trail) {
        this.cases = cases;
        this.endings = endings;
        this.process = process;
        this.households = households;
        this.notices = notices;
        this.trail = trail;
    }

    /** The case a household now has. */
    public sealed interface Opening {

        IdentificationCase opened();

        record New(IdentificationCase opened) implements Opening {}

        /** The household had an open case already; two channels lead to one case (rules.md annex E). */
        record Existing(IdentificationCase opened) implements Opening {}
    }

    /** Opens a case; its process is started with {@link #begin} once what came in is recorded. */
    public Opening open(HouseholdId householdId, Channel channel, Set<RiskCause> risks, Actor actor) {
        var existing = cases.openCaseOf(householdId);
        if (existing.isPresent()) {
            return new Opening.Existing(existing.get());
        }
        var household = households.require(householdId);
        var first = channel == Channel.APPLICATION ? CaseState.ACCEPTANCE : CaseState.CLUE;
        var opened = cases.open(householdId, household.village(), channel, first, risks);
        trail.append(TrailEvent.of("case.opened", opened.id(), householdId, actor)
                .states(null, first)
                .with("channel", channel.name()));
        return new Opening.New(opened);
    }

    public void begin(IdentificationCase opened) {
        process.start(opened.id(), opened.channel());
    }

    /** Ends a case with its outcome. A case that has ended stays as it is. */
    public void close(CaseId id, CaseOutcome outcome, String reason, @Nullable Actor actor) {
        var ending = cases.require(id);
        if (!ending.isOpen()) {
            return;
        }
        cases.close(id, outcome, reason);
        trail.append(TrailEvent.of("case.closed", id, ending.household(), actor)
                .states(ending.state(), CaseState.CLOSED)
                .with("outcome", outcome.name())
                .with("reason", reason));
    }

    public void moveTo(CaseId id, CaseState state, @Nullable Actor actor) {
        var moving = cases.require(id);
        if (moving.state() == state) {
            return;
        }
        cases.moveTo(id, state);
        trail.append(TrailEvent.of("case.moved", id, moving.household(), actor).states(moving.state(), state));
    }

    /** The applicant takes the application back, with a signature (rules.md annex A 撤回). */
    public Recording withdraw(CaseId id, CaseEndings.Withdrawal withdrawal, Actor actor) {
        var ending = cases.require(id);
        if (!ending.isOpen()) {
            return Recording.objected("", "案件已办结，不能再撤回。");
        }
        if (isEnding(id)) {
            return Recording.objected("", ALREADY_ENDING);
        }
        if (withdrawal.evidence().isEmpty()) {
            return Recording.objected("evidence", "请上传申请人签字（或按手印）的撤回书照片。");
        }
        endings.add(id, withdrawal, actor.officer());
        trail.append(TrailEvent.of("case.withdrawal", id, ending.household(), actor)
                .with("signedOn", withdrawal.signedOn().toString())
                .with("reason", withdrawal.reason())
                .with(
                        "evidence",
                        withdrawal.evidence().stream().map(UUID::toString).toList()));
        notices.takeDown(id, actor);
        process.withdrawn(id);
        return new Recording.Done();
    }

    /** All members dead, merged into another household, or moved out of the county (rules.md annex A 户注销). */
    public Recording dissolve(CaseId id, CaseEndings.Dissolution dissolution, Actor actor) {
        var ending = cases.require(id);
        if (!ending.isOpen()) {
            return Recording.objected("", "案件已办结。");
        }
        if (isEnding(id)) {
            return Recording.objected("", ALREADY_ENDING);
        }
        if (dissolution.evidence().isEmpty()) {
            return Recording.objected("evidence", "请上传死亡、迁移或并户的证明照片。");
        }
        endings.add(id, dissolution, actor.officer());
        trail.append(TrailEvent.of("case.dissolution", id, ending.household(), actor)
                .with("kind", dissolution.kind().name())
                .with("reason", dissolution.reason())
                .with(
                        "evidence",
                        dissolution.evidence().stream().map(UUID::toString).toList()));
        notices.takeDown(id, actor);
        process.dissolved(id);
        return new Recording.Done();
    }

    /** The death of the head or of one member does not end the case; it is counted again (rules.md annex A). */
    public void householdChanged(HouseholdId household, Actor actor) {
        cases.openCaseOf(household).ifPresent(open -> {
            trail.append(TrailEvent.of("case.householdChanged", open.id(), household, actor));
            if (!isEnding(open.id())) {
                process.householdChanged(open.id());
            }
        });
    }

    /** A withdrawal or dissolution is recorded, and only the town's look at it is left: nothing else is waited for. */
    private boolean isEnding(CaseId id) {
        return endings.reason(id).isPresent();
    }
}
