package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.household.Household;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.ReliefMode;
import cn.bangfu.policy.Setting;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records insurance (F3, F4 二(一)1) and, where the county has a green channel, relief that comes before the procedure (P 2.4). */
@Service
@Transactional
public class HouseholdSupportService {

    private final HouseholdSupport support;
    private final CountyParameters parameters;
    private final LegalClock clock;

    public HouseholdSupportService(HouseholdSupport support, CountyParameters parameters, LegalClock clock) {
        this.support = support;
        this.parameters = parameters;
        this.clock = clock;
    }

    public AssistanceOutcome insure(Household household, HouseholdSupport.NewPolicy policy, Actor actor) {
        var errors = new ArrayList<FieldError>();
        require(policy.insurer(), "insurer", "请填写保险机构", errors);
        require(policy.number(), "number", "请填写保险单号", errors);
        if (policy.people() < 1 || policy.people() > household.belonging().size()) {
            errors.add(
                    new FieldError("people", "承保人数应为1到" + household.belonging().size() + "人"));
        }
        if (policy.premium() != null && policy.premium().signum() <= 0) {
            errors.add(new FieldError("premium", "保费应大于0；不清楚的请留空"));
        }
        if (policy.until().isBefore(policy.from())) {
            errors.add(new FieldError("until", "保险止期不能早于起期"));
        }
        if (support.policies(household.id()).stream()
                .anyMatch(other -> other.insurer().equals(policy.insurer())
                        && other.number().equals(policy.number()))) {
            errors.add(new FieldError("number", "这份保险单已经登记过"));
        }
        if (errors.isEmpty()) {
            support.insure(household.id(), policy, actor);
        }
        return AssistanceOutcome.of(errors);
    }

    private static void require(String text, String field, String message, List<FieldError> errors) {
        if (text.isBlank()) {
            errors.add(new FieldError(field, message));
        }
    }

    public AssistanceOutcome claim(
            Household household,
            UUID policyId,
            String cause,
            LocalDate happenedOn,
            LocalDate reportedOn,
            String content,
            Actor actor) {
        var policy = support.policies(household.id()).stream()
                .filter(own -> own.id().equals(policyId))
                .findFirst()
                .orElseThrow();
        var errors = new ArrayList<FieldError>();
        if (happenedOn.isBefore(policy.from()) || happenedOn.isAfter(policy.until())) {
            errors.add(new FieldError("happenedOn", "出险日期不在保险期间" + policy.from() + "至" + policy.until() + "内"));
        }
        if (reportedOn.isBefore(happenedOn) || reportedOn.isAfter(clock.today())) {
            errors.add(new FieldError("reportedOn", "报案日期不能早于出险日期，也不能晚于今天"));
        }
        require(content, "content", "请写明出险情况", errors);
        if (errors.isEmpty()) {
            support.claim(policyId, household.id(), cause, happenedOn, reportedOn, content, actor);
        }
        return AssistanceOutcome.of(errors);
    }

    public AssistanceOutcome settle(
            Household household, UUID claimId, BigDecimal paid, LocalDate on, @Nullable String reason, Actor actor) {
        var claim = support.policies(household.id()).stream()
                .flatMap(policy -> policy.claims().stream())
                .filter(own -> own.id().equals(claimId))
                .findFirst()
                .orElseThrow();
        var errors = new ArrayList<FieldError>();
        if (claim.paid() != null) {
            errors.add(new FieldError("", "这件理赔已经办结"));
        }
        if (paid.signum() == 0 && reason == null) {
            errors.add(new FieldError("reason", "没有赔付的，请写明理由"));
        }
        if (on.isBefore(claim.reportedOn()) || on.isAfter(clock.today())) {
            errors.add(new FieldError("settledOn", "赔付日期不能早于报案日期，也不能晚于今天"));
        }
        if (errors.isEmpty()) {
            support.settle(claimId, household.id(), paid, on, reason, actor);
        }
        return AssistanceOutcome.of(errors);
    }

    /** Why no relief may be recorded before the procedure in a county; empty if it may. */
    @Transactional(readOnly = true)
    public Optional<String> noGreenChannel(DivisionCode county) {
        var set = parameters.of(county, clock.today());
        var mode = set.get(Parameters.RELIEF_MODE).value();
        if (mode.isEmpty() || mode.get() != ReliefMode.PROCEDURE_OWED) {
            return Optional.of(
                    mode.isPresent() && mode.get() == ReliefMode.JUDGE_AFTER
                            ? "本县实行先救助、后研判：应急救助在案件里由民政部门落实，不在这里登记"
                            : "本县没有实行先救助、后补程序");
        }
        return set.get(Parameters.PROCEDURE_OWED_LIMIT) instanceof Setting.Unset<?> unset
                ? Optional.of(unset.message())
                : Optional.empty();
    }

    public AssistanceOutcome relieve(Household household, HouseholdSupport.NewRelief relief, Actor actor) {
        var errors = new ArrayList<FieldError>();
        noGreenChannel(household.village()).ifPresent(message -> errors.add(new FieldError("", message)));
        if (relief.causes().isEmpty()) {
            errors.add(new FieldError("causes", "请选择救助的原因"));
        }
        require(relief.kind(), "kind", "请填写救助种类", errors);
        require(relief.reason(), "reason", "请写明情况为什么紧急", errors);
        if (relief.givenOn().isAfter(clock.today())) {
            errors.add(new FieldError("givenOn", "救助日期不能晚于今天"));
        }
        if (relief.evidence().isEmpty()) {
            errors.add(new FieldError("evidence", "请上传救助凭证"));
        }
        if (errors.isEmpty()) {
            support.relieve(household.id(), relief, actor);
        }
        return AssistanceOutcome.of(errors);
    }
}
