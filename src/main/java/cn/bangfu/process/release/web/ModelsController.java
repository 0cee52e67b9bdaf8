package cn.bangfu.process.release.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.process.guard.Change;
import cn.bangfu.process.guard.Fault;
import cn.bangfu.process.guard.ModelFile;
import cn.bangfu.process.release.ModelDraft;
import cn.bangfu.process.release.ModelRelease;
import cn.bangfu.process.release.ModelReleases;
import cn.bangfu.shared.ChinaTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Process owners look at drafts, try and release them, and go back; auditors look. */
@Controller
@RequestMapping("/models")
class ModelsController {

    record DraftRow(String id, String name, String at, String who, String files, String state, String tag) {}

    record ReleaseRow(
            String id,
            long number,
            String at,
            String who,
            String files,
            String reason,
            boolean last,
            @Nullable String draft) {}

    record FileChanges(String file, boolean diagram, List<Change> changes) {}

    record TrialRow(String at, String who, boolean works, String note) {}

    private final ModelReleases releases;
    private final CurrentOfficer currentOfficer;

    ModelsController(ModelReleases releases, CurrentOfficer currentOfficer) {
        this.releases = releases;
        this.currentOfficer = currentOfficer;
    }

    private SignedInOfficer reader() {
        var officer = currentOfficer.require();
        if (!officer.hasAny(Role.PROCESS_OWNER, Role.AUDITOR)) {
            throw new AccessDeniedException("reads no models");
        }
        return officer;
    }

    private static String minute(Instant at) {
        return ChinaTime.minute(at);
    }

    @GetMapping
    String models(Model model) {
        var officer = reader();
        model.addAttribute("owner", officer.has(Role.PROCESS_OWNER));
        model.addAttribute("sandbox", releases.isSandbox());
        model.addAttribute("models", releases.inForce());
        model.addAttribute(
                "drafts", releases.drafts().stream().map(ModelsController::row).toList());
        model.addAttribute(
                "releases",
                releases.releases().stream().map(ModelsController::row).toList());
        return "release/models";
    }

    private static DraftRow row(ModelDraft draft) {
        return new DraftRow(
                draft.id().toString(),
                draft.name(),
                minute(draft.madeAt()),
                draft.personName(),
                draft.files().stream().map(ModelFile::name).collect(Collectors.joining("、")),
                draft.state().label(),
                draft.state().tag());
    }

    private static ReleaseRow row(ModelRelease release) {
        return new ReleaseRow(
                release.id().toString(),
                release.number(),
                minute(release.releasedAt()),
                release.personName(),
                String.join("、", release.files()),
                release.reason(),
                release.last(),
                release.draft() == null ? null : release.draft().toString());
    }

