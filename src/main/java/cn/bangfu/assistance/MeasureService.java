package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.monitoring.MonitoredHousehold;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sees a promised measure through: delivered, accepted by two, confirmed by the household (F1 五(五), rules.md annex E). */
@Service
@Transactional
public class MeasureService {

    private final MeasureFollowUps followUps;
    private final AssistancePlans plans;
    private final MeasureProcess process;
    private final LegalClock clock;
    private final Trail trail;

    public MeasureService(
            MeasureFollowUps followUps, AssistancePlans plans, MeasureProcess process, LegalClock clock, Trail trail) {
        this.followUps = followUps;
        this.plans = plans;
        this.process = process;
        this.clock = clock;
        this.trail = trail;
    }

    /** From now on each accepted measure of the plan is seen through; those taken over unchanged already are. */
    public void begin(CaseId caseId, MonitoredHousehold entry) {
        for (var measure : plans.newest(entry.id()).orElseThrow().accepted()) {
            var root = measure.answeredAs();
            if (followUps.begin(caseId, root)) {
                process.begin(caseId, root);
            }
        }
    }

    public AssistanceOutcome deliver(CaseId caseId, UUID measure, MeasureFollowUps.NewDelivery delivery, Actor actor) {
        var errors = new ArrayList<FieldError>();
        if (delivery.content().isBlank()) {
            errors.add(
                    new FieldError(delivery.done() ? "content" : "reason", delivery.done() ? "请写明做了什么" : "请写明为什么不能落实"));
        }
        if (delivery.done()) {
            notAfterToday(delivery.deliveredOn(), "deliveredOn", "落实日期", errors);
            if (delivery.evidence().isEmpty()) {
                errors.add(new FieldError("evidence", "请上传落实凭证"));
            }
            if ((delivery.quantity() == null) != (delivery.unit() == null)) {
                errors.add(new FieldError(delivery.unit() == null ? "unit" : "quantity", "数量和单位要一起填写"));
            }
            if (delivery.quantity() != null && delivery.quantity().signum() <= 0) {
                errors.add(new FieldError("quantity", "数量应大于0；没有数量的请留空"));
            }
        }
        if (errors.isEmpty()) {
            var plan = plan(measure);
            followUps.deliver(measure, plan.household(), delivery, actor);
            trail.append(TrailEvent.of(
                            delivery.done() ? "measure.delivered" : "measure.notPossible",
                            caseId,
                            plan.household(),
                            actor)
                    .with("measure", measure.toString())
                    .with("content", delivery.content()));
        }
        return AssistanceOutcome.of(errors);
    }

    private void notAfterToday(@Nullable LocalDate day, String field, String what, List<FieldError> errors) {
        if (day == null) {
            errors.add(new FieldError(field, "请填写" + what));
        } else if (day.isAfter(clock.today())) {
            errors.add(new FieldError(field, what + "不能晚于今天"));
        }
    }

    public AssistanceOutcome inspect(
            CaseId caseId, UUID measure, MeasureFollowUps.NewInspection inspection, Actor actor) {
        var errors = new ArrayList<FieldError>();
        var all = followUps.of(measure).deliveries();
        var delivery = all.get(all.size() - 1);
        notAfterToday(inspection.inspectedOn(), "inspectedOn", "验收日期", errors);
        if (delivery.deliveredOn() != null && inspection.inspectedOn().isBefore(delivery.deliveredOn())) {
            errors.add(new FieldError("inspectedOn", "验收日期不能早于落实日期" + delivery.deliveredOn()));
        }
        if (inspection.secondName().equals(actor.name())) {
            errors.add(new FieldError("secondName", "验收须两人，第二人不能是您自己"));
        }
        if (inspection.secondName().equals(delivery.by()) || actor.name().equals(delivery.by())) {
            errors.add(new FieldError("secondName", "落实这项措施的" + delivery.by() + "不能验收自己办的事，请另请一人"));
        }
        if (inspection.passed()) {
            var quantity = delivery.quantity();
            var accepted = inspection.acceptedQuantity();
            if (quantity != null && accepted == null) {
                errors.add(new FieldError(
                        "acceptedQuantity",
                        "部门报告落实了" + quantity.stripTrailingZeros().toPlainString() + delivery.unit() + "，请填写验收认可的数量"));
            } else if (quantity == null && accepted != null) {
                errors.add(new FieldError("acceptedQuantity", "部门没有报告数量，请留空"));
            } else if (quantity != null && accepted != null && accepted.compareTo(quantity) > 0) {
                errors.add(new FieldError("acceptedQuantity", "验收数量不能多于落实的数量"));
            }
        } else if (inspection.remark() == null) {
            errors.add(new FieldError("remark", "验收不合格的，请写明要怎样整改"));
        }
        if (inspection.evidence().isEmpty()) {
            errors.add(new FieldError("evidence", "请上传两人签字的验收单或现场照片"));
        }
        if (errors.isEmpty()) {
            var plan = plan(measure);
            followUps.inspect(measure, plan.household(), inspection, actor);
            trail.append(TrailEvent.of(
                            inspection.passed() ? "measure.inspected" : "measure.inspectionFailed",
                            caseId,
                            plan.household(),
                            actor)
                    .with("measure", measure.toString())
                    .with("second", inspection.secondName())
                    .with("remark", inspection.remark()));
        }
        return AssistanceOutcome.of(errors);
    }

    public AssistanceOutcome settle(
            CaseId caseId, UUID measure, MeasureFollowUp.Result result, String reason, Actor actor) {
        if (reason.isBlank()) {
            return AssistanceOutcome.of(List.of(new FieldError("reason", "请写明理由")));
        }
        var plan = plan(measure);
        followUps.settle(measure, plan.household(), result, reason, actor);
        trail.append(TrailEvent.of("measure.settled", caseId, plan.household(), actor)
                .with("measure", measure.toString())
                .with("result", result.name())
                .with("reason", reason));
        return new AssistanceOutcome.Recorded();
    }

    public AssistanceOutcome confirm(
            CaseId caseId, UUID measure, MeasureFollowUps.NewConfirmation confirmation, Actor actor) {
        var errors = new ArrayList<FieldError>();
        notAfterToday(confirmation.on(), "confirmedOn", "确认日期", errors);
        if (!confirmation.confirmed() && confirmation.word() == null) {
            errors.add(new FieldError("householdWord", "农户不认可的，请写明农户的意见"));
        }
        if (confirmation.evidence().isEmpty()) {
            errors.add(new FieldError("signature", "请上传农户签字"));
        }
        if (errors.isEmpty()) {
            var plan = plan(measure);
            followUps.confirm(measure, plan.household(), confirmation, actor);
            trail.append(TrailEvent.of("measure.confirmed", caseId, plan.household(), actor)
                    .with("measure", measure.toString())
                    .with("confirmed", confirmation.confirmed())
                    .with("effect", confirmation.effect())
                    .with("word", confirmation.word()));
        }
        return AssistanceOutcome.of(errors);
    }

    private AssistancePlan plan(UUID measure) {
        return plans.withMeasure(measure).orElseThrow();
    }

    /** Recorded risks for which no accepted measure is left, those given up counted out. */
    @Transactional(readOnly = true)
    public List<RiskCause> uncovered(MonitoredHousehold entry) {
        var standing = plans.newest(entry.id()).map(AssistancePlan::accepted).orElse(List.of()).stream()
                .filter(measure -> !followUps.of(measure.answeredAs()).dropped())
                .map(measure -> measure.proposed().risk())
                .toList();
        return entry.risks().stream()
                .filter(risk -> !standing.contains(risk))
                .sorted()
                .toList();
    }
}
