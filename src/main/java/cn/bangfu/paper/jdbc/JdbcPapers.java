package cn.bangfu.paper.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.paper.Paper;
import cn.bangfu.paper.PaperCode;
import cn.bangfu.paper.PaperContent;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperStore;
import cn.bangfu.paper.PaperSubject;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.shared.Sha256;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcPapers implements PaperStore {

    private static final String SELECT = """
            select p.id, p.code, p.year, p.number, p.kind, p.division, p.household_id, p.template, p.printed_at, p.by_name,
              array(select c.case_id from app.paper_case c where c.paper_id = p.id order by c.case_id) as cases,
              array(select o.scan_id from app.paper_original o join app.paper_scan s on s.id = o.scan_id
                where o.paper_id = p.id order by s.received_at, s.page) as originals
            from app.paper p
            """;

    private static final String SCAN = """
            select s.id, s.evidence_id, s.page, s.turned, s.division, s.received_at, s.by_officer, s.by_name, o.paper_id, o.reason
            from app.paper_scan s left join app.paper_original o on o.scan_id = s.id
            """;

    private final JdbcClient jdbc;
    private final HouseholdKeys keys;
    private final PersonalDataCipher cipher;
    private final ObjectMapper json;

    JdbcPapers(JdbcClient jdbc, HouseholdKeys keys, PersonalDataCipher cipher, ObjectMapper json) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.cipher = cipher;
        this.json = json;
    }

    @Override
    public Number nextNumber(DivisionCode county) {
        return jdbc.sql("""
                        insert into app.paper_number (county, year, last)
                        values (:county, extract(year from app.legal_now() at time zone 'Asia/Shanghai')::int, 1)
                        on conflict (county, year) do update set last = app.paper_number.last + 1
                        returning year, last
                        """)
                .param("county", county.county().value())
                .query((row, n) -> new Number(row.getInt("year"), row.getInt("last")))
                .single();
    }

    @Override
    public byte[] keep(byte[] docx) {
        var hash = Sha256.of(docx);
        jdbc.sql("insert into app.paper_template (sha256, docx) values (:hash, :docx) on conflict do nothing")
                .param("hash", hash)
                .param("docx", docx)
                .update();
        return hash;
    }

    @Override
    public byte[] template(byte[] sha256) {
        return jdbc.sql("select docx from app.paper_template where sha256 = ?")
                .param(sha256)
                .query(byte[].class)
                .single();
    }

    @Override
    public Optional<Chosen> chosen(DivisionCode county, PaperKind kind) {
        return jdbc.sql("""
                        select sha256, since, by_name from app.paper_template_choice
                        where county = :county and kind = :kind order by id desc limit 1
                        """)
                .param("county", county.county().value())
                .param("kind", kind.name())
                .query((row, n) -> new Chosen(
                        kind,
                        row.getBytes("sha256"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("by_name")))
                .optional();
    }

    @Override
    public void choose(DivisionCode county, PaperKind kind, byte @Nullable [] sha256, Actor actor) {
        jdbc.sql("""
                        insert into app.paper_template_choice (county, kind, sha256, by_person, by_officer, by_name, by_office)
                        values (:county, :kind, :sha256, :person, :officer, :name, :office)
                        """)
                .param("county", county.county().value())
                .param("kind", kind.name())
                .param("sha256", sha256)
                .params(by(actor))
                .update();
    }

    @Override
    public Paper add(
            PaperCode code,
            Number number,
            PaperKind kind,
            PaperSubject subject,
            byte[] template,
            PaperContent content,
            Actor actor) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into app.paper (id, code, county, year, number, kind, division, household_id, template, content,
                          content_hash, by_person, by_officer, by_name, by_office)
                        values (:id, :code, :county, :year, :number, :kind, :division, :household, :template, :content, :hash,
                          :person, :officer, :name, :office)
                        """)
                .param("id", id)
                .param("code", code.value())
                .param("county", subject.division().county().value())
                .param("year", number.year())
                .param("number", number.number())
                .param("kind", kind.name())
                .param("division", subject.division().value())
                .param("household", household(subject))
                .param("template", template)
                .param("content", seal(subject.household(), write(content)))
                .param("hash", hash(content))
                .params(by(actor))
                .update();
        for (var caseId : subject.cases()) {
            jdbc.sql("insert into app.paper_case (paper_id, case_id) values (?, ?)")
                    .param(id)
                    .param(caseId.value())
                    .update();
        }
        return find(id).orElseThrow();
    }

    private static @Nullable UUID household(PaperSubject subject) {
        var household = subject.household();
        return household == null ? null : household.value();
    }

    @Override
    public Optional<Paper> same(PaperKind kind, PaperSubject subject, byte[] template, PaperContent content) {
        return jdbc.sql(SELECT + """
                        where p.content_hash = :hash and p.kind = :kind and p.division = :division and p.template = :template
                          and p.household_id is not distinct from :household
                          and array(select c.case_id from app.paper_case c where c.paper_id = p.id order by c.case_id)
                            = array(select c from unnest(:cases) c order by c)
                        order by p.printed_at desc limit 1
                        """)
                .param("hash", hash(content))
                .param("kind", kind.name())
                .param("division", subject.division().value())
                .param("template", template)
                .param("household", household(subject))
                .param("cases", subject.cases().stream().map(CaseId::value).toArray(UUID[]::new))
                .query((row, n) -> paper(row))
                .optional();
    }

    @Override
    public Optional<Paper> find(UUID id) {
        return jdbc.sql(SELECT + "where p.id = ?")
                .param(id)
                .query((row, n) -> paper(row))
                .optional();
    }

    @Override
    public Optional<Paper> find(PaperCode code) {
        return jdbc.sql(SELECT + "where p.code = ?")
                .param(code.value())
                .query((row, n) -> paper(row))
                .optional();
    }

    @Override
    public Optional<PaperContent> content(Paper paper) {
        var sealed = jdbc.sql("select content from app.paper where id = ?")
                .param(paper.id())
                .query(byte[].class)
                .single();
        var household = paper.household();
        var plain = household == null ? Optional.of(cipher.open(sealed)) : keys.open(household, sealed);
        return plain.map(text -> {
            try {
                return json.readValue(text, PaperContent.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("paper cannot be read", e);
            }
        });
    }

    @Override
    public List<Paper> of(CaseId caseId) {
        return jdbc.sql(SELECT + """
                        where p.id in (select c.paper_id from app.paper_case c where c.case_id = ?)
                        order by p.printed_at desc, p.number desc
                        """)
                .param(caseId.value())
                .query((row, n) -> paper(row))
                .list();
    }

    @Override
    public List<Paper> of(HouseholdId household) {
        return jdbc.sql(SELECT + "where p.household_id = ? order by p.printed_at desc, p.number desc")
                .param(household.value())
                .query((row, n) -> paper(row))
                .list();
    }

    @Override
    public List<Paper> all(Collection<UUID> ids) {
        return jdbc.sql(SELECT + "where p.id = any (?) order by p.number")
                .param(ids.toArray(UUID[]::new))
                .query((row, n) -> paper(row))
                .list();
    }

    @Override
    public Scan addScan(UUID evidence, int page, int turned, DivisionCode division, Actor actor) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into app.paper_scan (id, evidence_id, page, turned, division, by_person, by_officer, by_name, by_office)
                        values (:id, :evidence, :page, :turned, :division, :person, :officer, :name, :office)
                        """)
                .param("id", id)
                .param("evidence", evidence)
                .param("page", page)
                .param("turned", turned)
                .param("division", division.value())
                .params(by(actor))
                .update();
        return scan(id).orElseThrow();
    }

    @Override
    public Optional<Scan> scan(UUID id) {
        return jdbc.sql(SCAN + "where s.id = ?")
                .param(id)
                .query((row, n) -> scan(row))
                .optional();
    }

    @Override
    public List<Scan> openScans(DivisionScope scope) {
        return jdbc.sql(SCAN + "where o.scan_id is null and " + scope.sqlCondition("s.division")
                        + " order by s.received_at, s.evidence_id, s.page limit 200")
                .query((row, n) -> scan(row))
                .list();
    }

    @Override
    public List<Scan> scansOf(Paper paper) {
        return jdbc.sql(SCAN + "where o.paper_id = ? order by s.received_at, s.page")
                .param(paper.id())
                .query((row, n) -> scan(row))
                .list();
    }

    @Override
    public void assign(Scan scan, Paper paper, boolean byHand, Actor actor) {
        original(scan, paper.id(), byHand ? "HAND" : "QR", null, actor);
    }

    @Override
    public void discard(Scan scan, String reason, Actor actor) {
        original(scan, null, "HAND", reason, actor);
    }

    private void original(Scan scan, @Nullable UUID paper, String readBy, @Nullable String reason, Actor actor) {
        jdbc.sql("""
                        insert into app.paper_original (scan_id, paper_id, read_by, reason, by_person, by_name)
                        values (:scan, :paper, :readBy, :reason, :person, :name)
                        """)
                .param("scan", scan.id())
                .param("paper", paper)
                .param("readBy", readBy)
                .param("reason", reason)
                .param("person", actor.person().value())
                .param("name", actor.name())
                .update();
    }

    private byte[] seal(@Nullable HouseholdId household, String plain) {
        return household == null ? cipher.seal(plain) : keys.seal(household, plain);
    }

    /** Of what it says; who printed it and on which day makes no other paper. */
    private byte[] hash(PaperContent content) {
        var said = new PaperContent(content.texts(), content.tables());
        said.texts().keySet().removeAll(PaperContent.OF_PRINTING);
        return cipher.lookupHash("paper", write(said));
    }

    private String write(PaperContent content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("paper cannot be written", e);
        }
    }

    private static Paper paper(ResultSet row) throws SQLException {
        var household = row.getObject("household_id", UUID.class);
        return new Paper(
                uuid(row, "id"),
                new PaperCode(row.getString("code")),
                row.getInt("year"),
                row.getInt("number"),
                PaperKind.valueOf(row.getString("kind")),
                new DivisionCode(row.getString("division")),
                household == null ? null : new HouseholdId(household),
                Arrays.stream((UUID[]) row.getArray("cases").getArray())
                        .map(CaseId::new)
                        .toList(),
                row.getBytes("template"),
                row.getObject("printed_at", OffsetDateTime.class).toInstant(),
                row.getString("by_name"),
                List.of((UUID[]) row.getArray("originals").getArray()));
    }

    private static Scan scan(ResultSet row) throws SQLException {
        return new Scan(
                uuid(row, "id"),
                uuid(row, "evidence_id"),
                row.getInt("page"),
                row.getInt("turned"),
                new DivisionCode(row.getString("division")),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                new OfficerId(uuid(row, "by_officer")),
                row.getString("by_name"),
                row.getObject("paper_id", UUID.class),
                row.getString("reason"));
    }

    private static UUID uuid(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, UUID.class), column);
    }

    private static Map<String, Object> by(Actor actor) {
        var by = new HashMap<String, Object>();
        by.put("person", actor.person().value());
        by.put("officer", actor.officer().value());
        by.put("name", actor.name());
        by.put("office", actor.officeName());
        return by;
    }
}
