package cn.bangfu.process.gateway.web;

import cn.bangfu.process.gateway.CaseSummaries;
import cn.bangfu.process.gateway.StartGateway;
import cn.bangfu.process.gateway.StartLine;
import cn.bangfu.process.gateway.form.FormJson;
import cn.bangfu.shared.HouseholdId;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/starts")
@Tag(name = "新申报", description = "开立案件的入口：农户申报、干部排查、部门预警。")
class StartController {

    private final StartGateway gateway;

    StartController(StartGateway gateway) {
        this.gateway = gateway;
    }

    @Operation(summary = "您可以用的入口")
    @GetMapping
    List<StartLine> list() {
        return gateway.list();
    }

    record Form(
            StartLine start,
            JsonNode schema,
            JsonNode values,
            List<CaseSummaries.Line> summary,
            Bodies.@Nullable DraftBody draft) {}

    @Operation(summary = "打开入口的表单")
    @ApiResponse(responseCode = "200", description = "表单")
    @ApiResponse(responseCode = "404", description = "没有这个入口，或这一户不归您办理")
    @GetMapping("/{element}/form")
    Form form(
            @PathVariable String element,
            @Parameter(description = "农户编号（系统内）；不在台账中的户不填") @RequestParam(required = false) @Nullable UUID household) {
        return gateway.open(element, id(household))
                .map(form -> new Form(
                        form.start(),
                        form.schema(),
                        FormJson.tree(form.values()),
                        form.summary(),
                        Bodies.DraftBody.of(form.draft())))
                .orElseThrow(Bodies::notHere);
    }

    @Operation(
            summary = "提交，开立案件",
            description = "内容是表单各项的JSON对象。带Idempotency-Key重复提交同一内容，只开立一件。",
            requestBody = @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    @ApiResponse(responseCode = "200", description = "已开立")
    @ApiResponse(responseCode = "422", description = "内容需要修改，errors逐项说明")
    @PostMapping(path = "/{element}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Bodies.Submitted submit(
            @PathVariable String element,
            @RequestParam(required = false) @Nullable UUID household,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request)
            throws IOException {
        return Bodies.submitted(gateway.submit(element, id(household), Bodies.answer(request), Bodies.checked(key)));
    }

    @Operation(
            summary = "暂存",
            requestBody = @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    @PutMapping(path = "/{element}/draft", consumes = MediaType.APPLICATION_JSON_VALUE)
    Bodies.SavedDraft saveDraft(
            @PathVariable String element,
            @RequestParam(required = false) @Nullable UUID household,
            HttpServletRequest request)
            throws IOException {
        return gateway.saveDraft(element, id(household), Bodies.answer(request))
                .map(Bodies.SavedDraft::new)
                .orElseThrow(Bodies::notHere);
    }

    @Operation(summary = "取暂存的内容")
    @GetMapping("/{element}/draft")
    Bodies.DraftBody draft(@PathVariable String element, @RequestParam(required = false) @Nullable UUID household) {
        var draft = Bodies.DraftBody.of(gateway.draft(element, id(household)).orElse(null));
        if (draft == null) {
            throw Bodies.notHere();
        }
        return draft;
    }

    @Operation(summary = "放弃暂存的内容")
    @DeleteMapping("/{element}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeDraft(@PathVariable String element, @RequestParam(required = false) @Nullable UUID household) {
        if (!gateway.removeDraft(element, id(household))) {
            throw Bodies.notHere();
        }
    }

    private static @Nullable HouseholdId id(@Nullable UUID household) {
        return household == null ? null : new HouseholdId(household);
    }
}
