package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.assistance.ReimbursementRequests.Bill;
import cn.bangfu.household.Household;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.FieldError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks reimbursements against what the county promises; where one falls short, the medical insurance is asked, and answers. */
@Service
@Transactional
public class ReimbursementService {

    private final ReimbursementRequests requests;
    private final Tariffs tariffs;
    private final LegalClock clock;

    public ReimbursementService(ReimbursementRequests requests, Tariffs tariffs, LegalClock clock) {
        this.requests = requests;
        this.tariffs = tariffs;
        this.clock = clock;
    }

    /** Not read-only: whoever asks a decision table is written down. */
    public List<Tariff> promises(Household household) {
        return tariffs.of(household.village(), clock.today()).stream()
                .filter(tariff -> !tariff.method().pays() && tariff.method() != Tariff.Method.UNSET)
                .toList();
    }

    /** By the tariff that was in force on the day of the bill. */
    public ReimbursementCheck check(Household household, Bill bill) {
        return tariffs.find(household.village(), bill.billedOn(), bill.item())
                .map(tariff -> ReimbursementCheck.of(tariff, bill.base(), bill.reimbursed(), bill.ordinary()))
                .orElseGet(() -> new ReimbursementCheck.Refused("结算日期那天本县没有这项报销标准"));
    }

    /** Keeps the request; the medical insurance finds it on its page. */
    public AssistanceOutcome ask(
            Household household, Bill bill, @Nullable String note, List<UUID> evidence, Actor actor) {
        var errors = new ArrayList<FieldError>();
        if (household.members().stream().noneMatch(member -> member.id().equals(bill.patient()))) {
            errors.add(new FieldError("patient", "请选择就医的人"));
        }
        if (bill.billedOn().isAfter(clock.today())) {
            errors.add(new FieldError("billedOn", "结算日期不能晚于今天"));
        }
        if (evidence.isEmpty()) {
            errors.add(new FieldError("evidence", "请上传费用结算单"));
        }
        if (requests.of(household.id()).stream().anyMatch(earlier -> isSame(earlier.bill(), bill))) {
            errors.add(new FieldError("base", "这笔费用已经提请过，不用重复提请"));
        }
        var check = check(household, bill);
        if (check instanceof ReimbursementCheck.Refused refused) {
            errors.add(new FieldError("base", refused.message()));
        } else if (check instanceof ReimbursementCheck.Reached) {
            errors.add(new FieldError("base", "已经达到标准，不用提请"));
        }
        if (errors.isEmpty() && check instanceof ReimbursementCheck.Request request) {
            var tariff = tariffs.find(household.village(), bill.billedOn(), bill.item())
                    .orElseThrow();
            requests.ask(household.id(), bill, tariff, request.lacking(), note, evidence, actor);
        }
        return AssistanceOutcome.of(errors);
    }

    private static boolean isSame(Bill earlier, Bill bill) {
        return earlier.patient().equals(bill.patient())
                && earlier.item().equals(bill.item())
                && earlier.billedOn().equals(bill.billedOn())
                && earlier.base().compareTo(bill.base()) == 0
                && earlier.reimbursed().compareTo(bill.reimbursed()) == 0;
    }

    /** @param granted yuan reimbursed in addition; zero with a reason where the insurance refuses */
    public AssistanceOutcome answer(
            UUID requestId, BigDecimal granted, LocalDate decidedOn, @Nullable String reason, Actor actor) {
        var request = requests.find(requestId).orElseThrow();
        var errors = new ArrayList<FieldError>();
        if (request.answer() != null) {
            errors.add(new FieldError("", "这件提请已经答复"));
        }
        if (decidedOn.isBefore(LegalClock.dayOf(request.askedAt())) || decidedOn.isAfter(clock.today())) {
            errors.add(new FieldError("decidedOn", "答复日期不能早于提请日期，也不能晚于今天"));
        }
        var bill = request.bill();
        var most = request.method() == Tariff.Method.CUT
                ? bill.base()
                : bill.base().subtract(bill.reimbursed());
        if (granted.signum() < 0 || granted.compareTo(most) > 0) {
            errors.add(new FieldError("granted", "核补的金额不能多于没有报销的费用" + FundService.yuan(most) + "元"));
        }
        if (granted.compareTo(request.lacking()) < 0 && (reason == null || reason.isBlank())) {
            errors.add(new FieldError("reason", "没有补足" + FundService.yuan(request.lacking()) + "元的，请写明理由"));
        }
        if (errors.isEmpty()) {
            requests.answer(requestId, request.household(), granted, decidedOn, reason, actor);
        }
        return AssistanceOutcome.of(errors);
    }
}
