package cn.bangfu.process.identification;

import static cn.bangfu.paper.PaperField.table;
import static cn.bangfu.paper.PaperField.text;

import cn.bangfu.access.Divisions;
import cn.bangfu.access.Office;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.comparison.Register;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.identification.Applications;
import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.Consent;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.paper.PaperContent;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperSource;
import cn.bangfu.paper.PaperSubject;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.CurrentDrafts;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.MemberId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Papers from the first word of a household to its acceptance, and those with which it steps back. */
@Configuration(proxyBeanMethods = false)
class ApplicationPapers {

    private static final List<String> CONSENT = List.of("姓名", "与户主关系", "年龄", "授权查询的内容", "是否同意", "监护人");
    private static final List<String> MEMBERS = List.of("序号", "姓名", "与户主关系", "年龄");
    private static final List<String> MISSING = List.of("序号", "材料");

    private final IdentificationCases cases;
    private final Households households;
    private final Applications applications;
    private final CaseTerms terms;
    private final EarlierAnswers earlier;
    private final CurrentDrafts drafts;
    private final RecheckRoute recheck;
    private final Offices offices;
    private final Divisions divisions;
    private final LegalClock clock;

    ApplicationPapers(
            IdentificationCases cases,
            Households households,
            Applications applications,
            CaseTerms terms,
            EarlierAnswers earlier,
            CurrentDrafts drafts,
            RecheckRoute recheck,
            Offices offices,
            Divisions divisions,
            LegalClock clock) {
        this.cases = cases;
        this.households = households;
        this.applications = applications;
        this.terms = terms;
        this.earlier = earlier;
        this.drafts = drafts;
        this.recheck = recheck;
        this.offices = offices;
        this.divisions = divisions;
        this.clock = clock;
    }

    /** Before there is a case, too: the household signs it first, and it is recorded afterwards. */
    @Bean
    PaperSource applicationPaper() {
        return new Sheet(
                PaperKind.APPLICATION,
                List.of(
                        text("申请人", ""),
                        text("申请日期", ""),
                        text("联系电话", ""),
                        text("困难情况", "申请人自己的话；还没有登记时留空手写"),
                        text("希望得到的帮助", ""),
                        text("近亲属任职", "家里有没有近亲属是村干部或乡镇干部"),
                        text("代写人", ""),
                        text("查询内容", "授权查询的各项登记"),
                        table("成员表", "家庭成员", "序号", "姓名", "与户主关系", "年龄"),
                        table("授权表", "每名成员一行，各自授权", "姓名", "与户主关系", "年龄", "授权查询的内容", "是否同意", "监护人")),
                this::application);
    }

    private Optional<PaperContent> application(PaperSubject subject) {
        var id = only(subject);
        if (id != null && applications.receipt(id).isEmpty()) {
            return Optional.empty();
        }
        var household = households.require(Objects.requireNonNull(subject.household()));
        var said = id == null
                ? Map.<String, @Nullable Object>of()
                : earlier.firstOf(
                        id,
                        HouseholdIdentification.Elements.CORRECT_APPLICATION,
                        HouseholdIdentification.Elements.HOUSEHOLD_APPLICATION,
                        HouseholdIdentification.Elements.VERIFY_CLUE);
        var consents = new HashMap<MemberId, Consent>();
        if (id != null) {
            applications.consents(id).forEach(consent -> consents.put(consent.member(), consent));
        }
        var today = clock.today();
        var rows = new ArrayList<List<String>>();
        var members = new ArrayList<List<String>>();
        for (var member : household.belonging()) {
            var age = member.ageOn(today) + "岁";
            members.add(
                    List.of(String.valueOf(members.size() + 1), member.name().value(), member.relation(), age));
            rows.add(List.of(
                    member.name().value(),
                    member.relation(),
                    age,
                    registers(consents.get(member.id()), said),
                    decision(consents.get(member.id()), member),
                    ""));
        }
        var content = new PaperContent()
                .with("申请人", Objects.requireNonNullElse(said(said, "applicantName"), household.headName()))
                .with("申请日期", said.isEmpty() ? "＿＿＿＿年＿＿月＿＿日" : day(said(said, "applicationDate")))
                .with("联系电话", said(said, "contactPhone"))
                .with("困难情况", said(said, "difficulty"))
                .with("希望得到的帮助", said(said, "helpWanted"))
                .with("近亲属任职", relatives(said))
                .with("代写人", said(said, "writerName"))
                .with("查询内容", registers(null, said))
                .with("成员表", MEMBERS, members)
                .with("授权表", CONSENT, rows);
        return Optional.of(content);
    }

