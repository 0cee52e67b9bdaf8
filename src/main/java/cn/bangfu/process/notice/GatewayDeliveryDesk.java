package cn.bangfu.process.notice;

import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.notice.DeliverOutcome;
import cn.bangfu.notice.Delivery;
import cn.bangfu.notice.DeliveryDesk;
import cn.bangfu.notice.DeliveryService;
import cn.bangfu.process.engine.CaseEngine;
import cn.bangfu.process.gateway.Batch;
import cn.bangfu.process.gateway.BatchGateway;
import cn.bangfu.process.gateway.BatchKind;
import cn.bangfu.process.gateway.BatchOutcome;
import cn.bangfu.process.gateway.Outcome;
import cn.bangfu.process.gateway.StepGateway;
import cn.bangfu.process.notice.PaperDelivery.Elements;
import cn.bangfu.process.notice.PaperDelivery.Variables;
import cn.bangfu.shared.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is the officer's own task is answered through the gateway. What a step of the case hands over is recorded, and that step opens
 * with it; what the town hands over instead of the village is recorded, and the village's task ends.
 */
@Component
class GatewayDeliveryDesk implements DeliveryDesk {

    private static final FieldError GONE = new FieldError("", "这份文书的送达已由别人登记，或者不归您登记");

    private final DeliveryService service;
    private final IdentificationCases cases;
    private final EvidenceService evidence;
    private final StepGateway steps;
    private final BatchGateway batches;
    private final CaseEngine engine;
    private final TransactionTemplate transaction;

    GatewayDeliveryDesk(
            DeliveryService service,
            IdentificationCases cases,
            EvidenceService evidence,
            StepGateway steps,
            BatchGateway batches,
            CaseEngine engine,
            PlatformTransactionManager manager) {
        this.service = service;
        this.cases = cases;
        this.evidence = evidence;
        this.steps = steps;
        this.batches = batches;
        this.engine = engine;
        this.transaction = new TransactionTemplate(manager);
    }

    /** Something to hand over that is the signed-in officer's task. */
    private record Own(Handing handing, String task) {

        UUID owed() {
            return handing.owed().id();
        }
    }

    @Override
    public List<Fault> handOver(List<Handing> handings) {
        var own = new ArrayList<Own>();
        var others = new ArrayList<Handing>();
        for (var handing : handings) {
            task(handing.owed()).ifPresentOrElse(task -> own.add(new Own(handing, task)), () -> others.add(handing));
        }
        if (own.isEmpty()) {
            return Objects.requireNonNull(transaction.execute(status -> {
                var wrong = record(others);
                if (!wrong.isEmpty()) {
                    status.setRollbackOnly();
                }
                return wrong;
            }));
        }
        return handings.size() == 1 ? alone(own.get(0)) : together(own, others);
    }

    private Optional<String> task(Delivery owed) {
        return Optional.ofNullable(engine.<@Nullable Task>asOfficer(e -> e.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey(Elements.DELIVER_PAPER)
                        .processVariableValueEquals(
                                Variables.DELIVERY.name(), owed.id().toString())
                        .singleResult()))
                .map(Task::getId);
    }

    private List<Fault> alone(Own own) {
        var outcome = steps.submit(own.task(), answer(own.handing()), null);
        if (outcome instanceof Outcome.Submitted) {
            return List.of();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return faults(own.owed(), refused.errors());
        }
        return List.of(new Fault(
                own.owed(),
                outcome instanceof Outcome.Conflict conflict ? new FieldError("", conflict.message()) : GONE));
    }

    private List<Fault> together(List<Own> own, List<Handing> others) {
        var wrong = new ArrayList<Fault>();
        var outcome = batches.submit(
                new Batch(
                        BatchKind.DELIVERIES,
                        UUID.randomUUID(),
                        null,
                        own.stream()
                                .map(one -> new Batch.Item(one.task(), answer(one.handing())))
                                .toList()),
                () -> {
                    wrong.addAll(record(others));
                    return wrong.stream().map(Fault::error).toList();
                },
                null);
        if (outcome instanceof BatchOutcome.Submitted) {
            return List.of();
        }
        if (outcome instanceof BatchOutcome.Conflict conflict) {
            return List.of(new Fault(own.get(0).owed(), new FieldError("", conflict.message())));
        }
        var faults = new ArrayList<>(wrong);
        if (outcome instanceof BatchOutcome.Refused refused) {
            if (wrong.isEmpty()) {
                refused.errors()
                        .forEach(error -> faults.add(new Fault(own.get(0).owed(), error)));
            }
            for (var stuck : refused.stuck()) {
                own.stream()
                        .filter(one -> one.task().equals(stuck.taskId()))
                        .forEach(one -> faults.addAll(faults(one.owed(), stuck.errors())));
            }
        }
        return faults;
    }

    /** What has no task, or none of this officer. */
    private List<Fault> record(List<Handing> handings) {
        var wrong = new ArrayList<Fault>();
        for (var handing : handings) {
            var owed = handing.owed();
            if (service.deliver(owed, handing.handover(), handing.actor()) instanceof DeliverOutcome.Refused refused) {
                refused.errors().forEach(error -> wrong.add(new Fault(owed.id(), error)));
            } else {
                evidence.attach(
                        handing.handover().evidence(),
                        handing.actor().officer(),
                        owed.caseId(),
                        cases.require(owed.caseId()).village());
            }
        }
        return wrong;
    }

    private static Map<String, @Nullable Object> answer(Handing handing) {
        var handover = handing.handover();
        var answer = new HashMap<String, @Nullable Object>();
        answer.put("deliveredOn", handover.deliveredOn().toString());
        answer.put("deliveryWay", handover.proof().name());
        answer.put(
                "deliveryEvidence",
                handover.evidence().stream().map(UUID::toString).toList());
        if (handover.receivedBy() != null) {
            answer.put("receivedBy", handover.receivedBy());
        }
        return answer;
    }

    private static List<Fault> faults(UUID owed, List<FieldError> errors) {
        return errors.stream()
                .map(error -> new Fault(owed, new FieldError(part(error.field()), error.message())))
                .toList();
    }

    private static String part(String field) {
        return switch (field) {
            case "deliveryWay" -> "proof";
            case "deliveryEvidence" -> "evidence";
            default -> field;
        };
    }
}
