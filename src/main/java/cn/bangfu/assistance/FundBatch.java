package cn.bangfu.assistance;

import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch or project of funds (一批资金): its allocation is one result, with one poster (F1 六(四)).
 *
 * @param source which fund pays
 * @param budget yuan to be allocated
 * @param lines also those taken out again
 * @param notices the newest first; more than one after a correction
 */
public record FundBatch(
        UUID id,
        DivisionCode county,
        String name,
        String source,
        String documentNumber,
        BigDecimal budget,
        Instant createdAt,
        PersonId createdBy,
        String creator,
        List<Line> lines,
        List<Notice> notices) {

    /**
     * A household's share, for one measure.
     *
     * @param village where the household lives
     * @param head of the household today
     * @param kind of the measure
     * @param item code of the tariff; none where the plan's amount is paid
     * @param label of the item, as the ledger says it
     * @param noticeLabel as the poster says it
     * @param withdrawn why it was taken out; none as long as it stands
     */
    public record Line(
            UUID id,
            UUID measure,
            HouseholdId household,
            DivisionCode village,
            String head,
            @Nullable MemberId beneficiary,
            MemberId payee,
            String payeeName,
            MeasureKind kind,
            @Nullable String item,
            String label,
            String noticeLabel,
            @Nullable String period,
            @Nullable BigDecimal units,
            @Nullable String unit,
            BigDecimal amount,
            @Nullable String withdrawn,
            boolean accepted,
            @Nullable BigDecimal due,
            @Nullable BigDecimal paid,
            @Nullable LocalDate paidOn) {

        public boolean stands() {
            return withdrawn == null;
        }

        /** Accepted, standing and not paid. */
        public boolean payable() {
            return stands() && accepted && paid == null;
        }
    }

    /**
     * The poster of the allocation.
     *
     * @param code under which the public finds it
     * @param asOf legal time at which it was read
     */
    public record Notice(
            UUID id,
            PublicCode code,
            Set<NoticeLevel> levels,
            Instant publishedAt,
            Instant legalEnd,
            String boardText,
            String webText,
            PersonId publishedBy,
            @Nullable String result,
            List<Objection> objections,
            Instant asOf) {

        public boolean isOpen() {
            return result == null;
        }

        public boolean passed() {
            return "PASSED".equals(result);
        }

        public boolean termOver() {
            return !asOf.isBefore(legalEnd);
        }

        public int openObjections() {
            return objections.stream()
                    .filter(Objection::isOpen)
                    .mapToInt(Objection::together)
                    .sum();
        }

        public int heard() {
            return objections.stream().mapToInt(Objection::together).sum();
        }
    }

    /**
     * What was said against it.
     *
     * @param code of the receipt
     * @param line none for the poster as a whole
     * @param together how many are answered with it: anonymous ones that one source sent, or that say the same
     * @param finding what was found out, for the file; none while it is being looked at
     * @param answer what the objector is told
     */
    public record Objection(
            UUID id,
            PublicCode code,
            @Nullable UUID line,
            ObjectionWay way,
            boolean named,
            int together,
            cn.bangfu.notice.Objection.Content content,
            LocalDate receivedOn,
            Instant receivedAt,
            @Nullable String result,
            @Nullable String finding,
            @Nullable String answer,
            @Nullable Instant answeredAt) {

        public boolean isOpen() {
            return result == null;
        }
    }

    /** How far it is. */
    public enum State {
        ALLOCATING("正在分配"),
        POSTED("公示中"),
        TERM_OVER("公示期满，待登记结果"),
        OBJECTED("有异议待答复"),
        CORRECTED("待更正重贴"),
        PAYING("可以发放"),
        PAID("已发放完");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public FundBatch {
        lines = List.copyOf(lines);
        notices = List.copyOf(notices);
    }

    public List<Line> standing() {
        return lines.stream().filter(Line::stands).toList();
    }

    public BigDecimal allocated() {
        return standing().stream().map(Line::amount).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    public BigDecimal paid() {
        return lines.stream()
                .map(line -> line.paid() == null ? BigDecimal.ZERO : line.paid())
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    public Optional<Notice> notice() {
        return notices.stream().findFirst();
    }

    public State state() {
        var notice = notice().orElse(null);
        if (notice == null) {
            return State.ALLOCATING;
        }
        if (notice.passed()) {
            return standing().stream().allMatch(line -> line.paid() != null) ? State.PAID : State.PAYING;
        }
        if (!notice.isOpen()) {
            return State.CORRECTED;
        }
        if (notice.openObjections() > 0) {
            return State.OBJECTED;
        }
        return notice.termOver() ? State.TERM_OVER : State.POSTED;
    }
}
