package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.comparison.ComparisonFinding;
import cn.bangfu.comparison.LateData;
import cn.bangfu.comparison.Register;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.household.Households;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.MemberId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A member who signs later is compared later, and a department that sent nothing in time leaves a gap: what it sends later is compared
 * then, and what is found reopens the question (rules.md annex A).
 */
@Service
@Transactional
public class LateComparisonService {

    private static final int AT_ONCE = 200;

    private final IdentificationCases cases;
    private final CaseEndings endings;
    private final Applications applications;
    private final Households households;
    private final CaseFindings findings;
    private final LateData late;
    private final EvidenceService evidence;
    private final CaseProcess process;
    private final LegalClock clock;
    private final Trail trail;

    LateComparisonService(
            IdentificationCases cases,
            CaseEndings endings,
            Applications applications,
            Households households,
            CaseFindings findings,
            LateData late,
            EvidenceService evidence,
            CaseProcess process,
            LegalClock clock,
            Trail trail) {
        this.cases = cases;
        this.endings = endings;
        this.applications = applications;
        this.households = households;
        this.findings = findings;
        this.late = late;
        this.evidence = evidence;
        this.process = process;
        this.clock = clock;
        this.trail = trail;
    }

    /** Who of the household may still sign: away or unwilling at the application. */
    @Transactional(readOnly = true)
    public List<Consent> unsigned(CaseId id) {
        var belonging = households.require(cases.require(id).household()).belonging().stream()
                .map(member -> member.id())
                .collect(Collectors.toSet());
        return applications.consents(id).stream()
                .filter(consent ->
                        consent.decision() == Consent.Decision.LATER || consent.decision() == Consent.Decision.REFUSED)
                .filter(consent -> belonging.contains(consent.member()))
                .toList();
    }

    /** The member's own signature, with its paper; the comparison follows as soon as there is data. */
    public Recording sign(
            CaseId id, MemberId member, Set<Register> registers, LocalDate signedOn, List<UUID> papers, Actor actor) {
        var signed = cases.require(id);
        var errors = new ArrayList<FieldError>();
        if (!signed.isOpen() || endings.reason(id).isPresent()) {
            return Recording.objected("", "案件已办结或正在办结，不用再补签。");
        }
        if (unsigned(id).stream().noneMatch(consent -> consent.member().equals(member))) {
            return Recording.objected("", "此人不需要补签。");
        }
        if (registers.isEmpty()) {
            errors.add(new FieldError("registers", "请勾选本人同意查询的项目，与授权书一致。"));
        }
        if (signedOn.isAfter(clock.today())) {
            errors.add(new FieldError("signedOn", "签字日期晚于今天，请核对。"));
        }
        if (papers.isEmpty()) {
            errors.add(new FieldError("evidence", "请上传本人签字的授权书照片。"));
        }
        evidence.faults(papers, actor.officer(), id).values().stream()
                .distinct()
                .forEach(fault -> errors.add(new FieldError("evidence", fault)));
        if (!errors.isEmpty()) {
            return new Recording.Objected(errors);
        }
        evidence.attach(papers, actor.officer(), id, signed.village());
        applications.record(
                id,
                List.of(new Consent(
                        member,
                        Consent.Decision.SIGNED,
                        registers.stream().map(Enum::name).collect(Collectors.toSet()),
                        signedOn,
                        null)),
                actor.officer());
        trail.append(TrailEvent.of("consent.signedLater", id, signed.household(), actor)
                .with("member", member.toString())
                .with("signedOn", signedOn.toString())
                .with("registers", registers.stream().map(Enum::name).sorted().toList())
                .with("evidence", papers.stream().map(UUID::toString).toList()));
        // Before the case's own comparison there is nothing to do: it takes in everybody who has signed by then.
        if (signed.state().compareTo(CaseState.ASSESSMENT) >= 0) {
            late.await(id, member, EnumSet.copyOf(registers));
            begin(id);
        }
        return new Recording.Done();
    }

    private void begin(CaseId id) {
        if (late.takeDue(id)) {
            process.dataArrived(id);
        }
    }

    /** Tells every case somebody of which waits for data that has come. @return how many */
    public int tellCases() {
        var told = 0;
        for (var id : late.takeDue(AT_ONCE)) {
            var waiting = cases.require(id);
            if (!waiting.isOpen()) {
                late.forget(id);
            } else if (endings.reason(id).isEmpty()) {
                process.dataArrived(id);
                told++;
            }
        }
        return told;
    }

    /** Why nobody may decide yet: something the household was not asked, or the town has not looked at. */
    @Transactional(readOnly = true)
    public Optional<FieldError> unexplained(CaseId id) {
        var open = findings.of(id).stream()
                .filter(finding -> !finding.isExplained())
                .map(ComparisonFinding::register)
                .distinct()
                .toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new FieldError(
                        "",
                        "还有比对疑点没有说明和复核（%s），请先办“说明后到的疑点”，再作决定。"
                                .formatted(open.stream().map(Register::label).collect(Collectors.joining("、")))));
    }
}
