package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.monitoring.MonitoredHouseholds;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.NoticeTerm;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.ObjectionId;
import cn.bangfu.notice.Objections;
import cn.bangfu.notice.PosterText;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.notice.PublicPosters;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.Setting;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonName;
import cn.bangfu.shared.PersonalDataCipher;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Money of a batch or project: allocated by the tariffs, posted on the levels that the county's paper names, paid after acceptance
 * (F1 五(五), 六(四)). Whoever allocates does not pay.
 */
@Service
public class FundService implements PublicPosters {

    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{8,}");

    private final Funds funds;
    private final Tariffs tariffs;
    private final PaymentComparison comparison;
    private final Households households;
    private final MonitoredHouseholds monitored;
    private final CountyParameters parameters;
    private final Divisions divisions;
    private final Notices notices;
    private final PersonalDataCipher cipher;
    private final TrainingTime training;
    private final MeasureProcess process;
    private final LegalClock clock;
    private final Trail trail;

    public FundService(
            Funds funds,
            Tariffs tariffs,
            PaymentComparison comparison,
            Households households,
            MonitoredHouseholds monitored,
            CountyParameters parameters,
            Divisions divisions,
            Notices notices,
            PersonalDataCipher cipher,
            TrainingTime training,
            MeasureProcess process,
            LegalClock clock,
            Trail trail) {
        this.funds = funds;
        this.tariffs = tariffs;
        this.comparison = comparison;
        this.households = households;
        this.monitored = monitored;
        this.parameters = parameters;
        this.divisions = divisions;
        this.notices = notices;
        this.cipher = cipher;
        this.training = training;
        this.process = process;
        this.clock = clock;
        this.trail = trail;
    }

    /**
     * What is asked for one measure.
     *
     * @param item of the tariff; none to allocate what the plan says
     * @param figure units of the tariff, or the bill for a share of one; ignored without a tariff
     * @param beneficiary for a person's tariff
     */
    public record Demand(
            UUID measure,
            @Nullable String item,
            @Nullable BigDecimal figure,
            @Nullable MemberId beneficiary) {}

    @Transactional
    public FundOutcome open(Funds.NewBatch batch, Actor actor) {
        var errors = new ArrayList<FieldError>();
        require(batch.name(), "name", "请填写批次或项目名称", errors);
        require(batch.source(), "source", "请填写资金来源", errors);
        require(batch.documentNumber(), "documentNumber", "请填写资金文件文号", errors);
        if (LONG_NUMBER.matcher(batch.name()).find()) {
            errors.add(new FieldError("name", "批次名称会公示，不要写证件号码、电话、账号"));
        }
        if (batch.budget().signum() <= 0 || batch.budget().scale() > 2) {
            errors.add(new FieldError("budget", "资金总额应大于0，精确到分"));
        }
        return errors.isEmpty()
                ? new FundOutcome.Done(funds.open(actor.division().county(), batch, actor), "已建立批次")
                : new FundOutcome.Refused(errors);
    }

    private static void require(String text, String field, String message, List<FieldError> errors) {
        if (text.isBlank()) {
            errors.add(new FieldError(field, message));
        } else if (text.length() > 200) {
            errors.add(new FieldError(field, "不能超过200字"));
        }
    }

    /**
     * Tariffs by which measures may be paid, also those for which the document gives no figure. Not read-only: whoever asks a decision
     * table is written down.
     */
    @Transactional
    public List<Tariff> items(DivisionCode county) {
        return tariffs.of(county, clock.today()).stream()
                .filter(tariff -> tariff.method().pays() || tariff.method() == Tariff.Method.UNSET)
                .toList();
    }

