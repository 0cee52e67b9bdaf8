package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Insurance and emergency relief of a household. What an insurer or civil affairs pays lowers rigid expenditure and is no income
 * (rules.md 1.2), so none of it is counted anywhere as such.
 */
public interface HouseholdSupport {

    record NewPolicy(
            @Nullable UUID measure,
            String insurer,
            String number,
            int people,
            @Nullable BigDecimal premium,
            LocalDate from,
            LocalDate until) {}

    /** @param claims the latest first */
    record Policy(
            UUID id,
            String insurer,
            String number,
            int people,
            @Nullable BigDecimal premium,
            LocalDate from,
            LocalDate until,
            List<Claim> claims) {}

    /** @param paid none as long as it is being looked at; zero with a reason where nothing was paid */
    record Claim(
            UUID id,
            String cause,
            LocalDate happenedOn,
            LocalDate reportedOn,
            String content,
            @Nullable BigDecimal paid,
            @Nullable LocalDate settledOn,
            @Nullable String reason) {}

    /** Relief that came before the procedure (green channel). */
    record Debt(
            UUID id,
            HouseholdId household,
            DivisionCode village,
            String head,
            Set<RiskCause> causes,
            String kind,
            @Nullable BigDecimal amount,
            LocalDate givenOn,
            Instant owedUntil,
            @Nullable UUID caseId,
            boolean overdue,
            boolean madeGoodLate) {}

    record NewRelief(
            Set<RiskCause> causes,
            String kind,
            @Nullable BigDecimal amount,
            LocalDate givenOn,
            String reason,
            List<UUID> evidence) {}

    /**
     * Money that lowers rigid expenditure and is never income.
     *
     * @param medical paid for medical bills, so that it may be taken off them already
     */
    record Received(LocalDate on, String what, BigDecimal amount, boolean medical) {}

    /** What insurers, the medical insurance and relief before the procedure brought the household since a day, the earliest first. */
    List<Received> received(HouseholdId household, LocalDate since);

    void insure(HouseholdId household, NewPolicy policy, Actor actor);

    List<Policy> policies(HouseholdId household);

    void claim(
            UUID policy,
            HouseholdId household,
            String cause,
            LocalDate happenedOn,
            LocalDate reportedOn,
            String content,
            Actor actor);

    void settle(UUID claim, HouseholdId household, BigDecimal paid, LocalDate on, @Nullable String reason, Actor actor);

    void relieve(HouseholdId household, NewRelief relief, Actor actor);

    List<Debt> debts(HouseholdId household);

    /** Debts that are open, or were made good too late. */
    List<Debt> debts(DivisionScope scope);
}
