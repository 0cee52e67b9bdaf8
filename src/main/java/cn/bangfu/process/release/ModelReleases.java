package cn.bangfu.process.release;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.process.guard.Change;
import cn.bangfu.process.guard.Fault;
import cn.bangfu.process.guard.ModelChanges;
import cn.bangfu.process.guard.ModelFile;
import cn.bangfu.process.guard.ModelGuard;
import cn.bangfu.process.release.ReleaseStore.Owner;
import cn.bangfu.process.release.ReleaseStore.ReleasedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Draft, trial, release by a second person, and back again (architecture, idea 4: nobody redraws due procedure away). */
@Service
@Transactional
public class ModelReleases {

    private static final Logger log = LoggerFactory.getLogger(ModelReleases.class);
    private static final int NAME = 200;
    private static final int SHOWN = 50;

    private final ReleaseStore store;
    private final EngineModels models;
    private final boolean sandbox;

    ModelReleases(ReleaseStore store, EngineModels models, @Value("${bangfu.sandbox.enabled:false}") boolean sandbox) {
        this.store = store;
        this.models = models;
        this.sandbox = sandbox;
    }

    /** What became of files that somebody wants to put into force. */
    public sealed interface Outcome {

        /** @param id of the draft, or of the release */
        record Done(UUID id) implements Outcome {}

        record Refused(List<Fault> faults) implements Outcome {
            static Refused because(String message) {
                return new Refused(List.of(new Fault("", "", message)));
            }
        }
    }

    private static Owner owner(SignedInOfficer officer) {
        if (!officer.has(Role.PROCESS_OWNER)) {
            throw new AccessDeniedException("only process owners change models");
        }
        return new Owner(officer.id(), officer.person(), officer.name());
    }

    /** Whether this is the second process, in which drafts are tried: there they are in force at once. */
    public boolean isSandbox() {
        return sandbox;
    }

    /** Keeps lawful files as a draft; the same files again are the same draft. */
    public Outcome draft(String name, String source, List<ModelFile> files, SignedInOfficer officer) {
        var owner = owner(officer);
        var faults = ModelGuard.faults(files, models.around(files, true));
        if (!faults.isEmpty()) {
            log.info("draft refused officer={} files={} faults={}", officer.id(), files.size(), faults.size());
            return new Outcome.Refused(faults);
        }
        var known = store.same(files, owner.person());
        var id = known.orElseGet(() -> store.addDraft(shortened(name), shortened(source), files, owner));
        if (sandbox && known.isEmpty()) {
            models.deploy(name, files);
        }
        log.info("draft kept id={} officer={} files={}", id, officer.id(), files.size());
        return new Outcome.Done(id);
    }

    private static String shortened(String text) {
        var plain = text.strip();
        return plain.isEmpty() ? "未命名" : plain.substring(0, Math.min(NAME, plain.length()));
    }

    /** Somebody has walked through it in the second process. */
    public Outcome tried(UUID id, boolean works, String note, SignedInOfficer officer) {
        var owner = owner(officer);
        var draft = store.draft(id);
        if (draft.isEmpty() || !draft.get().isOpen()) {
            return Outcome.Refused.because("这份草案已发布或撤下。");
        }
        if (note.isBlank() || note.length() > 1000) {
            return Outcome.Refused.because("请写明试办了什么、结果怎样，不超过1000字。");
        }
        store.addTrial(id, works, note.strip(), owner);
        return new Outcome.Done(id);
    }

    public Outcome withdraw(UUID id, SignedInOfficer officer) {
        var owner = owner(officer);
        var draft = store.draft(id);
        if (draft.isEmpty() || !draft.get().isOpen()) {
            return Outcome.Refused.because("这份草案已发布或撤下。");
        }
        store.withdraw(id, owner);
        return new Outcome.Done(id);
    }