    /** Computes the allocation and keeps it: all lines or none; each refusal says which. */
    @Transactional
    public FundOutcome allocate(UUID batchId, List<Demand> demands, Actor actor) {
        var batch = funds.find(batchId).orElseThrow();
        if (batch.notice().isPresent()) {
            return FundOutcome.refused("", "分配结果已公示，不能再加户，请另建一批");
        }
        if (demands.isEmpty()) {
            return FundOutcome.refused("", "请先勾选要分配的措施");
        }
        funds.lock(batch.county());
        var candidates = funds.candidates(batch.county()).stream()
                .collect(Collectors.toMap(Funds.Candidate::measure, Function.identity()));
        var errors = new ArrayList<FieldError>();
        var rest = batch.budget().subtract(batch.allocated());
        var added = 0;
        for (var demand : demands) {
            var candidate = candidates.get(demand.measure());
            if (candidate == null) {
                errors.add(new FieldError(demand.measure() + ".item", "这项措施没有部门接受，不能分配资金"));
                continue;
            }
            var line = line(demand, candidate, errors);
            if (line == null) {
                continue;
            }
            rest = rest.subtract(line.amount());
            if (rest.signum() < 0) {
                errors.add(new FieldError(
                        demand.measure() + ".figure", candidate.head() + "：分配合计超过本批资金总额" + yuan(batch.budget()) + "元"));
                break;
            }
            // Added at once, so that the next demand of the same people sees the cap used up.
            funds.add(batchId, line, actor);
            added++;
            traceLine(batch, candidate, line, actor);
        }
        if (!errors.isEmpty()) {
            throw new Refusal(new FundOutcome.Refused(errors));
        }
        return new FundOutcome.Done(batchId, "已分配" + added + "项");
    }

    /** Takes back what the transaction wrote, and tells why. */
    public static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient FundOutcome.Refused outcome;

        Refusal(FundOutcome.Refused outcome) {
            super("refused: " + outcome.errors());
            this.outcome = outcome;
        }

