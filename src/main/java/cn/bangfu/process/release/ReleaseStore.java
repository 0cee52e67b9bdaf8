package cn.bangfu.process.release;

import cn.bangfu.process.guard.ModelFile;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Drafts, trials and releases as they are kept. */
public interface ReleaseStore {

    /** Who acts. */
    record Owner(OfficerId officer, PersonId person, String name) {}

    /** A file of a release. */
    record ReleasedFile(ModelFile file, @Nullable ModelFile before, String deployment) {}

    UUID addDraft(String name, String source, List<ModelFile> files, Owner owner);

    /** The newest open draft of exactly these files by this person. */
    Optional<UUID> same(List<ModelFile> files, PersonId person);

    Optional<ModelDraft> draft(UUID id);

    /** The newest first. */
    List<ModelDraft> drafts(int most);

    void addTrial(UUID draft, boolean works, String note, Owner owner);

    void withdraw(UUID draft, Owner owner);

    UUID addRelease(
            @Nullable UUID draft, @Nullable UUID takesBack, String reason, List<ReleasedFile> files, Owner owner);

    Optional<ModelRelease> release(UUID id);

    /** The newest first. */
    List<ModelRelease> releases(int most);

    List<ReleasedFile> files(UUID release);

    void addMigration(String processKey, int from, int to, int moved, int stayed, Owner owner);

    /** One release at a time, until the transaction ends. */
    void lock();

    /** Release numbers by file: which one it last came with. */
    Map<String, Long> numbers();
}
