package cn.bangfu.reading.jdbc;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.reading.CaseIndex;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.IdentityNumber.Reading;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonalDataCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JdbcCaseIndex implements CaseIndex {

    private static final int MOST_HOUSEHOLDS = 2_000;

    /** In two parts, for those who belong to a household and those who did have an index each. */
    static final String BY_IDENTITY =
            "select m.household_id from app.household_member m where m.identity_hash = :hash and m.left_on is null and m.died_on is null"
                    + " union all select m.household_id from app.household_member m where m.identity_hash = :hash"
                    + " and (m.left_on is not null or m.died_on is not null)";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;

    JdbcCaseIndex(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Override
    @Transactional(readOnly = true)
    public Page search(Query query, DivisionScope scope, int limit) {
        if (scope.isEmpty()) {
            return new Page(List.of(), false);
        }
        var conditions = new Conditions()
                .and(within(scope))
                .days("i.opened_at", query.from(), query.until())
                .and("i.category = :category", "category", query.category())
                .and("i.outcome = :outcome", "outcome", query.outcome())
                .and(
                        "i.case_id in (select distinct t.case_id from app.trail_event t join app.officer o on o.person = t.person_id"
                                + " where o.id = :officer)",
                        "officer",
                        query.officer() == null ? null : query.officer().value())
                .and(
                        "i.case_id in (select a.case_id from app.audit_finding a where a.rule = :rule and a.gone_at is null)",
                        "rule",
                        query.rule());
        if (query.division() != null) {
            conditions.and(within(DivisionScope.of(query.division())));
        }
        if (!query.text().isBlank()) {
            byText(normalized(query.text()), conditions);
        }
        var hits = jdbc.sql("""
                        with found as materialized (
                          select i.* from app.case_index i where %s
                          order by i.opened_at desc, i.case_id limit :limit offset :offset)
                        select f.*, c.state, h.number as household_number, coalesce((
                            select m.name from app.household_member m where m.household_id = f.household_id
                              and m.left_on is null and m.died_on is null order by (m.relation = '户主') desc, m.birth_date limit 1), '') as head,
                          (select count(*) from app.audit_finding a where a.case_id = f.case_id and a.gone_at is null) as findings
                        from found f join app.identification_case c on c.id = f.case_id join app.household h on h.id = f.household_id
                        order by f.opened_at desc, f.case_id
                        """.formatted(conditions.sql()))
                .params(conditions.parameters())
                .param("limit", limit + 1)
                .param("offset", query.page() * limit)
                .query((row, n) -> hit(row))
                .list();
        return new Page(hits.stream().limit(limit).toList(), hits.size() > limit);
    }

    /** A county by equality, so that the order by date comes from the index as well. Codes hold nothing but digits. */
    private static String within(DivisionScope scope) {
        return scope.roots().stream()
                .map(root -> root.value().length() == 6
                        ? "i.county = '" + root.value() + "'"
                        : "i.village like '" + root.value() + "%'")
                .reduce((one, other) -> one + " or " + other)
                .map(any -> "(" + any + ")")
                .orElse("false");
    }

    private void byText(String text, Conditions conditions) {
        if (IdentityNumber.read(text) instanceof Reading.Read read) {
            conditions.and("i.household_id in (" + BY_IDENTITY + ")", "hash", cipher.lookupHash(read.number()));
        } else if (text.matches("[0-9A-Za-z_-]+")) {
            conditions.and(
                    "(i.number like :text or i.household_id = any (array(select h.id from app.household h where h.number like :text limit "
                            + MOST_HOUSEHOLDS + ")))",
                    "text",
                    Conditions.beginning(text));
        } else {
            conditions.and(
                    "i.household_id in (select m.household_id from app.household_member m where m.name like :text limit "
                            + MOST_HOUSEHOLDS + ")",
                    "text",
                    Conditions.beginning(text));
        }
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .replaceAll("\\p{Pd}", "-");
    }

    @Override
    public boolean isIdentityNumber(String text) {
        return IdentityNumber.read(normalized(text)) instanceof Reading.Read;
    }

    private static Hit hit(ResultSet row) throws SQLException {
        var closed = row.getTimestamp("closed_at");
        return new Hit(
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getString("number"),
                new HouseholdId(row.getObject("household_id", UUID.class)),
                row.getString("household_number"),
                new DivisionCode(row.getString("village")),
                row.getString("head"),
                row.getTimestamp("opened_at").toInstant(),
                closed == null ? null : closed.toInstant(),
                row.getString("state"),
                row.getString("outcome"),
                row.getString("category"),
                row.getInt("findings"));
    }

    @Override
    public List<OfficerId> officers(String name) {
        return jdbc.sql("""
                        select o.id from app.officer o join app.person p on p.id = o.person
                        where p.name like ? order by (p.name = ?) desc, p.name, o.username limit 20
                        """)
                .params(Conditions.beginning(name), name)
                .query((row, n) -> new OfficerId(row.getObject(1, UUID.class)))
                .list();
    }
}