    private static String relatives(Map<String, @Nullable Object> said) {
        return switch (Objects.requireNonNullElse(said(said, "relativesInOffice"), "")) {
            case "YES" -> Objects.requireNonNullElse(said(said, "relativesInOfficeWho"), "有");
            case "NO" -> "没有";
            default -> "";
        };
    }

    /** Exactly those that will be asked; before anything is recorded, all that may be. */
    private static String registers(@Nullable Consent consent, Map<String, @Nullable Object> said) {
        var chosen = consent != null && !consent.registers().isEmpty()
                ? consent.registers()
                : said.get("registers") instanceof List<?> list
                        ? list.stream().map(String::valueOf).collect(Collectors.toSet())
                        : Arrays.stream(Register.values()).map(Enum::name).collect(Collectors.toSet());
        return Arrays.stream(Register.values())
                .filter(register -> chosen.contains(register.name()))
                .map(Register::label)
                .collect(Collectors.joining("、"));
    }

    private String decision(@Nullable Consent consent, HouseholdMember member) {
        if (consent == null) {
            return member.adultOn(clock.today()) ? "□同意　□不同意" : "未成年，由监护人签字";
        }
        return consent.decision().label();
    }

    @Bean
    PaperSource receiptPaper() {
        return new Sheet(
                PaperKind.RECEIPT,
                List.of(
                        text("受理编号", ""),
                        text("收到日期", ""),
                        text("办结期限", "总时限的最后一天"),
                        text("下一步", "接下来做什么"),
                        text("联系单位", "")),
                subject -> application(subject, id -> applications.receipt(id).map(receipt -> {
                    var found = cases.require(id);
                    return new PaperContent()
                            .with("受理编号", receipt.number())
                            .with("收到日期", ChinaTime.day(receipt.receivedAt()))
                            .with(
                                    "办结期限",
                                    terms.lastDay(found).map(ChinaTime::day).orElse(""))
                            .with("下一步", "至少两名工作人员到您家入户核实，同时对已签字授权的家庭成员进行部门数据比对")
                            .with(
                                    "联系单位",
                                    office(found.village()) + "、"
                                            + office(found.village().town()));
                })));
    }

    @Bean
    PaperSource correctionPaper() {
        return new Sheet(
                PaperKind.CORRECTION,
                List.of(text("补正期限", ""), text("通知日期", ""), text("联系单位", ""), table("材料表", "还缺的材料", "序号", "材料")),
                subject -> application(
                        subject, id -> applications.openCorrection(id).map(correction -> {
                            var rows = new ArrayList<List<String>>();
                            correction
                                    .missing()
                                    .forEach(item -> rows.add(List.of(String.valueOf(rows.size() + 1), item)));
                            var village = cases.require(id).village();
                            return new PaperContent()
                                    .with(
                                            "补正期限",
                                            ChinaTime.day(correction.dueAt().minusMillis(1)))
                                    .with("通知日期", ChinaTime.day(correction.askedAt()))
                                    .with("联系单位", office(village) + "、" + office(village.town()))
                                    .with("材料表", MISSING, rows);
                        })));
    }

    @Bean
    PaperSource nonAcceptancePaper() {
        return new Sheet(
                PaperKind.NON_ACCEPTANCE,
                List.of(text("理由", ""), text("决定单位", ""), text("决定日期", ""), text("复核单位", ""), text("复核期限", "")),
                subject -> application(subject, id -> {
                    var decided = earlier.firstOf(id, HouseholdIdentification.Elements.DECIDE_NON_ACCEPTANCE);
                    if (!"NOT_ACCEPTED".equals(said(decided, "acceptanceDecision"))) {
                        return Optional.empty();
                    }
                    return Optional.of(recheck.letter(id, Role.TOWN_HEAD)
                            .with("理由", said(decided, "reason"))
                            .with("决定单位", office(cases.require(id).village().town()))
                            .with(
                                    "决定日期",
                                    earlier.at(id, HouseholdIdentification.Elements.DECIDE_NON_ACCEPTANCE)
                                            .map(ChinaTime::day)
                                            .orElse("")));
                }));
    }

