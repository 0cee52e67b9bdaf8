package cn.bangfu.process.assistance;

import static cn.bangfu.paper.PaperField.table;
import static cn.bangfu.paper.PaperField.text;

import cn.bangfu.access.Department;
import cn.bangfu.assistance.FundService;
import cn.bangfu.assistance.ReimbursementRequests;
import cn.bangfu.assistance.ReimbursementRequests.Request;
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

/** The letter to the medical insurance: what of the household's bills still waits for its answer (F1 五(一)3). */
@Component
class ReimbursementPaper implements PaperSource {

    private static final PaperField BILLS =
            table("核补表", "等待答复的各笔", "序号", "就医的人", "项目", "应达到", "结算日期", "费用", "已报销", "相差");

    private final ReimbursementRequests requests;
    private final MeasureWords words;

    ReimbursementPaper(ReimbursementRequests requests, MeasureWords words) {
        this.requests = requests;
        this.words = words;
    }

    @Override
    public PaperKind kind() {
        return PaperKind.REIMBURSEMENT;
    }

    @Override
    public List<PaperField> fields() {
        return List.of(text("医保部门", "收函的部门"), text("相差合计", "各笔相差之和"), BILLS);
    }

    @Override
    public Optional<PaperContent> content(PaperSubject subject) {
        var household = subject.household();
        if (household == null || subject.cases().isEmpty()) {
            return Optional.empty();
        }
        var waiting = requests.of(household).stream()
                .filter(request -> request.answer() == null)
                .toList();
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<String>>();
        for (var request : waiting) {
            rows.add(List.of(
                    String.valueOf(rows.size() + 1),
                    request.patient(),
                    request.label(),
                    request.promise(),
                    ChinaTime.day(request.bill().billedOn()),
                    FundService.yuan(request.bill().base()),
                    FundService.yuan(request.bill().reimbursed()),
                    FundService.yuan(request.lacking())));
        }
        return Optional.of(new PaperContent()
                .with("医保部门", words.department(household, Department.MEDICAL_INSURANCE))
                .with(
                        "相差合计",
                        FundService.yuan(
                                waiting.stream().map(Request::lacking).reduce(BigDecimal.ZERO, BigDecimal::add)))
                .with(BILLS.name(), BILLS.columns(), rows));
    }
}
