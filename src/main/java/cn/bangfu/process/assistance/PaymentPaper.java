package cn.bangfu.process.assistance;

import static cn.bangfu.paper.PaperField.table;
import static cn.bangfu.paper.PaperField.text;

import cn.bangfu.assistance.FundService;
import cn.bangfu.assistance.Funds;
import cn.bangfu.household.BankAccount;
import cn.bangfu.household.Households;
import cn.bangfu.paper.PaperContent;
import cn.bangfu.paper.PaperField;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperSource;
import cn.bangfu.paper.PaperSubject;
import cn.bangfu.shared.ChinaTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What was paid to the household: item, amount, account (rules.md annex B). The account is named by its last digits. */
@Component
class PaymentPaper implements PaperSource {

    private static final PaperField PAID = table("发放表", "已经发放的各笔", "序号", "项目", "金额", "收款人", "账户", "发放日期", "资金来源");

    private final Funds funds;
    private final Households households;

    PaymentPaper(Funds funds, Households households) {
        this.funds = funds;
        this.households = households;
    }

    @Override
    public PaperKind kind() {
        return PaperKind.PAYMENT;
    }

    @Override
    public List<PaperField> fields() {
        return List.of(text("合计", "各笔之和"), PAID);
    }

    @Override
    public Optional<PaperContent> content(PaperSubject subject) {
        var household = subject.household();
        if (household == null || subject.cases().isEmpty()) {
            return Optional.empty();
        }
        var account = Optional.ofNullable(households.require(household).account())
                .map(BankAccount::masked)
                .orElse("");
        var rows = new ArrayList<List<String>>();
        var sum = BigDecimal.ZERO;
        for (var batch : funds.of(household)) {
            for (var line : batch.lines()) {
                var paid = line.paid();
                if (paid == null || !line.household().equals(household)) {
                    continue;
                }
                sum = sum.add(paid);
                rows.add(List.of(
                        String.valueOf(rows.size() + 1),
                        line.label(),
                        FundService.yuan(paid),
                        line.payeeName(),
                        account,
                        Optional.ofNullable(line.paidOn()).map(ChinaTime::day).orElse(""),
                        batch.source()));
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PaperContent().with("合计", FundService.yuan(sum)).with(PAID.name(), PAID.columns(), rows));
    }
}