    /** A second person puts it into force. It is looked at once more: what is in force may have changed since. */
    public Outcome release(UUID id, String reason, SignedInOfficer officer) {
        var owner = owner(officer);
        store.lock();
        var found = store.draft(id);
        if (found.isEmpty() || !found.get().isOpen()) {
            return Outcome.Refused.because("这份草案已发布或撤下。");
        }
        var draft = found.get();
        if (draft.person().equals(owner.person())) {
            return Outcome.Refused.because("起草人不能自己发布，请由另一名流程管理员核对后发布。");
        }
        if (draft.state() != ModelDraft.State.TRIED) {
            return Outcome.Refused.because("请先试办，并登记“试办通过”。");
        }
        if (reason.isBlank() || reason.length() > 1000) {
            return Outcome.Refused.because("请写明为什么改、依据是什么，不超过1000字。");
        }
        var faults = ModelGuard.faults(draft.files(), models.around(draft.files(), true));
        if (!faults.isEmpty()) {
            return new Outcome.Refused(faults);
        }
        return new Outcome.Done(putIntoForce(draft.name(), draft.files(), id, null, reason.strip(), owner));
    }

    private UUID putIntoForce(
            String name,
            List<ModelFile> files,
            @org.jspecify.annotations.Nullable UUID draft,
            @org.jspecify.annotations.Nullable UUID takesBack,
            String reason,
            Owner owner) {
        var before = files.stream()
                .flatMap(file -> models.current(file.name()).stream())
                .collect(java.util.stream.Collectors.toMap(ModelFile::name, file -> file));
        var deployments = models.deploy(name, files);
        var released = new ArrayList<ReleasedFile>();
        for (var file : files) {
            released.add(new ReleasedFile(file, before.get(file.name()), deployments.getOrDefault(file.name(), "")));
        }
        var id = store.addRelease(draft, takesBack, reason, released, owner);
        log.info("models released id={} draft={} takesBack={} officer={}", id, draft, takesBack, owner.officer());
        return id;
    }

    /** Puts back what was in force before the last release. */
    public Outcome goBack(UUID id, SignedInOfficer officer) {
        var owner = owner(officer);
        store.lock();
        var release = store.release(id);
        if (release.isEmpty() || !release.get().last()) {
            return Outcome.Refused.because("只能退回最近一次发布。");
        }
        var before = store.files(id).stream()
                .flatMap(file -> Optional.ofNullable(file.before()).stream())
                .toList();
        if (before.isEmpty()) {
            return Outcome.Refused.because("这次发布之前没有旧版本可退。");
        }
        return new Outcome.Done(putIntoForce(
                "退回第" + release.get().number() + "次发布",
                before,
                null,
                id,
                "退回第" + release.get().number() + "次发布，恢复到它之前的内容",
                owner));
    }

    @Transactional(readOnly = true)
    public List<ModelDraft> drafts() {
        return store.drafts(SHOWN);
    }

    @Transactional(readOnly = true)
    public Optional<ModelDraft> draft(UUID id) {
        return store.draft(id);
    }

    @Transactional(readOnly = true)
    public List<ModelRelease> releases() {
        return store.releases(SHOWN);
    }

    /** What a draft changes, against what is in force; of a released one, against what was before. */
    @Transactional(readOnly = true)
    public List<Change> changes(ModelDraft draft) {
        return draft.files().stream()
                .flatMap(file -> ModelChanges.between(before(draft, file.name()), file).stream())
                .toList();
    }

    /** The file as it was before the draft. */
    @Transactional(readOnly = true)
    public Optional<ModelFile> before(ModelDraft draft, String fileName) {
        if (draft.state() == ModelDraft.State.RELEASED) {
            return store.releases(Integer.MAX_VALUE).stream()
                    .filter(release -> draft.id().equals(release.draft()))
                    .findFirst()
                    .flatMap(release -> store.files(release.id()).stream()
                            .filter(file -> file.file().name().equals(fileName))
                            .findFirst())
                    .flatMap(file -> Optional.ofNullable(file.before()));
        }
        return models.current(fileName);
    }

    /** Everything in force, with the number of the release it came with, if any. */
    @Transactional(readOnly = true)
    public List<Model> inForce() {
        Map<String, Long> numbers = store.numbers();
        return models.inForce().stream()
                .map(model -> new Model(
                        model.fileName(),
                        model.name(),
                        model.version(),
                        numbers.containsKey(model.fileName()) ? "第" + numbers.get(model.fileName()) + "次发布" : "随产品"))
                .toList();
    }

    /** A model in force, for people. */
    public record Model(String fileName, String name, String version, String origin) {}

    @Transactional(readOnly = true)
    public Optional<ModelFile> current(String fileName) {
        return models.current(fileName);
    }
}
