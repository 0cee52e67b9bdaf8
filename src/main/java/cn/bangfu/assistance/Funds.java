package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.ObjectionId;
import cn.bangfu.notice.Objections;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Batches of funds as they are kept. Rows are added, none is changed; the database counts caps and budgets once more. */
public interface Funds {

    /** A batch as it is opened. */
    record NewBatch(String name, String source, String documentNumber, BigDecimal budget) {}

    /** A line as it is added. */
    record NewLine(
            UUID measure,
            HouseholdId household,
            @Nullable MemberId beneficiary,
            MemberId payee,
            @Nullable UUID rate,
            @Nullable String period,
            Subsidy.@Nullable Computed computed,
            BigDecimal amount) {}

    /**
     * A measure for which money may be allocated.
     *
     * @param allocated yuan that stand in batches already
     * @param left what is left of the plan's amount; zero where the plan names none
     * @param byPlan whether money was allocated by the plan's amount, beyond which no tariff pays
     * @param acceptedQuantity what was found at the acceptance; none as long as nothing was accepted
     */
    record Candidate(
            UUID measure,
            CaseId caseId,
            HouseholdId household,
            DivisionCode village,
            String head,
            MeasureKind kind,
            @Nullable BigDecimal planned,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable UUID accountHolder,
            BigDecimal allocated,
            BigDecimal left,
            boolean byPlan,
            boolean accepted,
            @Nullable BigDecimal acceptedQuantity) {}

    UUID open(DivisionCode county, NewBatch batch, Actor actor);

    Optional<FundBatch> find(UUID batch);

    Optional<FundBatch> ofLine(UUID line);

    /** The newest first. */
    List<FundBatch> of(DivisionCode county);

    List<Candidate> candidates(DivisionCode county);

    /** Lines of a household in all batches, with the batch. */
    List<FundBatch> of(HouseholdId household);

    /** Batches with a line in the scope. */
    List<FundBatch> in(DivisionScope scope);

    /** Waits for whoever allocates in the county now; the caps hold still until the end of the transaction. */
    void lock(DivisionCode county);

    /** The tariff as a row of its own, once for each version of the table. */
    UUID keep(Tariff tariff);

    /** What is left of a cap for these people this year. */
    BigDecimal capLeft(UUID rate, String period, HouseholdId household, @Nullable MemberId beneficiary);

    UUID add(UUID batch, NewLine line, Actor actor);

    void withdraw(UUID line, String reason, Actor actor);

    UUID publish(
            UUID batch,
            @Nullable UUID corrects,
            PublicCode code,
            String boardText,
            String webText,
            Map<NoticeLevel, List<UUID>> photographs,
            Actor actor);

    /** The poster under this code, as long as it may be shown outside. */
    Optional<FundBatch.Notice> shown(PublicCode code);

    /** The batch of that poster; its newest notice is the poster. */
    Optional<FundBatch> shownWith(PublicCode code);

    /** Posters that may be shown outside and have a line in the division. */
    List<FundBatch.Notice> shownIn(DivisionCode division);

    void close(UUID notice, boolean passed, Map<NoticeLevel, List<UUID>> photographs, Actor actor);

    /**
     * @param id new; one that is there already means that the same form was sent twice
     * @param source with what comes from the public page
     * @param actor who took it down; none on the public page
     */
    void object(
            ObjectionId id,
            UUID notice,
            @Nullable UUID line,
            PublicCode code,
            NewObjection said,
            Objections.@Nullable Source source,
            boolean grouped,
            @Nullable Actor actor);

    /** Whether an anonymous objection to the notice has come from there before, or with the same words. */
    boolean heardBefore(UUID notice, Objections.Source source);

    Optional<PublicCode> receipt(ObjectionId objection);

    /** @param batch name of the batch against which it was raised */
    record Raised(FundBatch.Objection objection, String batch, DivisionCode county) {}

    /** By the code on the receipt; also one that is answered with others. */
    Optional<Raised> objection(PublicCode receipt);

    /** How many objections these counties have to answer. */
    int openObjections(Collection<DivisionCode> counties);

    /** Answers the objection, and with it all open ones of its group. */
    void answer(UUID objection, String result, String finding, String answer, Actor actor);

    /** What the departments' lists said of a line; goes before its payment, in the same transaction. */
    void compared(UUID line, List<UUID> lists, List<String> rules, @Nullable String explanation, Actor actor);

    void pay(UUID line, BigDecimal amount, LocalDate paidOn, String voucher, List<UUID> evidence, Actor actor);

    /** The case under which a measure is seen through. */
    Optional<CaseId> caseOf(UUID measure);
}
