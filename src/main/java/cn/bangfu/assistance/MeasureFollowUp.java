package cn.bangfu.assistance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a promised measure, in the order in which it happened.
 *
 * @param measure the one to which the department's answer was given
 */
public record MeasureFollowUp(
        UUID measure, List<Delivery> deliveries, List<Settlement> settlements, List<Confirmation> confirmations) {

    /** @param inspection none as long as nobody looked */
    public record Delivery(
            UUID id,
            boolean done,
            @Nullable LocalDate deliveredOn,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            String content,
            String by,
            String office,
            Instant recordedAt,
            @Nullable Inspection inspection) {}

    public record Inspection(
            boolean passed,
            @Nullable BigDecimal acceptedQuantity,
            LocalDate inspectedOn,
            String first,
            String second,
            String secondOffice,
            @Nullable String remark) {}

    public record Settlement(Result result, String reason, String by, Instant at) {}

    public record Confirmation(
            boolean confirmed,
            @Nullable String effect,
            @Nullable String word,
            LocalDate on,
            String by) {}

    /** What the town says where a measure can't be done, or is not paid. */
    public enum Result {
        AGAIN("继续落实"),
        DROPPED("不再落实");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public MeasureFollowUp {
        deliveries = List.copyOf(deliveries);
        settlements = List.copyOf(settlements);
        confirmations = List.copyOf(confirmations);
    }

    public boolean dropped() {
        return !settlements.isEmpty() && settlements.get(settlements.size() - 1).result() == Result.DROPPED;
    }

    public boolean accepted() {
        if (deliveries.isEmpty()) {
            return false;
        }
        var inspection = deliveries.get(deliveries.size() - 1).inspection();
        return inspection != null && inspection.passed();
    }

    public boolean confirmed() {
        return !confirmations.isEmpty()
                && confirmations.get(confirmations.size() - 1).confirmed();
    }

    public String state() {
        if (confirmed()) {
            return "农户已确认";
        }
        if (dropped()) {
            return "不再落实";
        }
        if (accepted()) {
            return "验收合格";
        }
        if (deliveries.isEmpty()) {
            return "待落实";
        }
        var last = deliveries.get(deliveries.size() - 1);
        if (!last.done()) {
            return "部门报告不能落实";
        }
        return last.inspection() == null ? "待验收" : "验收不合格";
    }
}
