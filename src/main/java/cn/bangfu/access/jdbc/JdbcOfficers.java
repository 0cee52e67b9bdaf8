package cn.bangfu.access.jdbc;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.OfficeId;
import cn.bangfu.access.Officer;
import cn.bangfu.access.OfficerGroup;
import cn.bangfu.access.OfficerStore;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Post;
import cn.bangfu.access.PostId;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcOfficers implements Officers, OfficerStore {

    private static final String HELD = "(post.valid_from <= clock_timestamp()"
            + " and (post.valid_until is null or post.valid_until > clock_timestamp()))";

    private static final String SELECT = """
            select officer.id, officer.person, officer.username, person.name, officer.disabled_at, officer.must_change_password,
              officer.password_changed_at, post.id as post, post.role, post.valid_from, post.valid_until,
              office_now.id as office, office_now.kind, office_now.division, office_now.department, office_now.name as office_name
            from app.officer join app.person on person.id = officer.person
            left join app.post on post.officer = officer.id and HELD
            left join app.office_now on office_now.id = post.office
            """.replace("HELD", HELD);

    private static final String ORDER = " order by officer.username, office_now.division, post.role";

    /** Enabled officers with a held post for which a condition on {@code post} and {@code office} is true. */
    private static final String HOLDERS = SELECT
            + " where officer.disabled_at is null and officer.id in"
            + " (select post.officer from app.post join app.office on office.id = post.office where " + HELD + " and ";

    private final JdbcClient jdbc;
    private final Divisions divisions;
    private final CurrentOfficer currentOfficer;

    JdbcOfficers(JdbcClient jdbc, Divisions divisions, CurrentOfficer currentOfficer) {
        this.jdbc = jdbc;
        this.divisions = divisions;
        this.currentOfficer = currentOfficer;
    }

    /** One account with all its held posts, gathered from a row each. */
    private record Account(Officer officer, boolean mustChangePassword, Instant passwordSince) {}

    private static List<Account> accounts(ResultSet rows) throws SQLException {
        var accounts = new ArrayList<Account>();
        var posts = new ArrayList<Post>();
        Account last = null;
        while (rows.next()) {
            var id = new OfficerId(rows.getObject("id", UUID.class));
            if (last == null || !last.officer().id().equals(id)) {
                if (last != null) {
                    accounts.add(with(last, posts));
                }
                posts.clear();
                last = new Account(
                        new Officer(
                                id,
                                new PersonId(rows.getObject("person", UUID.class)),
                                rows.getString("username"),
                                rows.getString("name"),
                                rows.getObject("disabled_at") == null,
                                List.of()),
                        rows.getBoolean("must_change_password"),
                        rows.getObject("password_changed_at", OffsetDateTime.class)
                                .toInstant());
            }
            if (rows.getObject("post") != null) {
                posts.add(Rows.post(rows));
            }
        }
        if (last != null) {
            accounts.add(with(last, posts));
        }
        return accounts;
    }

    private static Account with(Account account, List<Post> posts) {
        var o = account.officer();
        return new Account(
                new Officer(o.id(), o.person(), o.username(), o.name(), o.enabled(), posts),
                account.mustChangePassword(),
                account.passwordSince());
    }

    private List<Account> accounts(String sql, Map<String, ?> params) {
        ResultSetExtractor<List<Account>> gather = JdbcOfficers::accounts;
        return jdbc.sql(sql).params(params).query(gather);
    }

    private List<Officer> officers(String sql, Map<String, ?> params) {
        return accounts(sql, params).stream().map(Account::officer).toList();
    }

    private Optional<Account> byId(OfficerId id) {
        return accounts(SELECT + "where officer.id = :id" + ORDER, Map.of("id", id.value())).stream()
                .findFirst();
    }

    @Override
    public Optional<Officer> find(OfficerId id) {
        return byId(id).map(Account::officer);
    }

    @Override
    public Optional<Officer> byUsername(String username) {
        return officers(SELECT + "where officer.username = :username" + ORDER, Map.of("username", username)).stream()
                .findFirst();
    }

    @Override
    public Optional<Officer> byPerson(PersonId person) {
        return officers(
                        SELECT + "where officer.person = :person and officer.disabled_at is null" + ORDER,
                        Map.of("person", person.value()))
                .stream()
                .findFirst();
    }

    @Override
    public List<Officer> of(OfficeId office) {
        return officers(HOLDERS + "post.office = :office)" + ORDER, Map.of("office", office.value()));
    }

    @Override
    public List<Officer> of(Role role, DivisionCode division) {
        return officers(
                HOLDERS + "post.role = :role and office.division = :division)" + ORDER,
                Map.of("role", role.name(), "division", division.value()));
    }

    @Override
    public List<Officer> in(DivisionScope scope) {
        return officers(HOLDERS + scope.sqlCondition("office.division") + ")" + ORDER, Map.of());
    }

    @Override
    public List<Officer> inGroup(String group) {
        return Group.parse(group)
                .map(parsed -> officers(HOLDERS + parsed.condition() + ")" + ORDER, Map.of()))
                .orElse(List.of());
    }

    @Override
    public List<OfficerGroup> groupsOf(String username) {
        return byUsername(username).filter(Officer::enabled).stream()
                .flatMap(officer -> officer.posts().stream())
                .flatMap(post -> post.groups().stream())
                .distinct()
                .sorted()
                .flatMap(id -> group(id).stream())
                .toList();
    }

    @Override
    public Optional<OfficerGroup> group(String id) {
        return Group.parse(id).flatMap(group -> {
            var division = group.division();
            if (division == null) {
                return Optional.of(new OfficerGroup(id, group.role().label()));
            }
            if (divisions.find(division).isEmpty()) {
                return Optional.empty();
            }
            var words = divisions.words(division);
            var place = group.department() == null
                    ? divisions.path(division)
                    : divisions.path(division) + " " + group.department().label();
            return Optional.of(new OfficerGroup(id, place + " " + words.say(group.role())));
        });
    }

    @Override
    public Optional<Credentials> credentials(String username) {
        return jdbc.sql("""
                        select id, password_hash, disabled_at is null as enabled, must_change_password, password_changed_at
                        from app.officer where username = :username
                        """)
                .param("username", username)
                .query((row, number) -> new Credentials(
                        new OfficerId(row.getObject("id", UUID.class)),
                        row.getString("password_hash"),
                        row.getBoolean("enabled"),
                        row.getBoolean("must_change_password"),
                        row.getObject("password_changed_at", OffsetDateTime.class)
                                .toInstant()))
                .optional();
    }

    @Override
    public Optional<Standing> standing(OfficerId id) {
        return byId(id).filter(account -> account.officer().enabled()
                        && !account.officer().posts().isEmpty())
                .map(account -> new Standing(
                        new SignedInOfficer(
                                id,
                                account.officer().person(),
                                account.officer().username(),
                                account.officer().name(),
                                account.officer().posts(),
                                account.mustChangePassword()),
                        account.passwordSince()));
    }

    @Override
    public List<Officer> search(Query query, int offset, int limit) {
        return officers(
                SELECT + "where officer.id in (select id from app.officer where " + condition(query)
                        + " order by username offset :offset limit :limit)" + ORDER,
                Map.of("text", pattern(query), "offset", offset, "limit", limit));
    }

    @Override
    public int count(Query query) {
        return jdbc.sql("select count(*) from app.officer where " + condition(query))
                .param("text", pattern(query))
                .query(Integer.class)
                .single();
    }

    private static String condition(Query query) {
        return "officer.id in (select post.officer from app.post join app.office on office.id = post.office where "
                + query.within().sqlCondition("office.division") + ")"
                + " and (username like :text or exists"
                + " (select 1 from app.person where person.id = officer.person and person.name like :text))"
                + (query.left() ? "" : " and disabled_at is null");
    }

    private static String pattern(Query query) {
        return "%" + query.text().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    @Override
    public List<Post> terms(OfficerId officer) {
        return jdbc.sql("""
                        select post.id as post, post.role, post.valid_from, post.valid_until, office_now.id as office, office_now.kind,
                          office_now.division, office_now.department, office_now.name as office_name
                        from app.post join app.office_now on office_now.id = post.office
                        where post.officer = :officer order by post.valid_from desc, office_now.division, post.role
                        """)
                .param("officer", officer.value())
                .query((row, number) -> Rows.post(row))
                .list();
    }

    @Override
    public List<Change> changes(OfficerId officer) {
        return jdbc.sql("""
                        select changed_at, person.name, subject_kind, operation, old_values::text, new_values::text
                        from app.access_change
                        left join app.officer by_whom on by_whom.id = changed_by
                        left join app.person on person.id = by_whom.person
                        where subject = :officer
                          or subject in (select id from app.post where post.officer = :officer)
                          or subject = (select o.person from app.officer o where o.id = :officer)
                        order by access_change.id desc limit 200
                        """)
                .param("officer", officer.value())
                .query((row, number) -> new Change(
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        row.getString("name"),
                        row.getString("subject_kind"),
                        row.getString("operation"),
                        row.getString("old_values"),
                        row.getString("new_values")))
                .list();
    }

    @Override
    public Optional<PersonId> personByIdentity(byte[] identityHash) {
        return jdbc.sql("select id from app.person where identity_hash = :hash")
                .param("hash", identityHash)
                .query(UUID.class)
                .optional()
                .map(PersonId::new);
    }

    @Override
    public Optional<String> personName(PersonId person) {
        return jdbc.sql("select name from app.person where id = :id")
                .param("id", person.value())
                .query(String.class)
                .optional();
    }

    @Override
    public boolean isUsernameTaken(String username) {
        return credentials(username).isPresent();
    }

    @Override
    public int holders(Role role, DivisionScope scope) {
        return jdbc.sql("select count(distinct officer.id) from app.officer join app.post on post.officer = officer.id"
                        + " join app.office on office.id = post.office where officer.disabled_at is null and post.role = :role and "
                        + HELD + " and " + scope.sqlCondition("office.division"))
                .param("role", role.name())
                .query(Integer.class)
                .single();
    }

    @Override
    public boolean anyDemoOfficer() {
        return jdbc.sql("select exists (select 1 from app.officer where demo)")
                .query(Boolean.class)
                .single();
    }

    @Override
    public PersonId addPerson(String name, byte @Nullable [] identityHash) {
        sign();
        var person = PersonId.next();
        jdbc.sql("insert into app.person (id, name, identity_hash) values (:id, :name, :hash)")
                .param("id", person.value())
                .param("name", name)
                .param("hash", identityHash)
                .update();
        return person;
    }

    @Override
    public OfficerId addOfficer(
            PersonId person, String username, String passwordHash, boolean mustChangePassword, boolean demo) {
        sign();
        var officer = OfficerId.next();
        jdbc.sql("""
                        insert into app.officer (id, person, username, password_hash, must_change_password, demo)
                        values (:id, :person, :username, :passwordHash, :mustChangePassword, :demo)
                        """)
                .param("id", officer.value())
                .param("person", person.value())
                .param("username", username)
                .param("passwordHash", passwordHash)
                .param("mustChangePassword", mustChangePassword)
                .param("demo", demo)
                .update();
        return officer;
    }

    @Override
    public void addPost(OfficerId officer, OfficeId office, Role role, @Nullable Instant from) {
        sign();
        jdbc.sql("""
                        insert into app.post (officer, office, role, valid_from)
                        values (:officer, :office, :role, coalesce(:from, clock_timestamp()))
                        """)
                .param("officer", officer.value())
                .param("office", office.value())
                .param("role", role.name())
                .param("from", from == null ? null : from.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    @Override
    public void endPost(PostId post) {
        sign();
        jdbc.sql("""
                        update app.post set valid_until = greatest(valid_from, clock_timestamp())
                        where id = :post and (valid_until is null or valid_until > clock_timestamp())
                        """).param("post", post.value()).update();
    }

    @Override
    public void disable(OfficerId officer) {
        sign();
        jdbc.sql("update app.officer set disabled_at = clock_timestamp() where id = :id and disabled_at is null")
                .param("id", officer.value())
                .update();
    }

    @Override
    public void enable(OfficerId officer) {
        sign();
        jdbc.sql("update app.officer set disabled_at = null where id = :id")
                .param("id", officer.value())
                .update();
    }

    @Override
    public void setPassword(OfficerId officer, String passwordHash, boolean mustChangePassword) {
        sign();
        jdbc.sql("""
                        update app.officer set password_hash = :passwordHash, must_change_password = :mustChangePassword,
                          password_changed_at = clock_timestamp()
                        where id = :id
                        """)
                .param("passwordHash", passwordHash)
                .param("mustChangePassword", mustChangePassword)
                .param("id", officer.value())
                .update();
    }

    @Override
    public void rename(OfficeId office, String name, LocalDate from) {
        sign();
        jdbc.sql("""
                        insert into app.office_name (office, name, valid_from) values (:office, :name, :from)
                        on conflict (office, valid_from) do update set name = excluded.name
                        """)
                .param("office", office.value())
                .param("name", name)
                .param("from", from)
                .update();
    }

    /** Tells the database's log of changes in whose name this transaction writes. */
    private void sign() {
        jdbc.sql("select set_config('bangfu.officer', :officer, true)")
                .param(
                        "officer",
                        currentOfficer
                                .find()
                                .map(officer -> officer.id().toString())
                                .orElse(""))
                .query(String.class)
                .single();
    }
}
