package cn.bangfu.process.notice;

import cn.bangfu.notice.Deliveries;
import cn.bangfu.notice.Delivery;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.process.engine.TaskDeadlines;
import cn.bangfu.process.engine.TaskNames;
import cn.bangfu.process.notice.PaperDelivery.Elements;
import cn.bangfu.process.notice.PaperDelivery.Variables;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The task is called after the paper, and due when the household has to have it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OwedPaperTasks implements TaskDeadlines, TaskNames {

    private final Deliveries deliveries;

    OwedPaperTasks(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public boolean knows(String element, CaseId caseId) {
        return element.equals(Elements.DELIVER_PAPER);
    }

    @Override
    public @Nullable Instant due(String element, @Nullable String term, CaseId caseId, Local local) {
        return owed(local).dueAt();
    }

    @Override
    public Optional<String> name(String element, String said, CaseId caseId, Local local) {
        return knows(element, caseId) ? Optional.of("送达" + kind(local).label()) : Optional.empty();
    }

    private static DeliveryKind kind(Local local) {
        return DeliveryKind.valueOf(Objects.requireNonNull(local.text(Variables.PAPER_KIND.name())));
    }

    private Delivery owed(Local local) {
        return deliveries
                .find(UUID.fromString(Objects.requireNonNull(local.text(Variables.DELIVERY.name()))))
                .orElseThrow();
    }
}
