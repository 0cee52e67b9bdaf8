package cn.bangfu.process.release.jdbc;

import cn.bangfu.process.guard.ModelFile;
import cn.bangfu.process.release.ModelDraft;
import cn.bangfu.process.release.ModelDraft.State;
import cn.bangfu.process.release.ModelDraft.Trial;
import cn.bangfu.process.release.ModelRelease;
import cn.bangfu.process.release.ReleaseStore;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcReleases implements ReleaseStore {

    private static final String DRAFTS = """
        select d.*, exists (select from app.model_release r where r.draft_id = d.id) as released,
          exists (select from app.model_withdrawal w where w.draft_id = d.id) as withdrawn
        from app.model_draft d
        """;

    private final JdbcClient jdbc;

    JdbcReleases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public UUID addDraft(String name, String source, List<ModelFile> files, Owner owner) {
        var id = jdbc.sql("""
            insert into app.model_draft (name, source, sha256, made_by, person, person_name)
            values (?, ?, ?, ?, ?, ?) returning id
            """)
                .params(
                        name,
                        source,
                        hash(files),
                        owner.officer().value(),
                        owner.person().value(),
                        owner.name())
                .query(UUID.class)
                .single();
        for (var file : files) {
            jdbc.sql("insert into app.model_draft_file (draft_id, name, content) values (?, ?, ?)")
                    .params(id, file.name(), file.content())
                    .update();
        }
        return id;
    }

    private static byte[] hash(List<ModelFile> files) {
        var digest = Sha256.digest();
        files.stream().sorted(Comparator.comparing(ModelFile::name)).forEach(file -> {
            digest.update(file.name().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(file.content());
            digest.update((byte) 0);
        });
        return digest.digest();
    }

    @Override
    public Optional<UUID> same(List<ModelFile> files, PersonId person) {
        return jdbc.sql("""
            select d.id from app.model_draft d where d.sha256 = ? and d.person = ?
              and not exists (select from app.model_release r where r.draft_id = d.id)
              and not exists (select from app.model_withdrawal w where w.draft_id = d.id)
            order by d.made_at desc limit 1
            """)
                .params(hash(files), person.value())
                .query(UUID.class)
                .optional();
    }

    @Override
    public Optional<ModelDraft> draft(UUID id) {
        return jdbc.sql(DRAFTS + " where d.id = ?")
                .param(id)
                .query(this::draftOf)
                .optional();
    }

    @Override
    public List<ModelDraft> drafts(int most) {
        return jdbc.sql(DRAFTS + " order by d.made_at desc limit ?")
                .param(most)
                .query(this::draftOf)
                .list();
    }

    private ModelDraft draftOf(ResultSet row, @SuppressWarnings("unused") int number) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var files = jdbc.sql("select name, content from app.model_draft_file where draft_id = ? order by name")
                .param(id)
                .query((file, n) -> new ModelFile(file.getString(1), file.getBytes(2)))
                .list();
        var trials = jdbc.sql("select * from app.model_trial where draft_id = ? order by tried_at desc, id")
                .param(id)
                .query((trial, n) -> new Trial(
                        trial.getTimestamp("tried_at").toInstant(),
                        trial.getString("person_name"),
                        trial.getString("result").equals("WORKS"),
                        trial.getString("note")))
                .list();
        return new ModelDraft(
                id,
                row.getString("name"),
                row.getString("source"),
                row.getTimestamp("made_at").toInstant(),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("person_name"),
                state(row.getBoolean("released"), row.getBoolean("withdrawn"), trials),
                files,
                trials);
    }

    private static State state(boolean released, boolean withdrawn, List<Trial> trials) {
        if (released) {
            return State.RELEASED;
        }
        if (withdrawn) {
            return State.WITHDRAWN;
        }
        return trials.isEmpty() ? State.DRAFT : trials.get(0).works() ? State.TRIED : State.FAILED;
    }

    @Override
    public void addTrial(UUID draft, boolean works, String note, Owner owner) {
        jdbc.sql("insert into app.model_trial (draft_id, result, note, person, person_name) values (?, ?, ?, ?, ?)")
                .params(draft, works ? "WORKS" : "FAILS", note, owner.person().value(), owner.name())
                .update();
    }

    @Override
    public void withdraw(UUID draft, Owner owner) {
        jdbc.sql("insert into app.model_withdrawal (draft_id, person, person_name) values (?, ?, ?)")
                .params(draft, owner.person().value(), owner.name())
                .update();
    }

    @Override
    public UUID addRelease(
            @Nullable UUID draft, @Nullable UUID takesBack, String reason, List<ReleasedFile> files, Owner owner) {
        var id = jdbc.sql("""
            insert into app.model_release (number, draft_id, takes_back, reason, released_by, person, person_name)
            select coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? from app.model_release returning id
            """)
                .params(
                        draft,
                        takesBack,
                        reason,
                        owner.officer().value(),
                        owner.person().value(),
                        owner.name())
                .query(UUID.class)
                .single();
        for (var file : files) {
            var before = file.before();
            jdbc.sql("insert into app.model_release_file (release_id, name, content, before, deployment) values"
                            + " (?, ?, ?, ?, ?)")
                    .params(
                            id,
                            file.file().name(),
                            file.file().content(),
                            before == null ? null : before.content(),
                            file.deployment())
                    .update();
        }
        return id;
    }

    @Override
    public Optional<ModelRelease> release(UUID id) {
        return jdbc.sql("select *, number = (select max(number) from app.model_release) as last from app.model_release"
                        + " where id = ?")
                .param(id)
                .query(this::releaseOf)
                .optional();
    }

    @Override
    public List<ModelRelease> releases(int most) {
        return jdbc.sql("select *, number = (select max(number) from app.model_release) as last from app.model_release"
                        + " order by number desc limit ?")
                .param(most)
                .query(this::releaseOf)
                .list();
    }

    private ModelRelease releaseOf(ResultSet row, @SuppressWarnings("unused") int n) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new ModelRelease(
                id,
                row.getLong("number"),
                row.getObject("draft_id", UUID.class),
                row.getObject("takes_back", UUID.class),
                row.getString("reason"),
                row.getTimestamp("released_at").toInstant(),
                row.getString("person_name"),
                jdbc.sql("select name from app.model_release_file where release_id = ? order by name")
                        .param(id)
                        .query(String.class)
                        .list(),
                row.getBoolean("last"));
    }

    @Override
    public List<ReleasedFile> files(UUID release) {
        return jdbc.sql("select * from app.model_release_file where release_id = ? order by name")
                .param(release)
                .query((row, n) -> {
                    var name = row.getString("name");
                    var before = row.getBytes("before");
                    return new ReleasedFile(
                            new ModelFile(name, row.getBytes("content")),
                            before == null ? null : new ModelFile(name, before),
                            row.getString("deployment"));
                })
                .list();
    }

    @Override
    public void addMigration(String processKey, int from, int to, int moved, int stayed, Owner owner) {
        jdbc.sql("""
            insert into app.model_migration (process_key, from_version, to_version, moved, stayed, person, person_name)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
                .params(processKey, from, to, moved, stayed, owner.person().value(), owner.name())
                .update();
    }

    @Override
    public void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('bangfu-model-release'))")
                .query()
                .singleRow();
    }

    @Override
    public Map<String, Long> numbers() {
        var numbers = new HashMap<String, Long>();
        jdbc.sql("select f.name, max(r.number) from app.model_release r join app.model_release_file f on"
                        + " f.release_id = r.id group by f.name")
                .query(row -> {
                    numbers.put(row.getString(1), row.getLong(2));
                });
        return numbers;
    }
}