    @Bean
    PaperSource declinedPaper() {
        return new Sheet(
                PaperKind.DECLINED,
                List.of(
                        text("线索内容", ""),
                        text("理由", "农户自己的话；还没有登记时留空手写"),
                        text("已告知的帮助", "不申报也能得到的帮助"),
                        text("核实日期", "")),
                subject -> application(subject, id -> {
                    var said = answers(id, HouseholdIdentification.Elements.VERIFY_CLUE);
                    var open = drafts.isOpen(id, HouseholdIdentification.Elements.VERIFY_CLUE);
                    if (!open && !"DECLINES".equals(said(said, "clueResult"))) {
                        return Optional.empty();
                    }
                    return Optional.of(new PaperContent()
                            .with("线索内容", said(said, "clue"))
                            .with("理由", said(said, "declineReason"))
                            .with("已告知的帮助", said(said, "helpOffered"))
                            .with("核实日期", day(said(said, "visitedOn"))));
                }));
    }

    @Bean
    PaperSource routingAnswerPaper() {
        return new Sheet(
                PaperKind.ROUTING_ANSWER,
                List.of(text("答复内容", ""), text("依据", ""), text("答复单位", ""), text("复核单位", ""), text("复核期限", "")),
                subject -> application(
                        subject,
                        id -> answered(id).or(() -> reliefSufficed(id)).map(answer -> recheck.letter(id, Role.TOWN_HEAD)
                                .with("答复内容", answer.text())
                                .with("依据", answer.basis())
                                .with("答复单位", office(cases.require(id).village().town())))));
    }

    private record Answer(@Nullable String text, @Nullable String basis) {}

    private Optional<Answer> answered(CaseId id) {
        return at(id, HouseholdIdentification.Elements.ANSWER_ROUTING)
                .map(said -> new Answer(said(said, "answer"), said(said, "basis")));
    }

    /** That relief has done what was needed is told before it is decided: the household may insist (rules.md 1.5 R4). */
    private Optional<Answer> reliefSufficed(CaseId id) {
        return at(id, HouseholdIdentification.Elements.COUNTERSIGN_RELIEF_SUFFICED)
                .map(said -> new Answer(
                        "得到救助以后，重新核算了你户的收入和支出，原来的困难已经缓解，拟不再纳入监测对象。你户仍有困难、要求继续办理的，向送达人说明，" + "就按程序接着办。",
                        said(said, "reason")));
    }

    /** What is being answered there or was; nothing if the case has not come to it. */
    private Optional<Map<String, @Nullable Object>> at(CaseId id, String element) {
        var said = answers(id, element);
        return said.isEmpty() && !drafts.isOpen(id, element) ? Optional.empty() : Optional.of(said);
    }

    @Bean
    PaperSource withdrawalPaper() {
        return new Sheet(
                PaperKind.WITHDRAWAL,
                List.of(text("撤回原因", "留空手写，或者登记的原因"), text("申请日期", "还没有申请时为空")),
                subject -> application(subject, id -> {
                    var found = cases.require(id);
                    if (!found.isOpen() && found.outcome() != CaseOutcome.WITHDRAWN) {
                        return Optional.empty();
                    }
                    return Optional.of(new PaperContent()
                            .with(
                                    "撤回原因",
                                    found.isOpen() ? "" : cases.reasonOf(id).orElse(""))
                            .with(
                                    "申请日期",
                                    applications
                                            .receipt(id)
                                            .map(receipt -> ChinaTime.day(receipt.receivedAt()))
                                            .orElse("")));
                }));
    }

    private Map<String, @Nullable Object> answers(CaseId id, String element) {
        return drafts.of(id, element).orElseGet(() -> earlier.firstOf(id, element));
    }

    private static Optional<PaperContent> application(
            PaperSubject subject, Function<CaseId, Optional<PaperContent>> filled) {
        return Optional.ofNullable(only(subject)).flatMap(filled);
    }

    static @Nullable CaseId only(PaperSubject subject) {
        return subject.cases().size() == 1 ? subject.cases().get(0) : null;
    }

    static @Nullable String said(Map<String, @Nullable Object> answers, String key) {
        var value = answers.get(key);
        return value == null || value.equals("") ? null : value.toString();
    }

    /** A day as the form kept it. */
    static String day(@Nullable String iso) {
        return iso == null || !iso.matches("\\d{4}-\\d{2}-\\d{2}.*")
                ? ""
                : ChinaTime.day(LocalDate.parse(iso.substring(0, 10)));
    }

    private String office(DivisionCode division) {
        return offices.of(division)
                .map(Office::name)
                .orElseGet(() -> divisions.require(division).shownName());
    }
}
