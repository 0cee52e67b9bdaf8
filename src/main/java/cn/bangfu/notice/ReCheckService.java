package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.access.OfficeKind;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode.Level;
import cn.bangfu.shared.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes re-checks down and has them decided one level up. */
@Service
public class ReCheckService {

    private final ReChecks reChecks;
    private final LegalClock clock;
    private final Trail trail;

    ReCheckService(ReChecks reChecks, LegalClock clock, Trail trail) {
        this.reChecks = reChecks;
        this.clock = clock;
        this.trail = trail;
    }

    /** Takes a request down; what is wrong with it, empty if it was taken. One that comes late is taken all the same. */
    @Transactional
    public List<FieldError> request(NewReCheck asked, Actor actor) {
        var errors = new ArrayList<FieldError>();
        if (reChecks.of(asked.caseId()).isPresent()) {
            return List.of(new FieldError("", "这件案件已经申请过复核，复核只有一次；情况有变化的，可以重新申报"));
        }
        if (asked.requestedOn().isAfter(clock.today())) {
            errors.add(new FieldError("requestedOn", "申请日期不能晚于今天"));
        }
        if (asked.evidence().isEmpty()) {
            errors.add(new FieldError("papers", "请上传复核申请书，或者口头申请的笔录"));
        }
        if (!errors.isEmpty()) {
            return errors;
        }
        reChecks.add(asked, actor);
        trail.append(TrailEvent.of("recheck.requested", asked.caseId(), asked.household(), actor)
                .with("recheck", asked.id().toString())
                .with("decidedBy", asked.decidedBy().name())
                .with("way", asked.way().name()));
        return List.of();
    }

    /** Why an officer of that sort of office may not decide; empty if he may. */
    public Optional<String> objection(ReCheck reCheck, OfficeKind office) {
        if (reCheck.decidedBy() == Level.COUNTY && office != OfficeKind.LEADING_GROUP) {
            return Optional.of("原决定是县级作出的，复核由领导小组办公室的复核人办理");
        }
        if (office != OfficeKind.COUNTY && office != OfficeKind.LEADING_GROUP) {
            return Optional.of("复核由作出决定的上一级办理");
        }
        return Optional.empty();
    }

    /**
     * Admits, refuses to admit, or decides. The caller has taken the hand in the case.
     *
     * @throws java.util.NoSuchElementException if none was asked for
     */
    @Transactional
    public void decide(
            CaseId caseId, ReCheck.Result result, String finding, String answer, OfficeKind office, Actor actor) {
        var reCheck = reChecks.of(caseId).orElseThrow();
        reChecks.decide(reCheck, result, finding, answer, office, actor);
        trail.append(TrailEvent.of("recheck.decided", caseId, reCheck.household(), actor)
                .with("recheck", reCheck.id().toString())
                .with("result", result.name())
                .with("finding", finding));
    }
}
