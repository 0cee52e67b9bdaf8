package cn.bangfu.assistance.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.assistance.FundBatch;
import cn.bangfu.assistance.Funds;
import cn.bangfu.assistance.MeasureKind;
import cn.bangfu.assistance.Tariff;
import cn.bangfu.notice.NewObjection;
import cn.bangfu.notice.Objection;
import cn.bangfu.notice.ObjectionId;
import cn.bangfu.notice.ObjectionWay;
import cn.bangfu.notice.Objections;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonalDataCipher;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcFunds implements Funds {

    /** The last delivery of a measure with its acceptance, whichever version of the plan it stands in. */
    private static final String LAST_INSPECTION = """
             left join lateral (
              select d.id as delivery, i.passed, i.accepted_quantity from app.measure_delivery d
              left join app.measure_inspection i on i.delivery_id = d.id
              where app.measure_root(d.measure_id) = app.measure_root(m.id)
              order by d.recorded_at desc limit 1) i on true
            """;

    private static final String HEAD = """
            (select name from app.household_member p where p.household_id = h.id and p.left_on is null and p.died_on is null
              order by p.relation <> '户主', p.created_at limit 1)""";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;

    JdbcFunds(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Override
    public UUID open(DivisionCode county, NewBatch batch, Actor actor) {
        return jdbc.sql("""
                        insert into app.fund_batch (county, name, source, document_number, budget, by_person, by_officer, by_name, by_office)
                        values (:county, :batch, :source, :document, :budget, :person, :officer, :name, :office) returning id
                        """)
                .param("county", county.value())
                .param("batch", batch.name().strip())
                .param("source", batch.source().strip())
                .param("document", batch.documentNumber().strip())
                .param("budget", batch.budget())
                .params(by(actor))
                .query(UUID.class)
                .single();
    }

    private static Map<String, Object> by(Actor actor) {
        return Map.of(
                "person", actor.person().value(),
                "officer", actor.officer().value(),
                "name", actor.name(),
                "office", actor.officeName());
    }

    @Override
    public Optional<FundBatch> find(UUID batch) {
        return batches("where b.id = ?", batch).stream().findFirst();
    }

    @Override
    public Optional<FundBatch> ofLine(UUID line) {
        return batches("where b.id = (select batch_id from app.fund_line where id = ?)", line).stream()
                .findFirst();
    }

    @Override
    public List<FundBatch> of(DivisionCode county) {
        return batches("where b.county = ? order by b.created_at desc", county.value());
    }

    @Override
    public List<FundBatch> of(HouseholdId household) {
        return batches(
                "where exists (select from app.fund_line l where l.batch_id = b.id and l.household_id = ?) order by b.created_at",
                household.value());
    }

    @Override
    public List<FundBatch> in(DivisionScope scope) {
        return jdbc.sql(
                        "select b.* from app.fund_batch b where exists (select from app.fund_line l join app.household h"
                                + " on h.id = l.household_id where l.batch_id = b.id and "
                                + scope.sqlCondition("h.division")
                                + ") or " + scope.sqlCondition("b.county") + " order by b.created_at desc")
                .query((row, n) -> batch(row))
                .list();
    }

    private List<FundBatch> batches(String condition, Object param) {
        return jdbc.sql("select b.* from app.fund_batch b " + condition)
                .param(param)
                .query((row, n) -> batch(row))
                .list();
    }

    private FundBatch batch(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new FundBatch(
                id,
                new DivisionCode(row.getString("county")),
                row.getString("name"),
                row.getString("source"),
                row.getString("document_number"),
                row.getBigDecimal("budget"),
                row.getTimestamp("created_at").toInstant(),
                new PersonId(row.getObject("by_person", UUID.class)),
                row.getString("by_name"),
                lines(id),
                notices(id));
    }

    private List<FundBatch.Line> lines(UUID batch) {
        return jdbc.sql("""
                        select l.*, h.division, """ + HEAD + """
                         as head, py.name as payee_name, r.item, r.label, r.notice_label, r.unit, r.method, r.rate, m.kind,
                          w.reason as withdrawn, pay.amount as paid, pay.paid_on, i.passed, i.accepted_quantity
                        from app.fund_line l
                        join app.household h on h.id = l.household_id
                        join app.household_member py on py.id = l.payee
                        join app.assistance_measure m on m.id = l.measure_id
                        left join app.tariff_rate r on r.id = l.rate_id
                        left join app.fund_line_withdrawal w on w.line_id = l.id
                        left join app.measure_payment pay on pay.line_id = l.id
                        """ + LAST_INSPECTION + " where l.batch_id = ? order by h.division, l.added_at")
                .param(batch)
                .query((row, n) -> line(row))
                .list();
    }

    private static FundBatch.Line line(ResultSet row) throws SQLException {
        var kind = MeasureKind.valueOf(row.getString("kind"));
        var label = row.getString("label");
        var noticeLabel = row.getString("notice_label");
        var beneficiary = row.getObject("beneficiary", UUID.class);
        var accepted = row.getBoolean("passed");
        var amount = row.getBigDecimal("amount");
        return new FundBatch.Line(
                row.getObject("id", UUID.class),
                row.getObject("measure_id", UUID.class),
                new HouseholdId(row.getObject("household_id", UUID.class)),
                new DivisionCode(row.getString("division")),
                String.valueOf(row.getString("head")),
                beneficiary == null ? null : new MemberId(beneficiary),
                new MemberId(row.getObject("payee", UUID.class)),
                row.getString("payee_name"),
                kind,
                row.getString("item"),
                label == null ? kind.label() : label,
                noticeLabel == null ? kind.noticeLabel() : noticeLabel,
                row.getString("period"),
                row.getBigDecimal("units"),
                row.getString("unit"),
                amount,
                row.getString("withdrawn"),
                accepted,
                accepted ? due(row, amount) : null,
                row.getBigDecimal("paid"),
                row.getObject("paid_on", LocalDate.class));
    }

    /** What was accepted counts, never more than what was posted. */
    private static BigDecimal due(ResultSet row, BigDecimal amount) throws SQLException {
        var accepted = row.getBigDecimal("accepted_quantity");
        var units = row.getBigDecimal("units");
        return "UNIT".equals(row.getString("method")) && accepted != null && units != null
                ? row.getBigDecimal("rate").multiply(units.min(accepted)).setScale(2)
                : amount;
    }

    private List<FundBatch.Notice> notices(UUID batch) {
        return notices("n.batch_id = ?", batch);
    }

    @Override
    public Optional<FundBatch> shownWith(PublicCode code) {
        return batches(
                        "where b.id = (select n.batch_id from app.fund_notice n left join app.fund_notice_closing c on c.notice_id = n.id where "
                                + SHOWN + " and n.code = ?)",
                        code.value())
                .stream()
                .findFirst();
    }

    private static final String SHOWN = "c.result is null and app.legal_now() < n.legal_end";

    @Override
    public Optional<FundBatch.Notice> shown(PublicCode code) {
        return notices(SHOWN + " and n.code = ?", code.value()).stream().findFirst();
    }

    @Override
    public List<FundBatch.Notice> shownIn(DivisionCode division) {
        return notices(
                SHOWN + " and exists (select from app.fund_line l join app.household h on h.id = l.household_id"
                        + " where l.batch_id = n.batch_id and starts_with(h.division, ?)"
                        + " and not exists (select from app.fund_line_withdrawal w where w.line_id = l.id))",
                division.value());
    }

    private List<FundBatch.Notice> notices(String condition, Object param) {
        return jdbc.sql("""
                        select n.*, c.result, app.legal_now() as as_of from app.fund_notice n
                        left join app.fund_notice_closing c on c.notice_id = n.id
                        where\s""" + condition + " order by n.published_at desc")
                .param(param)
                .query((row, n) -> new FundBatch.Notice(
                        row.getObject("id", UUID.class),
                        new PublicCode(row.getString("code")),
                        Arrays.stream((String[]) row.getArray("levels").getArray())
                                .map(NoticeLevel::valueOf)
                                .collect(Collectors.toUnmodifiableSet()),
                        row.getTimestamp("published_at").toInstant(),
                        row.getTimestamp("legal_end").toInstant(),
                        row.getString("board_text"),
                        row.getString("web_text"),
                        new PersonId(row.getObject("by_person", UUID.class)),
                        row.getString("result"),
                        objections(row.getObject("id", UUID.class)),
                        row.getTimestamp("as_of").toInstant()))
                .list();
    }

    /** Of those that are answered together only the oldest. */
    private List<FundBatch.Objection> objections(UUID notice) {
        return jdbc.sql("""
                        select * from (
                          select o.*, a.result, a.finding, a.content as answer, a.answered_at, count(*) over same as together,
                            row_number() over (same order by o.received_at, o.id) as nth
                          from app.fund_objection o left join app.fund_objection_answer a on a.objection_id = o.id
                          where o.notice_id = ?
                          window same as (partition by case when not o.grouped then o.id end, o.line_id, a.objection_id is null)) o
                        where nth = 1 order by received_at, id
                        """).param(notice).query((row, n) -> objection(row)).list();
    }

    private FundBatch.Objection objection(ResultSet row) throws SQLException {
        var answeredAt = row.getTimestamp("answered_at");
        return new FundBatch.Objection(
                row.getObject("id", UUID.class),
                new PublicCode(row.getString("code")),
                row.getObject("line_id", UUID.class),
                ObjectionWay.valueOf(row.getString("way")),
                row.getBoolean("named"),
                row.getInt("together"),
                new Objection.Content(cipher.open(row.getBytes("content")), open(row, "name"), open(row, "contact")),
                row.getObject("received_on", LocalDate.class),
                row.getTimestamp("received_at").toInstant(),
                row.getString("result"),
                open(row, "finding"),
                open(row, "answer"),
                answeredAt == null ? null : answeredAt.toInstant());
    }

    private @Nullable String open(ResultSet row, String column) throws SQLException {
        var sealed = row.getBytes(column);
        return sealed == null ? null : cipher.open(sealed);
    }

    private byte @Nullable [] seal(@Nullable String text) {
        return text == null ? null : cipher.seal(text);
    }

    @Override
    public List<Candidate> candidates(DivisionCode county) {
        return jdbc.sql("select m.id, u.case_id, h.id as household, h.division, " + HEAD + """
                         as head, m.kind, m.amount, m.quantity, m.unit, m.account_holder, i.passed, i.accepted_quantity,
                          coalesce((select sum(l.amount) from app.fund_line l where app.measure_root(l.measure_id) = app.measure_root(m.id)
                            and not exists (select from app.fund_line_withdrawal w where w.line_id = l.id)), 0) as allocated,
                          coalesce(app.plan_left(m.id), 0) as plan_left, app.paid_by_plan(m.id) as by_plan
                        from app.assistance_measure m
                        join app.assistance_plan p on p.id = m.plan_id and p.state = 'HANDED_OVER'
                        join app.monitored_household e on e.id = p.monitored_id and e.ended_at is null
                        join app.household h on h.id = e.household_id and starts_with(h.division, :county)
                        join app.measure_answer a on a.measure_id = coalesce(m.taken_from, m.id) and a.accepted
                        join app.measure_under_way u on u.measure_id = coalesce(m.taken_from, m.id)
                        """ + LAST_INSPECTION + """
                        where p.version = (select max(version) from app.assistance_plan q where q.monitored_id = p.monitored_id and q.state = 'HANDED_OVER')
                          and not exists (select from app.measure_settlement s where app.measure_root(s.measure_id) = app.measure_root(m.id)
                            and s.result = 'DROPPED')
                        order by h.division, head, m.position
                        """)
                .param("county", county.value())
                .query((row, n) -> new Candidate(
                        row.getObject("id", UUID.class),
                        new CaseId(row.getObject("case_id", UUID.class)),
                        new HouseholdId(row.getObject("household", UUID.class)),
                        new DivisionCode(row.getString("division")),
                        String.valueOf(row.getString("head")),
                        MeasureKind.valueOf(row.getString("kind")),
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("quantity"),
                        row.getString("unit"),
                        row.getObject("account_holder", UUID.class),
                        row.getBigDecimal("allocated"),
                        row.getBigDecimal("plan_left"),
                        row.getBoolean("by_plan"),
                        row.getBoolean("passed"),
                        row.getBigDecimal("accepted_quantity")))
                .list();
    }

    @Override
    public void lock(DivisionCode county) {
        jdbc.sql("select app.lock_funds(?)")
                .param(county.value())
                .query((row, n) -> county)
                .single();
    }

    @Override
    public UUID keep(Tariff tariff) {
        jdbc.sql("""
                        insert into app.tariff_rate (county, rule, item, label, notice_label, cap_group, method, rate, unit, cap_units, per,
                          tariff_year, source)
                        values (:county, :rule, :item, :label, :notice, :group, :method, :rate, :unit, :cap, :per, :year, :source)
                        on conflict do nothing
                        """)
                .param("county", tariff.county().value())
                .param("rule", tariff.rule())
                .param("item", tariff.item())
                .param("label", tariff.label())
                .param("notice", tariff.noticeLabel())
                .param("group", tariff.capGroup())
                .param("method", tariff.method().name())
                .param("rate", tariff.rate())
                .param("unit", tariff.unit())
                .param("cap", tariff.cap())
                .param("per", tariff.per().name())
                .param("year", tariff.year().name())
                .param("source", tariff.source())
                .update();
        return jdbc.sql("select id from app.tariff_rate where county = ? and rule = ?")
                .params(tariff.county().value(), tariff.rule())
                .query(UUID.class)
                .single();
    }

    @Override
    public BigDecimal capLeft(UUID rate, String period, HouseholdId household, @Nullable MemberId beneficiary) {
        return jdbc.sql("select app.cap_left(:rate, :period, :household, :beneficiary)")
                .param("rate", rate)
                .param("period", period)
                .param("household", household.value())
                .param("beneficiary", beneficiary == null ? null : beneficiary.value(), java.sql.Types.OTHER)
                .query(BigDecimal.class)
                .single();
    }

    @Override
    public UUID add(UUID batch, NewLine line, Actor actor) {
        var computed = line.computed();
        return jdbc.sql("""
                        insert into app.fund_line (batch_id, measure_id, household_id, beneficiary, payee, rate_id, period, asked_units, units,
                          base, amount, by_person, by_name)
                        values (:batch, :measure, :household, :beneficiary, :payee, :rate, :period, :asked, :units, :base, :amount, :person, :name)
                        returning id
                        """)
                .param("batch", batch)
                .param("measure", line.measure())
                .param("household", line.household().value())
                .param(
                        "beneficiary",
                        line.beneficiary() == null ? null : line.beneficiary().value())
                .param("payee", line.payee().value())
                .param("rate", line.rate())
                .param("period", line.period())
                .param("asked", computed == null ? null : computed.asked())
                .param("units", computed == null ? null : computed.units())
                .param("base", computed == null ? null : computed.base())
                .param("amount", line.amount())
                .params(by(actor))
                .query(UUID.class)
                .single();
    }

    @Override
    public void withdraw(UUID line, String reason, Actor actor) {
        jdbc.sql("insert into app.fund_line_withdrawal (line_id, reason, by_person, by_name) values (?, ?, ?, ?)")
                .params(line, reason, actor.person().value(), actor.name())
                .update();
    }

    @Override
    public UUID publish(
            UUID batch,
            @Nullable UUID corrects,
            PublicCode code,
            String boardText,
            String webText,
            Map<NoticeLevel, List<UUID>> photographs,
            Actor actor) {
        var id = jdbc.sql("""
                        insert into app.fund_notice (batch_id, corrects, code, board_text, web_text, by_person, by_officer, by_name, by_office)
                        values (:batch, :corrects, :code, :board, :web, :person, :officer, :name, :office) returning id
                        """)
                .param("batch", batch)
                .param("corrects", corrects)
                .param("code", code.value())
                .param("board", boardText)
                .param("web", webText)
                .params(by(actor))
                .query(UUID.class)
                .single();
        photograph(id, "START", photographs, actor);
        return id;
    }

    private void photograph(UUID notice, String moment, Map<NoticeLevel, List<UUID>> photographs, Actor actor) {
        photographs.forEach((place, taken) -> taken.forEach(evidence -> jdbc.sql("""
                        insert into app.fund_notice_photograph (notice_id, evidence_id, place, moment, by_person) values (?, ?, ?, ?, ?)
                        """)
                .params(notice, evidence, place.name(), moment, actor.person().value())
                .update()));
    }

    @Override
    public void close(UUID notice, boolean passed, Map<NoticeLevel, List<UUID>> photographs, Actor actor) {
        photograph(notice, "END", photographs, actor);
        jdbc.sql("insert into app.fund_notice_closing (notice_id, result, by_person, by_name) values (?, ?, ?, ?)")
                .params(notice, passed ? "PASSED" : "CORRECTED", actor.person().value(), actor.name())
                .update();
    }

    @Override
    public void object(
            ObjectionId id,
            UUID notice,
            @Nullable UUID line,
            PublicCode code,
            NewObjection said,
            Objections.@Nullable Source source,
            boolean grouped,
            @Nullable Actor actor) {
        jdbc.sql("""
                        insert into app.fund_objection (id, notice_id, line_id, code, way, named, grouped, source, said, content, name, contact,
                          received_on, by_person, by_name)
                        values (:id, :notice, :line, :code, :way, :named, :grouped, :source, :said, :content, :name, :contact,
                          :on, :person, :taker)
                        """)
                .param("id", id.value())
                .param("notice", notice)
                .param("line", line)
                .param("code", code.value())
                .param("way", said.way().name())
                .param("named", said.named())
                .param("grouped", grouped)
                .param("source", source == null ? null : source.address())
                .param("said", source == null ? null : source.said())
                .param("content", cipher.seal(said.text()))
                .param("name", said.named() ? seal(said.name()) : null)
                .param("contact", said.named() ? seal(said.contact()) : null)
                .param("on", said.receivedOn())
                .param("person", actor == null ? null : actor.person().value())
                .param("taker", actor == null ? null : actor.name())
                .update();
    }

    @Override
    public boolean heardBefore(UUID notice, Objections.Source source) {
        return jdbc.sql("""
                        select exists (select from app.fund_objection o where o.notice_id = :notice and not o.named and not o.grouped
                          and (o.said = :said or o.source = :source))
                        """)
                .param("notice", notice)
                .param("said", source.said())
                .param("source", source.address())
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<PublicCode> receipt(ObjectionId objection) {
        return jdbc.sql("select code from app.fund_objection where id = ?")
                .param(objection.value())
                .query(String.class)
                .optional()
                .map(PublicCode::new);
    }

    @Override
    public Optional<Raised> objection(PublicCode receipt) {
        return jdbc.sql("""
                        select o.*, 1 as together, a.result, a.finding, a.content as answer, a.answered_at, b.name as batch, b.county
                        from app.fund_objection o join app.fund_notice n on n.id = o.notice_id join app.fund_batch b on b.id = n.batch_id
                        left join app.fund_objection_answer a on a.objection_id = o.id where o.code = ?
                        """)
                .param(receipt.value())
                .query((row, n) ->
                        new Raised(objection(row), row.getString("batch"), new DivisionCode(row.getString("county"))))
                .optional();
    }

    @Override
    public int openObjections(Collection<DivisionCode> counties) {
        return jdbc.sql("""
                        select count(*) from app.fund_objection o join app.fund_notice n on n.id = o.notice_id
                        join app.fund_batch b on b.id = n.batch_id and b.county = any (:counties)
                        where not exists (select from app.fund_objection_answer a where a.objection_id = o.id)
                        """)
                .param("counties", counties.stream().map(DivisionCode::value).toArray(String[]::new))
                .query(Integer.class)
                .single();
    }

    @Override
    public void answer(UUID objection, String result, String finding, String answer, Actor actor) {
        jdbc.sql("""
                        insert into app.fund_objection_answer (objection_id, result, finding, content, by_person, by_name)
                        select o.id, :result, :finding, :answer, :person, :name from app.fund_objection o join app.fund_objection f on f.id = :id
                        where (o.id = f.id or o.grouped and f.grouped and o.notice_id = f.notice_id and o.line_id is not distinct from f.line_id)
                          and not exists (select from app.fund_objection_answer a where a.objection_id = o.id)
                        """)
                .param("id", objection)
                .param("result", result)
                .param("finding", cipher.seal(finding))
                .param("answer", cipher.seal(answer))
                .param("person", actor.person().value())
                .param("name", actor.name())
                .update();
    }

    @Override
    public void compared(UUID line, List<UUID> lists, List<String> rules, @Nullable String explanation, Actor actor) {
        jdbc.sql("""
                        insert into app.payment_comparison (line_id, lists, rules, explanation, by_person, by_name)
                        values (:line, :lists, :rules, :explanation, :person, :name)
                        """)
                .param("line", line)
                .param("lists", lists.toArray(UUID[]::new))
                .param("rules", rules.toArray(String[]::new))
                .param("explanation", explanation == null ? null : cipher.seal(explanation))
                .param("person", actor.person().value())
                .param("name", actor.name())
                .update();
    }

    @Override
    public void pay(UUID line, BigDecimal amount, LocalDate paidOn, String voucher, List<UUID> evidence, Actor actor) {
        jdbc.sql("""
                        insert into app.measure_payment (line_id, amount, paid_on, payee, account_hash, voucher, evidence, by_person, by_name, by_office)
                        select l.id, :amount, :on, l.payee, coalesce(h.account_hash, ''::bytea), :voucher, :evidence, :person, :name, :office
                        from app.fund_line l join app.household h on h.id = l.household_id where l.id = :line
                        """)
                .param("line", line)
                .param("amount", amount)
                .param("on", paidOn)
                .param("voucher", voucher)
                .param("evidence", evidence.toArray(UUID[]::new))
                .params(by(actor))
                .update();
    }

    @Override
    public Optional<CaseId> caseOf(UUID measure) {
        return jdbc.sql("select case_id from app.measure_under_way where measure_id = app.measure_root(?)")
                .param(measure)
                .query(UUID.class)
                .optional()
                .map(CaseId::new);
    }
}
