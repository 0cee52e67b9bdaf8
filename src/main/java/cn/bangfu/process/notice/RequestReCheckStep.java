package cn.bangfu.process.notice;

import cn.bangfu.access.Role;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.notice.NewReCheck;
import cn.bangfu.notice.ReCheck;
import cn.bangfu.notice.ReCheckService;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.StartContext;
import cn.bangfu.process.gateway.StartResult;
import cn.bangfu.process.gateway.StartStep;
import cn.bangfu.shared.ChinaTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A household does not agree with the decision and asks one level up (rules.md annex B); an official takes it down. */
@Component
class RequestReCheckStep implements StartStep {

    private final ReCheckCases checkable;
    private final ReCheckService reChecks;
    private final CaseEngine engine;
    private final LegalClock clock;

    RequestReCheckStep(ReCheckCases checkable, ReCheckService reChecks, CaseEngine engine, LegalClock clock) {
        this.checkable = checkable;
        this.reChecks = reChecks;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public String element() {
        return ReCheckProcess.Elements.REQUEST_RE_CHECK;
    }

    @Override
    public String processKey() {
        return ReCheckProcess.PROCESS_KEY;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.VILLAGE_CLERK, Role.TOWN_CLERK, Role.COUNTY_CLERK);
    }

    @Override
    public Map<String, @Nullable Object> prefill(StartContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var household = context.household();
        if (household == null) {
            values.put("caseNumber", "请先选择农户");
            return values;
        }
        checkable
                .checkable(household)
                .ifPresentOrElse(ended -> describe(ended, values), () -> values.put("caseNumber", "该户没有可以申请复核的决定"));
        values.put("requestedOn", clock.today());
        return values;
    }

    private void describe(IdentificationCase ended, Map<String, @Nullable Object> values) {
        values.put("caseNumber", ended.number().toString());
        values.put("outcome", Objects.requireNonNull(ended.outcome()).label());
        values.put("decidedBy", checkable.decidingOffice(ended));
        values.put("recheckOffice", checkable.checkingOffice(ended));
        var delivered = checkable.deliveredOn(ended);
        values.put("letterOn", delivered == null ? "还没有登记送达" : ChinaTime.day(delivered));
        var until = checkable.askUntil(ended);
        values.put("recheckUntil", until == null ? "—" : ChinaTime.day(LegalClock.dayOf(until.minusMillis(1))));
    }

    @Override
    public StartResult submit(StartContext context, Answers answers) {
        var household = context.household();
        var ended = household == null ? null : checkable.checkable(household).orElse(null);
        if (household == null || ended == null) {
            return StartResult.refused("", "该户没有可以申请复核的决定：案件还在办理的，按原程序办；情况有变化的，重新申报");
        }
        var errors = reChecks.request(
                new NewReCheck(
                        UUID.randomUUID(),
                        ended.id(),
                        household,
                        ended.village(),
                        checkable.decidedBy(ended),
                        answers.date("requestedOn"),
                        answers.choice("requestWay", ReCheck.Way.class),
                        new ReCheck.Content(
                                answers.text("requestedBy"),
                                answers.text("reasons"),
                                answers.findText("lateReason").orElse(null)),
                        answers.evidence("papers"),
                        checkable.askUntil(ended)),
                context.actor());
        if (!errors.isEmpty()) {
            return new StartResult.Refused(errors);
        }
        engine.start(ReCheckProcess.PROCESS_KEY, ended.id(), Map.of());
        return new StartResult.Started(ended.id(), household);
    }
}
