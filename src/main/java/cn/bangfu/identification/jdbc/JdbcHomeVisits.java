package cn.bangfu.identification.jdbc;

import cn.bangfu.identification.HomeVisit;
import cn.bangfu.identification.HomeVisits;
import cn.bangfu.identification.IncomeCount;
import cn.bangfu.identification.VisitPlace;
import cn.bangfu.identification.Visitor;
import cn.bangfu.policy.Copes;
import cn.bangfu.policy.Guarantee;
import cn.bangfu.policy.Residency;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.policy.SuddenEvent;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcHomeVisits implements HomeVisits {

    private final JdbcClient jdbc;

    JdbcHomeVisits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(CaseId id, HomeVisit visit, OfficerId recordedBy) {
        var seq = next("home_visit", id);
        jdbc.sql("""
                        insert into app.home_visit (case_id, seq, visited_at, place, residency, risks, main_risk, guarantee_gaps,
                          copes, sudden_event, sudden_on, basic_life_hardship, recorded_by)
                        values (:case, :seq, :at, :place, :residency, :risks, :main, :gaps,
                          :copes, :sudden, :suddenOn, :hardship, :by)
                        """)
                .param("case", id.value())
                .param("seq", seq)
                .param("at", Timestamp.from(visit.visitedAt()))
                .param("place", visit.place().name())
                .param("residency", visit.residency().name())
                .param("risks", SqlConstants.names(visit.risks()))
                .param("main", SqlConstants.name(visit.mainRisk()))
                .param("gaps", SqlConstants.names(visit.guaranteeGaps()))
                .param("copes", visit.copes().name())
                .param("sudden", SqlConstants.name(visit.suddenEvent()))
                .param("suddenOn", visit.suddenOn())
                .param("hardship", visit.basicLifeHardship())
                .param("by", recordedBy.value())
                .update();
        for (var visitor : visit.visitors()) {
            var person = visitor.person();
            jdbc.sql("insert into app.home_visitor (case_id, seq, name, office, person_id) values (?, ?, ?, ?, ?)")
                    .params(id.value(), seq, visitor.name(), visitor.office(), person == null ? null : person.value())
                    .update();
        }
    }

    @Override
    public void addTownJudgement(CaseId id, Copes copes, boolean basicLifeHardship, OfficerId judgedBy) {
        jdbc.sql("insert into app.town_judgement (case_id, copes, basic_life_hardship, judged_by) values (?, ?, ?, ?)")
                .params(id.value(), copes.name(), basicLifeHardship, judgedBy.value())
                .update();
    }

    private int next(String table, CaseId id) {
        return jdbc.sql("select coalesce(max(seq), 0) + 1 from app." + table + " where case_id = ?")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    @Override
    public Optional<HomeVisit> latest(CaseId id) {
        return jdbc.sql("""
                        select v.*, coalesce(t.copes, v.copes) as copes_now,
                          coalesce(t.basic_life_hardship, v.basic_life_hardship) as hardship_now
                        from app.home_visit v left join lateral (
                          select * from app.town_judgement j where j.case_id = v.case_id and j.judged_at >= v.recorded_at
                          order by j.judged_at desc limit 1) t on true
                        where v.case_id = ? order by v.seq desc limit 1
                        """)
                .param(id.value())
                .query((row, n) -> visit(row, visitors(id, row.getInt("seq"))))
                .optional();
    }

    private List<Visitor> visitors(CaseId id, int seq) {
        return jdbc.sql("select * from app.home_visitor where case_id = ? and seq = ? order by name")
                .params(id.value(), seq)
                .query((row, n) -> {
                    var person = row.getObject("person_id", UUID.class);
                    return new Visitor(
                            row.getString("name"),
                            row.getString("office"),
                            person == null ? null : new PersonId(person));
                })
                .list();
    }

    private static HomeVisit visit(ResultSet row, List<Visitor> visitors) throws SQLException {
        return new HomeVisit(
                row.getTimestamp("visited_at").toInstant(),
                VisitPlace.valueOf(row.getString("place")),
                visitors,
                Residency.valueOf(row.getString("residency")),
                SqlConstants.constants(row.getArray("risks"), RiskCause.class),
                SqlConstants.constant(row.getString("main_risk"), RiskCause.class),
                SqlConstants.constants(row.getArray("guarantee_gaps"), Guarantee.class),
                Copes.valueOf(row.getString("copes_now")),
                SqlConstants.constant(row.getString("sudden_event"), SuddenEvent.class),
                row.getObject("sudden_on", LocalDate.class),
                row.getBoolean("hardship_now"));
    }

    @Override
    public void addCount(CaseId id, IncomeCount count, @Nullable OfficerId countedBy) {
        jdbc.sql("""
                        insert into app.income_count (case_id, seq, basis, window_from, people_counted, net_income, net_income_per_head,
                          previous_net_income_per_head, compliant_self_pay, rigid_expenditure, rigid_excess_judged, income_drop_judged,
                          counted_by)
                        values (:case, :seq, :basis, :from, :people, :net, :perHead,
                          :previous, :selfPay, :rigid, :excess, :drop, :by)
                        """)
                .param("case", id.value())
                .param("seq", next("income_count", id))
                .param("basis", count.basis().name())
                .param("from", count.windowFrom().atDay(1))
                .param("people", count.peopleCounted())
                .param("net", count.netIncome())
                .param("perHead", count.netIncomePerHead())
                .param("previous", count.previousNetIncomePerHead())
                .param("selfPay", count.compliantSelfPay())
                .param("rigid", count.rigidExpenditure())
                .param("excess", count.rigidExcessJudged())
                .param("drop", count.incomeDropJudged())
                .param("by", countedBy == null ? null : countedBy.value())
                .update();
    }

    @Override
    public Optional<IncomeCount> latestCount(CaseId id) {
        var counts = counts(id);
        return counts.isEmpty() ? Optional.empty() : Optional.of(counts.get(counts.size() - 1));
    }

    @Override
    public List<IncomeCount> counts(CaseId id) {
        return jdbc.sql("select * from app.income_count where case_id = ? order by seq")
                .param(id.value())
                .query((row, n) -> new IncomeCount(
                        IncomeCount.Basis.valueOf(row.getString("basis")),
                        YearMonth.from(row.getObject("window_from", LocalDate.class)),
                        row.getInt("people_counted"),
                        row.getBigDecimal("net_income"),
                        row.getBigDecimal("net_income_per_head"),
                        row.getBigDecimal("previous_net_income_per_head"),
                        row.getBigDecimal("compliant_self_pay"),
                        row.getBigDecimal("rigid_expenditure"),
                        row.getObject("rigid_excess_judged", Boolean.class),
                        row.getObject("income_drop_judged", Boolean.class)))
                .list();
    }
}
