package cn.bangfu.evidence.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.evidence.EvidenceItem;
import cn.bangfu.evidence.EvidenceService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/evidence")
@Tag(name = "照片和扫描件", description = "表单中的照片、签字扫描件。先上传得到编号，再随表单提交；提交后归入案件，不能修改。")
class EvidenceController {

    private final EvidenceService evidence;
    private final CurrentOfficer currentOfficer;

    EvidenceController(EvidenceService evidence, CurrentOfficer currentOfficer) {
        this.evidence = evidence;
        this.currentOfficer = currentOfficer;
    }

    record Uploaded(UUID id, String name, String sha256, long size, String type) {

        static Uploaded of(EvidenceItem item) {
            return new Uploaded(
                    item.id(),
                    item.name(),
                    item.sha256(),
                    item.size(),
                    item.type().mediaType());
        }
    }

    @Operation(summary = "上传一张照片或一个扫描件", description = "JPG、PNG、WebP或PDF，不超过15MB。")
    @ApiResponse(responseCode = "201", description = "已保存")
    @ApiResponse(responseCode = "422", description = "不能接收，message说明原因和办法")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Uploaded upload(@RequestPart("file") MultipartFile file) throws IOException {
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        var receipt = evidence.receive(currentOfficer.require(), name, file::getInputStream);
        if (receipt instanceof EvidenceService.Receipt.Refused refused) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY, refused.message());
        }
        return Uploaded.of(((EvidenceService.Receipt.Kept) receipt).item());
    }

    @Operation(summary = "取原件")
    @ApiResponse(responseCode = "200", description = "原件，一字节不改")
    @ApiResponse(responseCode = "404", description = "没有这份材料，或不归您查看")
    @GetMapping("/{id}")
    void original(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var item = find(id);
        var disposition = item.type().isPicture() ? ContentDisposition.inline() : ContentDisposition.attachment();
        response.setContentType(item.type().mediaType());
        response.setContentLengthLong(item.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                disposition
                        .filename(item.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        evidence.copy(item, response.getOutputStream());
    }

    @Operation(summary = "取缩略图", description = "已按拍摄方向转正，最长边320像素。PDF没有缩略图。")
    @ApiResponse(responseCode = "200", description = "JPG图片")
    @ApiResponse(responseCode = "404", description = "没有缩略图，或不归您查看")
    @GetMapping(path = "/{id}/thumbnail", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> thumbnail(@PathVariable UUID id) {
        return evidence.thumbnail(find(id))
                .map(ResponseEntity::ok)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "这份材料没有缩略图"));
    }

    private EvidenceItem find(UUID id) {
        return evidence.find(id, currentOfficer.require())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有找到这份材料，或不归您查看"));
    }
}
