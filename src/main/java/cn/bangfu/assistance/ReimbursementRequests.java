package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests to the medical insurance (提请医保局核补) and its answers: rows are added, none is changed, and none is a payment. */
public interface ReimbursementRequests {

    /**
     * The bill that is looked at.
     *
     * @param base what the share is reckoned of, or the deductible that was applied
     * @param ordinary the share or the deductible that everybody has; zero where only a floor is promised
     */
    record Bill(
            MemberId patient,
            String item,
            LocalDate billedOn,
            BigDecimal base,
            BigDecimal reimbursed,
            BigDecimal ordinary) {}

    /**
     * @param head of the household today
     * @param label of what is promised
     * @param lacking yuan that the insurance is asked to look at
     * @param answer none as long as it is waited for
     */
    record Request(
            UUID id,
            HouseholdId household,
            DivisionCode village,
            String head,
            String patient,
            Bill bill,
            String label,
            Tariff.Method method,
            BigDecimal rate,
            BigDecimal lacking,
            @Nullable String note,
            List<UUID> evidence,
            Instant askedAt,
            String askedBy,
            String askedFrom,
            @Nullable Answer answer) {

        /** How it stands. */
        public Outcome outcome() {
            if (answer == null) {
                return Outcome.WAITING;
            }
            return answer.granted().signum() == 0
                    ? Outcome.REFUSED
                    : answer.granted().compareTo(lacking) < 0 ? Outcome.IN_PART : Outcome.GRANTED;
        }

        /** What is promised: 80%, 60%+10个百分点, 1000元降低50%. */
        public String promise() {
            var figure = rate.stripTrailingZeros().toPlainString();
            var usual = bill.ordinary().stripTrailingZeros().toPlainString();
            return switch (method) {
                case RAISE -> usual + "%+" + figure + "个百分点";
                case CUT -> usual + "元降低" + figure + "%";
                default -> figure + "%";
            };
        }
    }

    /** @param granted yuan that the insurance reimbursed in addition */
    record Answer(
            BigDecimal granted,
            LocalDate decidedOn,
            @Nullable String reason,
            Instant answeredAt,
            String by,
            String office) {}

    enum Outcome {
        WAITING("待医保局答复"),
        GRANTED("已补足"),
        IN_PART("部分核补"),
        REFUSED("不予核补");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    UUID ask(
            HouseholdId household,
            Bill bill,
            Tariff tariff,
            BigDecimal lacking,
            @Nullable String note,
            List<UUID> evidence,
            Actor actor);

    void answer(
            UUID request,
            HouseholdId household,
            BigDecimal granted,
            LocalDate decidedOn,
            @Nullable String reason,
            Actor actor);

    Optional<Request> find(UUID request);

    /** The latest first. */
    List<Request> of(HouseholdId household);

    /** Those that wait first, the longest waiting before the others. */
    List<Request> in(DivisionScope scope);

    int waiting(DivisionScope scope);
}