        public FundOutcome.Refused outcome() {
            return outcome;
        }
    }

    private Funds.@Nullable NewLine line(Demand demand, Funds.Candidate candidate, List<FieldError> errors) {
        var household = households.require(candidate.household());
        var prefix = demand.measure() + ".";
        var payee = payee(household, candidate, demand.beneficiary());
        if (payee.isEmpty()) {
            errors.add(new FieldError(prefix + "item", candidate.head() + "：户内没有可以收款的健在成员"));
            return null;
        }
        if (demand.item() == null || demand.item().isEmpty()) {
            return byPlan(candidate, payee.get(), prefix, errors);
        }
        var today = clock.today();
        var found = tariffs.find(household.village(), today, demand.item());
        if (found.isEmpty() || found.get().kind() != candidate.kind()) {
            errors.add(new FieldError(prefix + "item", candidate.head() + "：本县没有这项补助标准，或者不适用于这类措施"));
            return null;
        }
        var tariff = found.get();
        var beneficiary = beneficiary(tariff, demand, household, prefix, candidate, errors);
        if (tariff.per() == Tariff.Per.PERSON
                && beneficiary.isEmpty()
                && tariff.method().pays()) {
            return null;
        }
        var category = monitored.current(household.id()).map(entry -> entry.category());
        if (tariff.method().pays() && (category.isEmpty() || !tariff.names(category.get(), household.policyStatus()))) {
            errors.add(new FieldError(
                    prefix + "item",
                    candidate.head() + "：文件没有把“"
                            + category.map(c -> c.label()).orElse("未纳入户")
                            + (household.policyStatus() == PolicyStatus.UNKNOWN
                                    ? ""
                                    : "、" + household.policyStatus().label())
                            + "”列为“" + tariff.label() + "”的补助对象，请本县以文件明确"));
            return null;
        }
        var figure = demand.figure();
        if (figure == null && tariff.method().pays()) {
            errors.add(new FieldError(prefix + "figure", candidate.head() + "：请填写数量或应缴金额"));
            return null;
        }
        var period = tariff.year().of(today);
        var rate = tariff.method().pays() ? funds.keep(tariff) : null;
        var left = rate == null
                ? Objects.requireNonNullElse(figure, BigDecimal.ONE)
                : funds.capLeft(rate, period, household.id(), beneficiary.orElse(null));
        var subsidy = Subsidy.compute(tariff, Objects.requireNonNullElse(figure, BigDecimal.ONE), left);
        if (subsidy instanceof Subsidy.Refused refused) {
            errors.add(new FieldError(
                    prefix + (refused.field().equals("item") ? "item" : "figure"),
                    candidate.head() + "：" + refused.message()));
            return null;
        }
        var computed = (Subsidy.Computed) subsidy;
        if (candidate.byPlan() && computed.amount().compareTo(candidate.left()) > 0) {
            errors.add(new FieldError(prefix + "item", candidate.head() + "：这项措施已按方案金额分配，不能再按标准补助一次"));
            return null;
        }
        return new Funds.NewLine(
                candidate.measure(),
                household.id(),
                beneficiary.orElse(null),
                payee.get(),
                rate,
                period,
                computed,
                computed.amount());
    }

    private static Funds.@Nullable NewLine byPlan(
            Funds.Candidate candidate, MemberId payee, String prefix, List<FieldError> errors) {
        if (candidate.planned() == null) {
            errors.add(new FieldError(prefix + "item", candidate.head() + "：方案没有确定金额，请选择补助标准，或先调整方案"));
            return null;
        }
        var open = candidate.left();
        if (open.signum() <= 0) {
            errors.add(new FieldError(prefix + "item", candidate.head() + "：方案确定的金额已分配完，同一项目不能重复补助"));
            return null;
        }
        return new Funds.NewLine(candidate.measure(), candidate.household(), null, payee, null, null, null, open);
    }

    private static Optional<MemberId> beneficiary(
            Tariff tariff,
            Demand demand,
            Household household,
            String prefix,
            Funds.Candidate candidate,
            List<FieldError> errors) {
        if (tariff.per() == Tariff.Per.HOUSEHOLD) {
            return Optional.empty();
        }
        var member = household.belonging().stream()
                .filter(candidateMember -> candidateMember.id().equals(demand.beneficiary()))
                .findFirst();
        if (member.isEmpty() && tariff.method().pays()) {
            errors.add(
                    new FieldError(prefix + "beneficiary", candidate.head() + "：“" + tariff.label() + "”按人补助，请选择补助对象"));
        }
        return member.map(HouseholdMember::id);
    }

    /** The account holder of the plan, else the person who is helped if grown up, else the head. */
    private Optional<MemberId> payee(Household household, Funds.Candidate candidate, @Nullable MemberId beneficiary) {
        var living = household.belonging();
        return living.stream()
                .filter(member -> member.id().value().equals(candidate.accountHolder()))
                .findFirst()
                .or(() -> living.stream()
                        .filter(member -> member.id().equals(beneficiary) && member.adultOn(clock.today()))
                        .findFirst())
                .or(household::head)
                .or(() -> living.stream()
                        .filter(member -> member.adultOn(clock.today()))
                        .findFirst())
                .map(HouseholdMember::id);
    }

    private void traceLine(FundBatch batch, Funds.Candidate candidate, Funds.NewLine line, Actor actor) {
        var computed = line.computed();
        trail.append(TrailEvent.of("fund.allocated", candidate.caseId(), candidate.household(), actor)
                .under(computed == null ? "plan" : computed.tariff().rule())
                .with("batch", batch.id().toString())
                .with("measure", candidate.measure().toString())
                .with("period", line.period())
                .with(
                        "units",
                        computed == null || computed.units() == null
                                ? null
                                : computed.units().toPlainString())
                .with("amount", line.amount().toPlainString()));
    }

    /** Takes a line out before the poster hangs. */
    @Transactional
    public FundOutcome withdraw(UUID line, String reason, Actor actor) {
        var batch = funds.ofLine(line).orElseThrow();
        if (reason.isBlank()) {
            return FundOutcome.refused("reason", "请写明撤下的理由");
        }
        if (batch.notice().isPresent()) {
            return FundOutcome.refused("", "分配结果已公示，撤下要先登记异议并核查");
        }
        takeOut(batch, line, reason, actor);
        return new FundOutcome.Done(batch.id(), "已撤下");
    }

    private void takeOut(FundBatch batch, UUID lineId, String reason, Actor actor) {
        var line = batch.lines().stream()
                .filter(candidate -> candidate.id().equals(lineId))
                .findFirst()
                .orElseThrow();
        funds.withdraw(lineId, reason, actor);
        funds.caseOf(line.measure())
                .ifPresent(caseId -> trail.append(TrailEvent.of("fund.withdrawn", caseId, line.household(), actor)
                        .with("batch", batch.id().toString())
                        .with("reason", reason)));
    }

    /** The levels on which the county posts an allocation. */
    @Transactional(readOnly = true)
    public Setting<java.util.Set<NoticeLevel>> levels(DivisionCode county) {
        return parameters.of(county, clock.today()).get(Parameters.FUND_NOTICE_LEVELS);
    }

    /** The poster as it hangs or hung, or would hang if it were posted today; empty where the county's rules for it are missing. */
    @Transactional(readOnly = true)
    public Optional<PosterText> poster(FundBatch batch) {
        return batch.notice()
                .filter(notice -> notice.isOpen() || notice.passed())
                .map(notice -> FundPoster.read(notice.boardText(), notice.code()))
                .or(() -> text(batch, false).map(text -> FundPoster.read(text, nextCode(batch))));
    }

    /** The poster that the public may see under this code: gone with the end of its term. */
    @Transactional(readOnly = true)
    public Optional<PosterText> publicPoster(PublicCode code) {
        return shown(code).map(notice -> FundPoster.read(notice.webText(), notice.code()));
    }

    /** The notice of that poster. */
    @Transactional(readOnly = true)
    public Optional<FundBatch.Notice> shown(PublicCode code) {
        return funds.shown(code);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Poster> shownIn(DivisionCode division) {
        return funds.shownIn(division).stream()
                .map(notice -> {
                    var poster = FundPoster.read(notice.webText(), notice.code());
                    return new Poster(poster.path(), poster.title(), notice.legalEnd());
                })
                .toList();
    }

    /** It stands on the paper before anything is published, so it follows from the batch and a key that nobody outside has. */
    private PublicCode nextCode(FundBatch batch) {
        return PublicCode.of(cipher.lookupHash(
                "fund-notice", batch.id() + "/" + batch.notices().size()));
    }

    /** @param masked for outside; on the board heads have their full names */
    private Optional<String> text(FundBatch batch, boolean masked) {
        var set = parameters.of(batch.county(), clock.today());
        var term = set.get(Parameters.NOTICE_TERM).value();
        var levels = set.get(Parameters.FUND_NOTICE_LEVELS).value();
        if (term.isEmpty() || levels.isEmpty()) {
            return Optional.empty();
        }
        var rows = batch.standing().stream()
                .map(line -> {
                    var units = line.units();
                    return FundPoster.row(
                            divisions.path(line.village()),
                            masked ? new PersonName(line.head()).masked() : line.head(),
                            line.noticeLabel(),
                            units == null ? "" : units.stripTrailingZeros().toPlainString() + line.unit(),
                            yuan(line.amount()));
                })
                .toList();
        return Optional.of(FundPoster.write(
                training.active(),
                batch,
                rows,
                new NoticeTerm(term.get(), clock.today(), notices.lastDay(term.get())),
                levels.get(),
                divisions.require(batch.county()).shownName(),
                divisions.words(batch.county())));
    }

    /** Posts the allocation on all levels at once; one poster a batch. */
    @Transactional
    public FundOutcome publish(UUID batchId, Map<NoticeLevel, List<UUID>> photographs, Actor actor) {
        var batch = funds.find(batchId).orElseThrow();
        var before = batch.notice().orElse(null);
        if (before != null && (before.isOpen() || before.passed())) {
            return FundOutcome.refused("", "这一批已经公示");
        }
        if (batch.standing().isEmpty()) {
            return FundOutcome.refused("", "这一批还没有分配到户，不能公示");
        }
        var set = parameters.of(batch.county(), clock.today());
        if (set.get(Parameters.FUND_NOTICE_LEVELS) instanceof Setting.Unset<?> unset) {
            return FundOutcome.refused("", unset.message());
        }
        if (set.get(Parameters.NOTICE_TERM) instanceof Setting.Unset<?> unset) {
            return FundOutcome.refused("", unset.message());
        }
        var missing = missing(set.require(Parameters.FUND_NOTICE_LEVELS), photographs, "张贴照片");
        if (!missing.isEmpty()) {
            return new FundOutcome.Refused(missing);
        }
        var id = funds.publish(
                batchId,
                before == null ? null : before.id(),
                nextCode(batch),
                text(batch, false).orElseThrow(),
                text(batch, true).orElseThrow(),
                photographs,
                actor);
        return new FundOutcome.Done(id, "已公示，公示期由系统计算");
    }

    private static List<FieldError> missing(
            java.util.Set<NoticeLevel> levels, Map<NoticeLevel, List<UUID>> photographs, String what) {
        var missing = new ArrayList<FieldError>();
        for (var level : NoticeLevel.values()) {
            if (levels.contains(level)
                    && photographs.getOrDefault(level, List.of()).isEmpty()) {
                missing.add(new FieldError("photographs." + level, "缺少" + level.label() + what));
            }
        }
        return missing;
    }

    @Transactional
    public FundOutcome close(UUID batchId, Map<NoticeLevel, List<UUID>> photographs, Actor actor) {
        var batch = funds.find(batchId).orElseThrow();
        var notice = batch.notice().filter(FundBatch.Notice::isOpen).orElse(null);
        if (notice == null) {
            return FundOutcome.refused("", "没有正在进行的公示");
        }
        if (notice.openObjections() > 0) {
            return FundOutcome.refused("", "有未答复的异议，先核查答复才能结束公示");
        }
        if (!notice.termOver()) {
            return FundOutcome.refused("", "公示期未满，到期后再登记结果");
        }
        var missing = missing(notice.levels(), photographs, "公示期满照片");
        if (!missing.isEmpty()) {
            return new FundOutcome.Refused(missing);
        }
        funds.close(notice.id(), true, photographs, actor);
        return new FundOutcome.Done(batchId, "公示已结束，验收合格的可以发放");
    }

    /** Takes down an objection; also after the last day as long as the notice is not closed. */
    @Transactional
    public FundOutcome object(UUID batchId, @Nullable UUID line, NewObjection said, Actor actor) {
        var batch = funds.find(batchId).orElseThrow();
        var notice = batch.notice().filter(FundBatch.Notice::isOpen).orElse(null);
        if (notice == null) {
            return FundOutcome.refused("", "没有正在进行的公示，不能登记异议");
        }
        var errors = said.faults(clock.today());
        if (!said.way().takenDown()) {
            errors.add(new FieldError("way", "请选择通过什么途径收到"));
        }
        if (said.receivedOn().isBefore(LegalClock.dayOf(notice.publishedAt()))) {
            errors.add(new FieldError("receivedOn", "收到日期早于公示张贴日期，请核对"));
        }
        if (line != null && batch.standing().stream().noneMatch(own -> own.id().equals(line))) {
            errors.add(new FieldError("line", "异议针对的户不在这一批，或者已经撤下"));
        }
        if (!errors.isEmpty()) {
            return new FundOutcome.Refused(errors);
        }
        var id = ObjectionId.next();
        var receipt = PublicCode.random();
        funds.object(id, notice.id(), line, receipt, said, null, false, actor);
        traceObjection("fund.objected", batch, id, line, said.way().name(), actor);
        return new FundOutcome.Done(
                id.value(), "异议已登记，答复之前不能发放。回执编号" + receipt.grouped() + "，请交给反映人，凭编号在公示网页“查答复”里看答复");
    }

    private void traceObjection(
            String what, FundBatch batch, ObjectionId id, @Nullable UUID lineId, String detail, @Nullable Actor actor) {
        batch.lines().stream().filter(line -> line.id().equals(lineId)).forEach(line -> funds.caseOf(line.measure())
                .ifPresent(caseId -> trail.append(TrailEvent.of(what, caseId, line.household(), actor)
                        .with("batch", batch.id().toString())
                        .with("objection", id.toString())
                        .with("detail", detail))));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Objectable> objectable(PublicCode code) {
        return funds.shownWith(code).flatMap(batch -> batch.notice().map(notice -> {
            var poster = FundPoster.read(notice.webText(), notice.code());
            var rows = new LinkedHashMap<String, String>();
            for (var line : batch.standing()) {
                rows.put(
                        rowCode(line.id()),
                        new PersonName(line.head()).masked() + "，" + divisions.path(line.village()) + "，"
                                + line.noticeLabel() + "，" + yuan(line.amount()) + "元");
            }
            return new Objectable(new Poster(poster.path(), poster.title(), notice.legalEnd()), rows);
        }));
    }

    /** Ids of ours never stand on a public page. */
    private String rowCode(UUID line) {
        return PublicCode.of(cipher.lookupHash("fund-line", line.toString())).value();
    }

    /** Nothing is turned away because it is much: what one place sends again, or many in the same words, is answered together. */
    @Override
    @Transactional
    public Objected objectOnPage(
            PublicCode poster, ObjectionId id, @Nullable String row, NewObjection said, String address) {
        funds.shownWith(poster).ifPresent(shown -> funds.lock(shown.county()));
        var batch = funds.shownWith(poster).orElse(null);
        if (batch == null) {
            return new Objected(null, List.of(new FieldError("", "这条公示已经结束，不能再从网上提出异议。还有意见的，请向乡镇或者县级反映")));
        }
        var earlier = funds.receipt(id);
        if (earlier.isPresent()) {
            return new Objected(earlier.get(), List.of());
        }
        var errors = said.faults(clock.today());
        var line = batch.standing().stream()
                .map(FundBatch.Line::id)
                .filter(own -> rowCode(own).equals(row))
                .findFirst()
                .orElse(null);
        if (row != null && line == null) {
            errors.add(new FieldError("row", "这一户已经不在公示榜上，请重新选择"));
        }
        if (!errors.isEmpty()) {
            return new Objected(null, errors);
        }
        var notice = batch.notice().orElseThrow();
        var source = Objections.Source.of(cipher, clock.today(), address, said);
        var grouped = !said.named() && funds.heardBefore(notice.id(), source);
        var receipt = PublicCode.random();
        funds.object(id, notice.id(), line, receipt, said, source, grouped, null);
        traceObjection("fund.objected", batch, id, line, said.way().name(), null);
        return new Objected(receipt, List.of());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Receipt> receipt(PublicCode code) {
        return funds.objection(code).map(found -> {
            var county = divisions.require(found.county()).shownName();
            var objection = found.objection();
            var result = objection.result();
            return new Receipt(
                    code,
                    found.batch() + "：" + (objection.line() == null ? "公示的内容" : "分配给某一户的资金"),
                    county,
                    objection.named(),
                    objection.receivedAt(),
                    result == null
                            ? "正在核查，答复以前不发放"
                            : "已核查答复：" + ObjectionResult.valueOf(result).label(),
                    objection.answer(),
                    objection.answeredAt(),
                    county + "资金主管部门，或拨打12345热线");
        });
    }

    /** How an objection is answered. */
    public enum ObjectionResult {
        DISMISSED("不成立"),
        LINE_WITHDRAWN("成立，撤下这一户"),
        CORRECTED("文字有误，更正后重贴");

        private final String label;

        ObjectionResult(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * Answers an objection, and with it those that say the same; by somebody who neither allocated nor posted.
     *
     * @param finding what was found out, for the file
     * @param answer what the objector is told
     */
    @Transactional
    public FundOutcome answer(
            UUID batchId, UUID objectionId, ObjectionResult result, String finding, String answer, Actor actor) {
        funds.lock(funds.find(batchId).orElseThrow().county());
        var batch = funds.find(batchId).orElseThrow();
        var notice = batch.notice().filter(FundBatch.Notice::isOpen).orElse(null);
        var objection = notice == null
                ? null
                : notice.objections().stream()
                        .filter(candidate -> candidate.id().equals(objectionId) && candidate.isOpen())
                        .findFirst()
                        .orElse(null);
        if (notice == null || objection == null) {
            return FundOutcome.refused("", "这件异议已经答复");
        }
        if (finding.isBlank()) {
            return FundOutcome.refused("finding", "请写明核查情况和依据");
        }
        if (answer.isBlank()) {
            return FundOutcome.refused("answer", "请写明给反映人的答复");
        }
        if (actor.person().equals(batch.createdBy()) || actor.person().equals(notice.publishedBy())) {
            return FundOutcome.refused("", "分配或公示这一批资金的人不能核查对它的异议，请由另一人办理（岗位分离）");
        }
        if (result == ObjectionResult.LINE_WITHDRAWN && objection.line() == null) {
            return FundOutcome.refused("result", "这件异议没有针对某一户，不能撤下");
        }
        if (result == ObjectionResult.CORRECTED && notice.openObjections() > objection.together()) {
            return FundOutcome.refused("result", "更正重贴会结束这次公示，请先答复其余的异议");
        }
        funds.answer(objectionId, result.name(), finding.strip(), answer.strip(), actor);
        traceObjection("fund.answered", batch, new ObjectionId(objectionId), objection.line(), result.name(), actor);
        if (result == ObjectionResult.LINE_WITHDRAWN) {
            batch.standing().stream()
                    .filter(line -> line.id().equals(objection.line()))
                    .forEach(line -> {
                        takeOut(batch, line.id(), "异议成立：" + answer.strip(), actor);
                        funds.caseOf(line.measure())
                                .ifPresent(caseId -> process.fundsWithdrawn(caseId, line.measure()));
                    });
        }
        // A poster whose rows or words are wrong does not stay: it is put up anew, with a term of its own.
        if (result == ObjectionResult.CORRECTED) {
            funds.close(notice.id(), false, Map.of(), actor);
        }
        return new FundOutcome.Done(batchId, objection.together() == 1 ? "已答复" : "已一并答复" + objection.together() + "件");
    }

    /** What the departments' lists say against paying what could be paid now. */
    @Transactional
    public PaymentComparison.Compared compare(FundBatch batch) {
        return comparison.compare(
                batch.county(),
                batch.lines().stream().filter(FundBatch.Line::payable).toList());
    }

    /**
     * Records the payment of what was accepted; all lines or none.
     *
     * @param explanation what was found out where the departments' lists left a question
     */
    @Transactional
    public FundOutcome pay(
            UUID batchId,
            List<UUID> lines,
            LocalDate paidOn,
            String voucher,
            List<UUID> evidence,
            String explanation,
            Actor actor) {
        var batch = funds.find(batchId).orElseThrow();
        var errors = new ArrayList<FieldError>();
        if (batch.state() != FundBatch.State.PAYING) {
            return FundOutcome.refused("", "资金分配结果没有公示期满，不能发放");
        }
        if (actor.person().equals(batch.createdBy())) {
            return FundOutcome.refused("", "分配资金的人不能登记发放，请由另一人办理（岗位分离）");
        }
        if (voucher.isBlank()) {
            errors.add(new FieldError("voucher", "请填写支付凭证号"));
        }
        if (evidence.isEmpty()) {
            errors.add(new FieldError("evidence", "请上传银行回单或发放清单"));
        }
        if (paidOn.isAfter(clock.today())) {
            errors.add(new FieldError("paidOn", "发放日期不能晚于今天"));
        }
        var chosen =
                batch.lines().stream().filter(line -> lines.contains(line.id())).toList();
        if (chosen.isEmpty()) {
            errors.add(new FieldError("lines", "请先勾选要发放的户"));
        }
        for (var line : chosen) {
            check(line)
                    .ifPresent(
                            message -> errors.add(new FieldError(line.id().toString(), line.head() + "：" + message)));
        }
        var compared = comparison.compare(batch.county(), chosen);
        for (var line : chosen) {
            compared.of(line.id(), PaymentComparison.Verdict.REFUSE)
                    .forEach(hit ->
                            errors.add(new FieldError(line.id().toString(), line.head() + "户，" + hit.message())));
            if (explanation.isBlank()) {
                compared.of(line.id(), PaymentComparison.Verdict.EXPLAIN)
                        .forEach(hit -> errors.add(
                                new FieldError("explanation", line.head() + "户，" + hit.message() + "，并写明核对情况")));
            }
        }
        if (!errors.isEmpty()) {
            return new FundOutcome.Refused(errors);
        }
        for (var line : chosen) {
            var questions = compared.of(line.id(), PaymentComparison.Verdict.EXPLAIN).stream()
                    .map(PaymentComparison.Hit::rule)
                    .distinct()
                    .toList();
            funds.compared(
                    line.id(), compared.files(), questions, questions.isEmpty() ? null : explanation.strip(), actor);
            var due = Objects.requireNonNull(line.due());
            funds.pay(line.id(), due, paidOn, voucher, evidence, actor);
            var caseId = funds.caseOf(line.measure()).orElseThrow();
            trail.append(TrailEvent.of("fund.paid", caseId, line.household(), actor)
                    .with("batch", batch.id().toString())
                    .with("measure", line.measure().toString())
                    .with("amount", due.toPlainString())
                    .with("compared", questions)
                    .with("voucher", voucher)
                    .with("paidOn", paidOn.toString()));
            process.paid(caseId, line.household(), line.measure());
        }
        return new FundOutcome.Done(batchId, "已登记发放" + chosen.size() + "项");
    }

    private Optional<String> check(FundBatch.Line line) {
        if (!line.stands()) {
            return Optional.of("已从本批撤下");
        }
        if (line.paid() != null) {
            return Optional.of("已经发放，不能重复发放");
        }
        if (!line.accepted() || line.due() == null) {
            return Optional.of("没有验收合格（先建后补）");
        }
        var household = households.require(line.household());
        if (household.account() == null) {
            return Optional.of("本户没有登记收款账户（一卡通），请先补登");
        }
        if (household.belonging().stream().noneMatch(member -> member.id().equals(line.payee()))) {
            return Optional.of("收款人" + line.payeeName() + "已不是本户健在的成员");
        }
        var beneficiary = line.beneficiary();
        if (beneficiary != null) {
            var member = household.belonging().stream()
                    .filter(candidate -> candidate.id().equals(beneficiary))
                    .findFirst();
            if (member.isEmpty()) {
                return Optional.of("补助对象已死亡或已离开本户");
            }
            return line.period() != null && line.period().contains("-") ? notAtSchool(member.get()) : Optional.empty();
        }
        return Optional.empty();
    }

    /** A pupil's subsidy goes to somebody who is on a school roll (rules.md 3.3). */
    private static Optional<String> notAtSchool(HouseholdMember pupil) {
        var schooling = pupil.schooling();
        return schooling == null || schooling.contains("非在校")
                ? Optional.of(pupil.name().value() + "在登记中" + (schooling == null ? "没有在校状况" : "为“" + schooling + "”")
                        + "，不能发放教育补助，请先核对学籍")
                : Optional.empty();
    }

    /** Whether the officer may open batches and allocate. */
    public static boolean allocates(Role role) {
        return role == Role.COUNTY_CLERK;
    }

    public static String yuan(BigDecimal amount) {
        return new DecimalFormat("#,##0.00").format(amount);
    }
}
