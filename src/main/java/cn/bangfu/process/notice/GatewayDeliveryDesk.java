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
import java.util.stream.Collectors;
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

    @Override
    public List<Fault> handOver(List<Handing> handings) {
        var taskOf = new HashMap<UUID, String>();
        for (var handing : handings) {
            task(handing.owed()).ifPresent(task -> taskOf.put(handing.owed().id(), task));
        }
        var others = handings.stream()
                .filter(handing -> !taskOf.containsKey(handing.owed().id()))
                .toList();
        if (taskOf.isEmpty()) {
            return Objects.requireNonNull(transaction.execute(status -> {
                var wrong = record(others);
                if (!wrong.isEmpty()) {
                    status.setRollbackOnly();
                }
                return wrong;
            }));
        }
        var answered = handings.stream()
                .filter(handing -> taskOf.containsKey(handing.owed().id()))
                .toList();
        return handings.size() == 1 ? alone(answered.get(0), taskOf) : together(answered, others, taskOf);
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

    private List<Fault> alone(Handing handing, Map<UUID, String> taskOf) {
        var owed = handing.owed().id();
        var outcome = steps.submit(taskOf.get(owed), answer(handing), null);
        if (outcome instanceof Outcome.Submitted) {
            return List.of();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return faults(owed, refused.errors());
        }
        return List.of(new Fault(
                owed, outcome instanceof Outcome.Conflict conflict ? new FieldError("", conflict.message()) : GONE));
    }

    private List<Fault> together(List<Handing> answered, List<Handing> others, Map<UUID, String> taskOf) {
        var wrong = new ArrayList<Fault>();
        var outcome = batches.submit(
                new Batch(
                        BatchKind.DELIVERIES,
                        UUID.randomUUID(),
                        null,
                        answered.stream()
                                .map(handing ->
                                        new Batch.Item(taskOf.get(handing.owed().id()), answer(handing)))
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
            return List.of(new Fault(answered.get(0).owed().id(), new FieldError("", conflict.message())));
        }
        if (!wrong.isEmpty()) {
            return wrong;
        }
        var owedOf = taskOf.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        var refused = (BatchOutcome.Refused) outcome;
        var faults = new ArrayList<Fault>();
        refused.errors()
                .forEach(error -> faults.add(new Fault(answered.get(0).owed().id(), error)));
        refused.stuck().forEach(stuck -> faults.addAll(faults(owedOf.get(stuck.taskId()), stuck.errors())));
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
