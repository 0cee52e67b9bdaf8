package cn.bangfu.assistance;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.time.LocalDate;
import java.util.List;

/** What stands in the ledgers, and which households have been left without help. */
public interface AssistanceOverview {

    /**
     * A monitored household without a measure that a department accepted.
     *
     * @param days since it was entered
     * @param level ALARM after the county's alarm, LATE after its limit, WAITING before
     */
    record Unhelped(
            HouseholdId household, DivisionCode village, String head, LocalDate enteredOn, int days, String level) {}

    List<Unhelped> unhelped(DivisionScope scope);

    /** 帮扶台账, one row a measure; in the order of {@link #MEASURE_HEADINGS}. */
    List<List<String>> measures(DivisionScope scope);

    /** 资金台账, one row a line of a batch. */
    List<List<String>> funds(DivisionScope scope);

    /** 责任人台账, one row a household and term. */
    List<List<String>> officers(DivisionScope scope);

    /** 报销核补台账, one row a request to the medical insurance. */
    List<List<String>> reimbursements(DivisionScope scope);

    List<String> MEASURE_HEADINGS = List.of(
            "乡镇", "村", "户编号", "户主", "监测类别", "风险", "措施", "牵头部门", "金额（元）", "资金来源", "开始日期", "完成期限", "方案状态", "部门经办人",
            "落实情况", "落实日期", "验收日期", "农户确认");
    List<String> FUND_HEADINGS = List.of(
            "乡镇", "村", "户编号", "户主", "批次或项目", "资金来源", "文号", "项目", "年度", "数量", "分配金额（元）", "收款人", "公示截止", "验收", "发放金额（元）",
            "发放日期", "支付凭证号", "状态");
    List<String> OFFICER_HEADINGS =
            List.of("乡镇", "村", "户编号", "户主", "帮扶责任人", "单位", "职务", "走访要求", "起始日期", "结束日期", "本年走访次数", "最近走访", "现在的代理人");
    List<String> REIMBURSEMENT_HEADINGS = List.of(
            "乡镇", "村", "户编号", "户主", "就医人", "核对项目", "应达到", "结算日期", "费用（元）", "已报销（元）", "相差（元）", "提请日期", "提请人", "提请单位",
            "办理情况", "核补金额（元）", "答复日期", "答复人");
}
