package cn.bangfu.identification;

import cn.bangfu.audit.TrailEntry;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.NoticeResult;
import cn.bangfu.notice.ReCheck;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.DecisionRun;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.ProposalOutcome;
import cn.bangfu.policy.RouteOutcome;
import cn.bangfu.shared.MaskedNumbers;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The trail in plain words. */
public final class TrailWords {

    private TrailWords() {}

    /** What was done, without anything that only some may read. */
    public static String what(TrailEntry entry) {
        return switch (entry.action()) {
            case "case.opened" -> "立案" + after("：", word(entry, "channel", Channel.class, Channel::label));
            case "case.moved" -> "转入“" + state(entry.toState()) + "”";
            case "case.closed" -> "办结" + after("：", word(entry, "outcome", CaseOutcome.class, CaseOutcome::label));
            case "case.withdrawal" -> "登记撤回申请，未办完的环节停止";
            case "case.dissolution" ->
                "登记户注销"
                        + after("：", word(entry, "kind", CaseEndings.Dissolution.Kind.class, kind -> kind.label()))
                        + "，未办完的环节停止";
            case "case.householdChanged" -> "家庭成员有变化，重新计算，案件继续办理";
            case "consent.signedLater" -> "成员补签授权";
            case "case.judged" ->
                value(entry, "run", DecisionRun.class, DecisionRun::label, "研判")
                        + after("：", word(entry, "proposal", ProposalOutcome.class, ProposalOutcome::label));
            case "case.routed" -> "分类处理" + after("：", word(entry, "route", RouteOutcome.class, RouteOutcome::label));
            case "case.residencyDecided" -> "认定是否常住";
            case "case.eliminationVerified" -> "核查风险消除";
            case "clue.reported" -> "上报线索";
            case "clue.verified" -> "线索已核实";
            case "application.received" -> "收到申请，出具回执";
            case "application.consents" -> "补签比对授权";
            case "application.accepted" -> "受理";
            case "application.correctionAsked" -> "材料不全，要求补正";
            case "application.corrected" -> "已补正材料";
            case "application.lateDecided" -> "补正逾期，作出受理决定";
            case "relief.countersigned" -> "核定救助后风险是否化解";
            case "relief.ended" -> "应急救助结束";
            case "visit.recorded" -> "登记入户核实";
            case "visit.townJudged" -> "乡镇判断自主应对能力和生活困难";
            case "income.recounted" -> "乡镇复核收入";
            case "income.countedAgain" -> "按现有成员重新计算人均收入";
            case "comparison.ran" -> "部门数据比对完成";
            case "review.held" -> Boolean.TRUE.equals(entry.details().get("agreed")) ? "民主评议：同意上报" : "民主评议：不同意上报";
            case "review.notQuorate" -> "民主评议：到会人数不足，另行开会";
            case "town.opinion", "county.opinion" -> opinion(entry);
            case "town.override" ->
                "乡镇认定的类别与研判建议不一致"
                        + after("：", word(entry, "category", MonitoringCategory.class, MonitoringCategory::label));
            case "county.confirmed" ->
                "县级确认纳入" + after("：", word(entry, "category", MonitoringCategory.class, MonitoringCategory::label));
            case "county.takenOut" -> "移出送审名单，单独办理";
            case "county.putBack" -> "放回送审名单";
            case "monitoring.entered" -> "列为监测对象";
            case "monitoring.risksAdded" -> "风险补录到原监测档案";
            case "notice.published" -> "张贴公示";
            case "notice.closed" -> "公示结束" + after("：", word(entry, "result", NoticeResult.class, NoticeResult::label));
            case "objection.received" -> "收到异议，停止办理";
            case "objection.resolved" -> "异议核查完毕";
            case "recheck.requested" -> "收到复核申请";
            case "recheck.decided" ->
                "复核" + after("：", word(entry, "result", ReCheck.Result.class, ReCheck.Result::label));
            case "decision.announced" -> "张贴公告";
            case "delivery.recorded" -> "送达" + value(entry, "what", DeliveryKind.class, DeliveryKind::label, "文书");
            case "officer.named" -> "确定帮扶责任人";
            case "evidence.added" -> "补充材料";
            case "plan.proposed" -> "提出帮扶方案";
            case "plan.checked" -> "检查帮扶方案";
            case "plan.handedOver" -> "送达帮扶方案";
            case "measure.accepted" -> "部门接受帮扶措施";
            case "measure.declined" -> "部门不接受帮扶措施";
            case "task.nudged" -> nudged(entry);
            default -> "办理";
        };
    }

    private static String nudged(TrailEntry entry) {
        return (entry.actorName() == null ? "到期自动催办" : "催办")
                + "“" + entry.details().getOrDefault("step", "环节") + "”"
                + (entry.details().get("to") instanceof String office ? "（" + office + "）" : "");
    }

    /** Reasons and opinions, for those who may read them. */
    public static @Nullable String note(TrailEntry entry) {
        var key =
                switch (entry.action()) {
                    case "town.opinion", "county.opinion" -> "opinion";
                    case "county.confirmed" -> "overrideReason";
                    default -> "reason";
                };
        var text = entry.details().get(key);
        return text == null || text.toString().isBlank() ? null : MaskedNumbers.in(text.toString());
    }

    private static String opinion(TrailEntry entry) {
        return value(entry, "hand", Hand.class, Hand::label, "审核")
                + after("：", word(entry, "decision", Opinion.Decision.class, Opinion.Decision::label))
                + after(",", word(entry, "returnTo", ReturnTo.class, ReturnTo::label));
    }

    private static String state(@Nullable String name) {
        return of(CaseState.class, name, CaseState::label, "下一环节");
    }

    private static String after(String mark, String word) {
        return word.isEmpty() ? "" : mark + word;
    }

    private static <E extends Enum<E>> String word(
            TrailEntry entry, String key, Class<E> type, Function<E, String> label) {
        return value(entry, key, type, label, "");
    }

    private static <E extends Enum<E>> String value(
            TrailEntry entry, String key, Class<E> type, Function<E, String> label, String otherwise) {
        return of(type, entry.details().get(key), label, otherwise);
    }

    /** Words of older versions may be gone; what happened is told all the same. */
    public static <E extends Enum<E>> String of(
            Class<E> type, @Nullable Object name, Function<E, String> label, String otherwise) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return label.apply(constant);
            }
        }
        return otherwise;
    }
}