    private ModelDraft draft(String id) {
        try {
            return releases.draft(UUID.fromString(id)).orElseThrow(ModelsController::notFound);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    @PostMapping("/drafts")
    String upload(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> sent,
            RedirectAttributes next)
            throws IOException {
        var files = new ArrayList<ModelFile>();
        for (var part : sent == null ? List.<MultipartFile>of() : sent) {
            if (!part.isEmpty()) {
                files.add(new ModelFile(String.valueOf(part.getOriginalFilename()), part.getBytes()));
            }
        }
        var outcome = releases.draft(name, "网页上传", files, currentOfficer.require());
        if (outcome instanceof ModelReleases.Outcome.Refused refused) {
            next.addFlashAttribute("faults", texts(refused.faults()));
            return "redirect:/models";
        }
        return "redirect:/models/drafts/" + ((ModelReleases.Outcome.Done) outcome).id();
    }

    private static List<String> texts(List<Fault> faults) {
        return faults.stream()
                .map(fault -> fault.file().isEmpty() ? fault.message() : fault.toString())
                .toList();
    }

    @GetMapping("/drafts/{id}")
    String draft(@PathVariable String id, Model model) {
        var officer = reader();
        var draft = draft(id);
        var byFile = releases.changes(draft).stream()
                .collect(Collectors.groupingBy(Change::file, LinkedHashMap::new, Collectors.toList()));
        model.addAttribute("draft", row(draft));
        model.addAttribute("source", draft.source());
        model.addAttribute("open", draft.isOpen());
        model.addAttribute("tried", draft.state() == ModelDraft.State.TRIED);
        model.addAttribute("owner", officer.has(Role.PROCESS_OWNER));
        model.addAttribute("own", draft.person().equals(officer.person()));
        model.addAttribute(
                "files",
                draft.files().stream()
                        .map(file -> new FileChanges(
                                file.name(), file.ending().equals("bpmn"), byFile.getOrDefault(file.name(), List.of())))
                        .toList());
        model.addAttribute(
                "trials",
                draft.trials().stream()
                        .map(trial -> new TrialRow(minute(trial.at()), trial.personName(), trial.works(), trial.note()))
                        .toList());
        return "release/draft";
    }

    /** Both drawings side by side, with what changed in colour. */
    @GetMapping("/drafts/{id}/drawing/{file}")
    String drawing(@PathVariable String id, @PathVariable String file, Model model) {
        reader();
        var draft = draft(id);
        find(draft, file);
        var changes = releases.changes(draft).stream()
                .filter(change -> change.file().equals(file))
                .toList();
        model.addAttribute("draft", row(draft));
        model.addAttribute("file", file);
        model.addAttribute("changes", changes);
        model.addAttribute("hasBefore", releases.before(draft, file).isPresent());
        return "release/drawing";
    }

    private static ModelFile find(ModelDraft draft, String file) {
        return draft.files().stream()
                .filter(one -> one.name().equals(file))
                .findFirst()
                .orElseThrow(ModelsController::notFound);
    }

    @GetMapping("/drafts/{id}/after/{file}")
    ResponseEntity<byte[]> after(@PathVariable String id, @PathVariable String file) {
        reader();
        return download(Optional.of(find(draft(id), file)));
    }

    @GetMapping("/drafts/{id}/before/{file}")
    ResponseEntity<byte[]> before(@PathVariable String id, @PathVariable String file) {
        reader();
        return download(releases.before(draft(id), file));
    }

    /** A file in force, for opening in Modeler. */
    @GetMapping("/files/{file}")
    ResponseEntity<byte[]> current(@PathVariable String file) {
        reader();
        return download(releases.current(file));
    }

    private static ResponseEntity<byte[]> download(Optional<ModelFile> file) {
        return file.map(found -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .header("Content-Disposition", "attachment; filename=\"" + found.name() + "\"")
                        .body(found.content()))
                .orElseThrow(ModelsController::notFound);
    }

    /** The whole draft, for the second process. */
    @GetMapping("/drafts/{id}/draft.zip")
    ResponseEntity<byte[]> zip(@PathVariable String id) throws IOException {
        reader();
        var draft = draft(id);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : draft.files()) {
                zip.putNextEntry(new ZipEntry(file.name()));
                zip.write(file.content());
            }
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header("Content-Disposition", "attachment; filename=\"draft-" + id.substring(0, 8) + ".zip\"")
                .body(bytes.toByteArray());
    }

    @PostMapping("/drafts/{id}/trial")
    String trial(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes next) {
        var outcome = releases.tried(draft(id).id(), result.equals("WORKS"), note, currentOfficer.require());
        return done(outcome, "已登记试办结果。", "/models/drafts/" + id, next);
    }

    @PostMapping("/drafts/{id}/release")
    String release(@PathVariable String id, @RequestParam(defaultValue = "") String reason, RedirectAttributes next) {
        var outcome = releases.release(draft(id).id(), reason, currentOfficer.require());
        return done(outcome, "已发布。新发起的案件按新版办理，在办的案件仍按原版。", "/models/drafts/" + id, next);
    }

    @PostMapping("/drafts/{id}/withdraw")
    String withdraw(@PathVariable String id, RedirectAttributes next) {
        var outcome = releases.withdraw(draft(id).id(), currentOfficer.require());
        return done(outcome, "已撤下。", "/models/drafts/" + id, next);
    }

    @PostMapping("/releases/{id}/back")
    String back(@PathVariable String id, RedirectAttributes next) {
        try {
            var outcome = releases.goBack(UUID.fromString(id), currentOfficer.require());
            return done(outcome, "已退回：恢复为发布之前的内容，成为最新一版。", "/models", next);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static String done(ModelReleases.Outcome outcome, String message, String path, RedirectAttributes next) {
        if (outcome instanceof ModelReleases.Outcome.Refused refused) {
            next.addFlashAttribute("faults", texts(refused.faults()));
        } else {
            next.addFlashAttribute("done", message);
        }
        return "redirect:" + path;
    }
}
