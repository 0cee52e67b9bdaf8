package cn.bangfu.identification.web;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.evidence.EvidenceItem;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.identification.CaseEvidence;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.shared.ChinaTime;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The files of a case, in the task's household-file tab. */
@RestController
@RequestMapping("/api/cases/{id}/files")
@Tag(name = "案件材料", description = "案件的照片和扫描件。先上传得到编号，再归入案件；归入后不能修改或删除。")
class CaseFilesController {

    private final CaseReaders readers;
    private final CaseEvidence files;
    private final EvidenceService evidence;

    CaseFilesController(CaseReaders readers, CaseEvidence files, EvidenceService evidence) {
        this.readers = readers;
        this.files = files;
        this.evidence = evidence;
    }

    record File(UUID id, String name, String type, long size, boolean thumbnail, String uploadedAt) {

        static File of(EvidenceItem item) {
            return new File(
                    item.id(),
                    item.name(),
                    item.type().mediaType(),
                    item.size(),
                    item.hasThumbnail(),
                    ChinaTime.minute(item.uploadedAt()));
        }
    }

    /** @param open whether more may be added */
    record Files(boolean open, List<File> files) {}

    record Added(List<UUID> files, String what) {}

    @Operation(summary = "案件的全部材料")
    @ApiResponse(responseCode = "200", description = "按上传先后")
    @ApiResponse(responseCode = "404", description = "没有这件案子，或不归您查看")
    @GetMapping
    Files list(@PathVariable String id) {
        var shown = require(id);
        return new Files(
                shown.isOpen() && mayAdd(readers.officer(), shown),
                evidence.of(shown.id()).stream().map(File::of).toList());
    }

    @Operation(summary = "补充材料", description = "files是上传后得到的编号，what写明是什么材料。")
    @ApiResponse(responseCode = "201", description = "已归入案件")
    @ApiResponse(responseCode = "422", description = "不能归入，message说明原因和办法")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Files add(@PathVariable String id, @RequestBody Added added) {
        var shown = require(id);
        var officer = readers.officer();
        var post = officer.posts().stream()
                .filter(one -> adds(one.role()) && one.division().contains(shown.village()))
                .findFirst()
                .orElseThrow(() -> new AccessDeniedException("adds nothing to the case"));
        var outcome = files.add(
                shown.id(),
                added.files() == null ? List.of() : added.files(),
                added.what() == null ? "" : added.what(),
                officer.actorIn(post));
        if (outcome instanceof CaseEvidence.Outcome.Refused refused) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY, refused.message());
        }
        return list(id);
    }

    /** Photographs of others are personal. */
    private IdentificationCase require(String id) {
        var shown = readers.require(id);
        if (!CaseReaders.readsPersonal(readers.officer(), shown.village())) {
            throw CaseReaders.notFound();
        }
        return shown;
    }

    private static boolean adds(Role role) {
        return role.handlesCases() && role.readsPersonal();
    }

    private static boolean mayAdd(SignedInOfficer officer, IdentificationCase shown) {
        return officer.posts().stream()
                .anyMatch(post -> adds(post.role()) && post.division().contains(shown.village()));
    }
}
