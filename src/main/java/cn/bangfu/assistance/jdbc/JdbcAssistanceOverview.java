package cn.bangfu.assistance.jdbc;

import cn.bangfu.access.Department;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.assistance.AssistanceOverview;
import cn.bangfu.assistance.MeasureKind;
import cn.bangfu.assistance.PlanState;
import cn.bangfu.assistance.ReimbursementRequests;
import cn.bangfu.assistance.ResponsibleOfficer;
import cn.bangfu.policy.Labelled;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads only. The columns of a query are the ledger's, in its order. */
@Repository
@Transactional(readOnly = true)
class JdbcAssistanceOverview implements AssistanceOverview {

    private static final String HEAD = """
            (select x.name from app.household_member x where x.household_id = h.id and x.left_on is null and x.died_on is null
              order by x.relation <> '户主', x.created_at limit 1)""";

    private static final String PLACE =
            " t.shown_name as town, v.shown_name as village, h.number, " + HEAD + " as head, ";

    private static final String DIVISIONS = """
             join app.division v on v.code = h.division join app.division t on t.code = left(h.division, 9)
            """;

    private final JdbcClient jdbc;

    JdbcAssistanceOverview(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Unhelped> unhelped(DivisionScope scope) {
        return jdbc.sql("""
                        with entered as (
                          select e.entered_at, h.id, h.division, """ + HEAD + """
                           as head, (select s.entries from app.parameter_set s where s.county = left(h.division, 6)
                              and s.valid_from <= (app.legal_now() at time zone 'Asia/Shanghai')::date
                              order by s.valid_from desc, s.published_at desc limit 1) as entries
                          from app.monitored_household e join app.household h on h.id = e.household_id
                          where e.ended_at is null and """ + scope.sqlCondition("h.division") + """
                            and not exists (select from app.assistance_plan p join app.assistance_measure m on m.plan_id = p.id
                              join app.measure_answer a on a.measure_id = coalesce(m.taken_from, m.id) and a.accepted
                              where p.monitored_id = e.id and not exists (select from app.measure_settlement s
                                where s.measure_id = coalesce(m.taken_from, m.id) and s.result = 'DROPPED')))
                        select id, division, head, (entered_at at time zone 'Asia/Shanghai')::date as entered_on,
                          (app.legal_now() at time zone 'Asia/Shanghai')::date - (entered_at at time zone 'Asia/Shanghai')::date as days,
                          case when app.legal_now() >= app.term_end(entered_at, split_part(entries -> 'firstMeasureAlarm' ->> 'value', ' ', 1)::int,
                              split_part(entries -> 'firstMeasureAlarm' ->> 'value', ' ', 2)) then 'ALARM'
                            when app.legal_now() >= app.term_end(entered_at, split_part(entries -> 'firstMeasureLimit' ->> 'value', ' ', 1)::int,
                              split_part(entries -> 'firstMeasureLimit' ->> 'value', ' ', 2)) then 'LATE' else 'WAITING' end as level
                        from entered order by entered_at, head
                        """)
                .query((row, n) -> new Unhelped(
                        new HouseholdId(row.getObject("id", UUID.class)),
                        new DivisionCode(row.getString("division")),
                        String.valueOf(row.getString("head")),
                        row.getObject("entered_on", LocalDate.class),
                        row.getInt("days"),
                        row.getString("level")))
                .list();
    }

    @Override
    public List<List<String>> measures(DivisionScope scope) {
        return rows(
                "select" + PLACE + """
                         e.category, m.risk, m.kind, m.lead, m.amount, m.fund_source, m.begins_on, m.due_on, p.state as plan_state,
                          coalesce(w.name, a.handler) as handler,
                          case when a.measure_id is null then '待接受' when not a.accepted then '未接受' when s.result = 'DROPPED' then '不再落实'
                            when i.passed then '验收合格' when i.passed = false then '验收不合格' when d.done then '待验收'
                            when d.done = false then '不能落实' else '待落实' end as done,
                          d.delivered_on, i.inspected_on, case when c.confirmed then to_char(c.confirmed_on, 'YYYY-MM-DD') when c.confirmed = false
                            then '不认可' end as confirmed
                        from app.assistance_measure m
                        join app.assistance_plan p on p.id = m.plan_id
                        join app.monitored_household e on e.id = p.monitored_id join app.household h on h.id = e.household_id
                        """ + DIVISIONS + """
                        left join app.measure_answer a on a.measure_id = coalesce(m.taken_from, m.id)
                        left join lateral (select * from app.measure_handler w where w.measure_id = coalesce(m.taken_from, m.id)
                          order by w.id desc limit 1) w on true
                        left join lateral (select * from app.measure_delivery d where app.measure_root(d.measure_id) = app.measure_root(m.id)
                          order by d.recorded_at desc limit 1) d on true
                        left join app.measure_inspection i on i.delivery_id = d.id
                        left join lateral (select * from app.measure_settlement s where app.measure_root(s.measure_id) = app.measure_root(m.id)
                          order by s.recorded_at desc limit 1) s on true
                        left join lateral (select * from app.measure_confirmation c where app.measure_root(c.measure_id) = app.measure_root(m.id)
                          order by c.recorded_at desc limit 1) c on true
                        where p.version = (select max(q.version) from app.assistance_plan q where q.monitored_id = p.monitored_id) and\s"""
                        + scope.sqlCondition("h.division") + " order by h.division, h.number, m.position",
                Map.of(
                        "category", label(MonitoringCategory.class),
                        "risk", label(RiskCause.class),
                        "kind", label(MeasureKind.class),
                        "lead", code -> Department.valueOf(code).label(),
                        "plan_state", label(PlanState.class)));
    }

    @Override
    public List<List<String>> funds(DivisionScope scope) {
        return rows(
                "select" + PLACE + """
                         b.name as batch, b.source, b.document_number, coalesce(r.label, m.kind) as item, l.period,
                          case when l.units is null then null else trim_scale(l.units)::text || r.unit end as units, l.amount, py.name as payee,
                          to_char(n.legal_end at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as notice_end,
                          case when i.passed then '合格' when i.passed = false then '不合格' else '未验收' end as inspected,
                          pay.amount as paid, pay.paid_on, pay.voucher,
                          case when w.line_id is not null then '已撤下：' || w.reason when pay.line_id is not null then '已发放'
                            when c.result = 'PASSED' then '公示期满' when n.id is not null then '公示中' else '正在分配' end as state
                        from app.fund_line l join app.fund_batch b on b.id = l.batch_id join app.household h on h.id = l.household_id
                        """ + DIVISIONS + """
                        join app.assistance_measure m on m.id = l.measure_id join app.household_member py on py.id = l.payee
                        left join app.tariff_rate r on r.id = l.rate_id
                        left join app.fund_line_withdrawal w on w.line_id = l.id
                        left join app.measure_payment pay on pay.line_id = l.id
                        left join lateral (select * from app.fund_notice n where n.batch_id = b.id order by n.published_at desc limit 1) n on true
                        left join app.fund_notice_closing c on c.notice_id = n.id
                        left join lateral (select i.passed from app.measure_delivery d left join app.measure_inspection i on i.delivery_id = d.id
                          where app.measure_root(d.measure_id) = app.measure_root(m.id) order by d.recorded_at desc limit 1) i on true
                        where\s""" + scope.sqlCondition("h.division")
                        + " order by b.created_at, h.division, h.number",
                Map.of(
                        "item",
                        text -> text.matches("[A-Z_]+")
                                ? MeasureKind.valueOf(text).label()
                                : text));
    }

    @Override
    public List<List<String>> officers(DivisionScope scope) {
        return rows(
                "select" + PLACE + """
                         o.name as officer, o.office, o.post, o.visit_duty, o.starts_on, o.ends_on,
                          (select count(*) from app.officer_visit x where x.officer_id = o.id
                            and x.visited_on >= date_trunc('year', app.legal_now() at time zone 'Asia/Shanghai')) as visits,
                          (select max(x.visited_on) from app.officer_visit x where x.officer_id = o.id) as last_visit,
                          (select s.name from app.officer_substitute s where s.officer_id = o.id
                            and (app.legal_now() at time zone 'Asia/Shanghai')::date between s.from_day and s.until_day) as substitute
                        from app.responsible_officer o join app.household h on h.id = o.household_id
                        """ + DIVISIONS + " where " + scope.sqlCondition("h.division")
                        + " order by h.division, h.number, o.starts_on desc",
                Map.of("visit_duty", label(ResponsibleOfficer.VisitDuty.class)));
    }

    @Override
    public List<List<String>> reimbursements(DivisionScope scope) {
        return rows(
                "select" + PLACE + """
                         p.name as patient, r.label, case r.method when 'FLOOR' then trim_scale(r.rate) || '%'
                            when 'RAISE' then trim_scale(r.ordinary) || '%+' || trim_scale(r.rate) || '个百分点'
                            else trim_scale(r.ordinary) || '元降低' || trim_scale(r.rate) || '%' end as promise,
                          r.billed_on, r.base, r.reimbursed, r.lacking, (r.asked_at at time zone 'Asia/Shanghai')::date as asked_on,
                          r.by_name as asked_by, r.by_office as asked_from,
                          case when a.request_id is null then 'WAITING' when a.granted = 0 then 'REFUSED' when a.granted < r.lacking then 'IN_PART'
                            else 'GRANTED' end as outcome, a.granted, a.decided_on, a.by_name as answered_by
                        from app.reimbursement_request r join app.household h on h.id = r.household_id
                        join app.household_member p on p.id = r.patient
                        """ + DIVISIONS
                        + " left join app.reimbursement_answer a on a.request_id = r.id where "
                        + scope.sqlCondition("h.division") + " order by r.asked_at, h.division, h.number",
                Map.of("outcome", code -> ReimbursementRequests.Outcome.valueOf(code)
                        .label()));
    }

    private static <E extends Enum<E> & Labelled> UnaryOperator<String> label(Class<E> type) {
        return code -> Enum.valueOf(type, code).label();
    }

    private List<List<String>> rows(String sql, Map<String, UnaryOperator<String>> words) {
        return jdbc.sql(sql).query((row, n) -> cells(row, words)).list();
    }

    private static List<String> cells(ResultSet row, Map<String, UnaryOperator<String>> words) throws SQLException {
        var columns = row.getMetaData();
        var cells = new ArrayList<String>();
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            var text = row.getString(i);
            cells.add(
                    text == null
                            ? ""
                            : words.getOrDefault(columns.getColumnLabel(i), same -> same)
                                    .apply(text));
        }
        return cells;
    }
}
