package cn.bangfu.process.identification;

import static cn.bangfu.paper.PaperField.table;
import static cn.bangfu.paper.PaperField.text;
import static cn.bangfu.process.identification.ApplicationPapers.only;
import static cn.bangfu.process.identification.ApplicationPapers.said;

import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.comparison.ComparisonFinding;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.identification.HouseholdIncome;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.IncomeKind;
import cn.bangfu.paper.PaperContent;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperSource;
import cn.bangfu.paper.PaperSubject;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.CurrentDrafts;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.MemberId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sheet that the household signs on the visit, and the findings it is asked about. */
@Configuration(proxyBeanMethods = false)
class VisitPapers {

    private static final List<String> MEMBERS = List.of("姓名", "与户主关系", "年龄", "是否计入", "健康", "劳动能力", "务工就学");
    private static final List<String> INCOME = List.of("类别", "项目", "金额");
    private static final List<String> EXPENSES = List.of("项目", "金额");
    private static final List<String> FINDINGS = List.of("序号", "姓名", "数据来源", "查到的情况", "数据日期", "核对结果", "说明");

    private static final Map<String, String> RIGID = Map.of(
            "compliantSelfPay", "合规自付医疗费",
            "schoolingCost", "上学支出",
            "disasterLoss", "灾害损失",
            "accidentCost", "意外事故支出",
            "otherRigid", "其他刚性支出",
            "lessRelief", "减：已得的救助和赔付");

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("HEALTHY", "健康"),
            Map.entry("CHRONIC_ILLNESS", "长期慢性病"),
            Map.entry("SERIOUS_ILLNESS", "患有大病"),
            Map.entry("DISABLED", "残疾"),
            Map.entry("ORDINARY", "普通劳动力"),
            Map.entry("SKILLED", "技能劳动力"),
            Map.entry("WEAK", "弱劳动力或半劳动力"),
            Map.entry("LOST", "丧失劳动力"),
            Map.entry("NONE", "无劳动力"),
            Map.entry("STUDENT", "在校学生"),
            Map.entry("SOLDIER", "现役军人"),
            Map.entry("AWAY", "长期在外"),
            Map.entry("IMPRISONED", "服刑"),
            Map.entry("MARRIED_OUT", "已嫁出"),
            Map.entry("DIED", "已去世"),
            Map.entry("SPLIT", "已分户"),
            Map.entry("PRESCHOOL", "学前"),
            Map.entry("PRIMARY", "小学"),
            Map.entry("JUNIOR", "初中"),
            Map.entry("SENIOR", "高中阶段"),
            Map.entry("COLLEGE", "大专及以上"),
            Map.entry("HOME_TAUGHT", "送教上门"),
            Map.entry("DROPPED_OUT", "失学辍学"));

    private final IdentificationCases cases;
    private final Households households;
    private final CaseFindings findings;
    private final EarlierAnswers earlier;
    private final CurrentDrafts drafts;
    private final LegalClock clock;

    VisitPapers(
            IdentificationCases cases,
            Households households,
            CaseFindings findings,
            EarlierAnswers earlier,
            CurrentDrafts drafts,
            LegalClock clock) {
        this.cases = cases;
        this.households = households;
        this.findings = findings;
        this.earlier = earlier;
        this.drafts = drafts;
        this.clock = clock;
    }

    /** From what was written at the step, handed in or not; before anything is written a sheet to be filled in by hand. */
    @Bean
    PaperSource visitPaper() {
        return new Sheet(
                PaperKind.VISIT,
                List.of(
                        text("走访时间", ""),
                        text("走访地点", ""),
                        text("在场的人", ""),
                        text("走访人", "姓名和单位"),
                        text("核算期", "收入核算的十二个月"),
                        text("计入人数", ""),
                        text("全家纯收入", "收入合计减生产经营性支出"),
                        text("人均纯收入", "请农户核对签字的数"),
                        text("刚性支出合计", ""),
                        text("上年人均纯收入", ""),
                        text("保障情况", "两不愁、三保障和饮水"),
                        text("走访人意见", ""),
                        text("农户意见", ""),
                        text("公示告知", "是否已告知以后要公示的内容"),
                        table("成员表", "家庭成员", "姓名", "与户主关系", "年龄", "是否计入", "健康", "劳动能力", "务工就学"),
                        table("收入表", "收入和成本各项", "类别", "项目", "金额"),
                        table("支出表", "刚性支出各项", "项目", "金额")),
                this::visit);
    }

    private Optional<PaperContent> visit(PaperSubject subject) {
        var id = only(subject);
        if (id == null || cases.require(id).acceptedAt() == null) {
            return Optional.empty();
        }
        var element = HouseholdIdentification.Elements.VISIT_HOUSEHOLD;
        var said = drafts.of(id, element).orElseGet(() -> earlier.firstOf(id, element));
        var content = new PaperContent()
                .with("走访时间", join(" ", ApplicationPapers.day(said(said, "visitedOn")), said(said, "visitedAt")))
                .with("走访地点", place(said))
                .with("在场的人", said(said, "peoplePresent"))
                .with("走访人", names(said.get("visitors")))
                .with("核算期", window(id))
                .with("保障情况", guarantees(said))
                .with("走访人意见", said(said, "visitorsOpinion"))
                .with("农户意见", said(said, "householdWord"))
                .with("公示告知", "true".equals(said(said, "noticeTold")) ? "已告知" : "□已告知");
        var counted = members(content, said, subject);
        sum(content, said, counted);
        return Optional.of(content);
    }

    private String window(CaseId id) {
        var window =
                HouseholdIncome.Window.before(LegalClock.dayOf(cases.require(id).openedAt()));
        return "%d年%d月至%d年%d月"
                .formatted(
                        window.from().getYear(),
                        window.from().getMonthValue(),
                        window.to().getYear(),
                        window.to().getMonthValue());
    }

    private static String place(Map<String, @Nullable Object> said) {
        return switch (Objects.requireNonNullElse(said(said, "visitPlace"), "")) {
            case "HOME" -> "家中";
            case "ELSEWHERE" -> join("，", "不在家中", said(said, "placeReason"));
            case "PHONE" -> join("，", "电话核实", said(said, "placeReason"));
            default -> "";
        };
    }

    private static String guarantees(Map<String, @Nullable Object> said) {
        if (!VisitHouseholdStep.GUARANTEES.keySet().stream().allMatch(said::containsKey)) {
            return "";
        }
        var gaps = VisitHouseholdStep.GUARANTEES.entrySet().stream()
                .filter(guarantee -> "GAP".equals(said.get(guarantee.getKey())))
                .map(guarantee -> guarantee.getValue().label())
                .sorted()
                .collect(Collectors.joining("、"));
        return gaps.isEmpty() ? "吃穿、义务教育、基本医疗、住房、饮水均有保障" : "没有保障：" + gaps;
    }

    /** How many count towards the income; none known yet if empty. */
    private Optional<Integer> members(PaperContent content, Map<String, @Nullable Object> said, PaperSubject subject) {
        var rows = new ArrayList<List<String>>();
        var counted = 0;
        if (said.get("members") instanceof List<?> list && !list.isEmpty()) {
            for (var one : list) {
                @SuppressWarnings("unchecked")
                var row = (Map<String, @Nullable Object>) one;
                var counts = "YES".equals(row.get("counted"));
                counted += counts ? 1 : 0;
                rows.add(List.of(
                        plain(row, "name"),
                        plain(row, "relation"),
                        plain(row, "age"),
                        counted(row),
                        join("，", label(row, "health"), plain(row, "disability")),
                        label(row, "labour"),
                        join("，", label(row, "schooling"), plain(row, "work"))));
            }
            content.with("成员表", MEMBERS, rows);
            content.with("计入人数", counted + "人");
            return Optional.of(counted);
        }
        var household = households.require(Objects.requireNonNull(subject.household()));
        for (var member : household.belonging()) {
            rows.add(List.of(
                    member.name().value(), member.relation(), member.ageOn(clock.today()) + "岁", "", "", "", ""));
        }
        content.with("成员表", MEMBERS, rows);
        return Optional.empty();
    }

    /** Left to the pen as long as nobody has said it. */
    private static String counted(Map<String, @Nullable Object> row) {
        return switch (plain(row, "counted")) {
            case "YES" -> "计入";
            case "NO" -> join("，", "不计入", label(row, "notCountedReason"));
            default -> "";
        };
    }

    private static void sum(PaperContent content, Map<String, @Nullable Object> said, Optional<Integer> people) {
        var lines = new EnumMap<IncomeKind, BigDecimal>(IncomeKind.class);
        VisitHouseholdStep.INCOME.forEach((key, kind) -> {
            var yuan = money(said, key);
            if (yuan != null) {
                lines.put(kind, yuan);
            }
        });
        var rows = new ArrayList<List<String>>();
        for (var kind : IncomeKind.values()) {
            var yuan = lines.get(kind);
            if (yuan != null || lines.isEmpty()) {
                rows.add(List.of(kind.group().label(), kind.label(), yuan == null ? "" : yuan(yuan)));
            }
        }
        content.with("收入表", INCOME, rows);
        var expenses = new ArrayList<List<String>>();
        BigDecimal rigid = null;
        for (var key : List.of(
                "compliantSelfPay", "schoolingCost", "disasterLoss", "accidentCost", "otherRigid", "lessRelief")) {
            var yuan = money(said, key);
            expenses.add(List.of(Objects.requireNonNull(RIGID.get(key)), yuan == null ? "" : yuan(yuan)));
            if (yuan != null) {
                var signed = key.equals("lessRelief") ? yuan.negate() : yuan;
                rigid = rigid == null ? signed : rigid.add(signed);
            }
        }
        content.with("支出表", EXPENSES, expenses);
        if (rigid != null) {
            content.with("刚性支出合计", yuan(rigid.max(BigDecimal.ZERO)));
        }
        var previous = money(said, "previousNetIncomePerHead");
        content.with("上年人均纯收入", previous == null ? "" : yuan(previous));
        if (lines.isEmpty()) {
            return;
        }
        var income = new HouseholdIncome(lines);
        content.with("全家纯收入", yuan(income.net()));
        people.filter(count -> count > 0).ifPresent(count -> content.with("人均纯收入", yuan(income.perHead(count))));
    }

    private static String yuan(BigDecimal yuan) {
        return Shown.yuan(yuan);
    }

    private static @Nullable BigDecimal money(Map<String, @Nullable Object> said, String key) {
        var text = said(said, key);
        try {
            return text == null ? null : new BigDecimal(text.replace(",", "")).abs();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String plain(Map<String, @Nullable Object> row, String key) {
        return Objects.requireNonNullElse(said(row, key), "");
    }

    private static String label(Map<String, @Nullable Object> row, String key) {
        return LABELS.getOrDefault(plain(row, key), "");
    }

    private static String join(String between, @Nullable String... parts) {
        return Arrays.stream(parts)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(between));
    }

    private static String names(@Nullable Object rows) {
        return rows instanceof List<?> list && !list.isEmpty()
                ? list.stream()
                        .map(row -> (Map<?, ?>) row)
                        .filter(row -> row.get("name") != null)
                        .map(row -> row.get("name") + (row.get("office") == null ? "" : "（" + row.get("office") + "）"))
                        .collect(Collectors.joining("、"))
                : "";
    }

    @Bean
    PaperSource findingsPaper() {
        return new Sheet(
                PaperKind.FINDINGS,
                List.of(text("答复期限", ""), table("疑点表", "比对疑点", "序号", "姓名", "数据来源", "查到的情况", "数据日期", "核对结果", "说明")),
                subject -> Optional.ofNullable(only(subject)).flatMap(this::findings));
    }

    private Optional<PaperContent> findings(CaseId id) {
        var found =
                findings.of(id).stream().filter(finding -> !finding.isForeign()).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var members = households.require(cases.require(id).household()).members().stream()
                .collect(Collectors.toMap(HouseholdMember::id, Function.identity()));
        var rows = new ArrayList<List<String>>();
        for (var finding : found) {
            rows.add(row(rows.size() + 1, finding, members));
        }
        return Optional.of(new PaperContent().with("疑点表", FINDINGS, rows));
    }

    private static List<String> row(int number, ComparisonFinding finding, Map<MemberId, HouseholdMember> members) {
        var member = members.get(finding.member());
        var date = finding.dataDate();
        var latest = finding.latest();
        return List.of(
                String.valueOf(number),
                member == null ? "" : member.name().value(),
                finding.register().source(),
                finding.fact(),
                date == null ? "" : ChinaTime.day(date),
                latest == null ? "" : latest.answer().label(),
                latest == null ? "" : latest.explanation());
    }
}
