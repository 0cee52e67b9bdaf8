package cn.bangfu.process.gateway.web;

import cn.bangfu.process.gateway.CaseSummaries;
import cn.bangfu.process.gateway.StepGateway;
import cn.bangfu.process.gateway.TaskLine;
import cn.bangfu.process.gateway.TaskLists;
import cn.bangfu.process.gateway.TogetherPages;
import cn.bangfu.process.gateway.form.FormJson;
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
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
@RequestMapping("/api/tasks")
@Tag(name = "待办事项", description = "本单位待办的环节：列出、打开表单、暂存、提交。")
class TaskController {

    private static final int MAX_PAGE = 100;

    private final TaskLists lists;
    private final StepGateway gateway;
    private final ObjectProvider<TogetherPages> pages;

    TaskController(TaskLists lists, StepGateway gateway, ObjectProvider<TogetherPages> pages) {
        this.lists = lists;
        this.gateway = gateway;
        this.pages = pages;
    }

    /** As the address says it. */
    enum Filter {
        mine(TaskLists.Filter.MINE),
        office(TaskLists.Filter.OFFICE),
        dueSoon(TaskLists.Filter.DUE_SOON),
        overdue(TaskLists.Filter.OVERDUE);

        private final TaskLists.Filter meaning;

        Filter(TaskLists.Filter meaning) {
            this.meaning = meaning;
        }
    }

    @Operation(summary = "本单位的待办事项", description = "先到期的在前。mine我的、office本单位、dueSoon三天内到期、overdue已超期。")
    @GetMapping
    TaskLists.Page list(
            @RequestParam(defaultValue = "office") Filter filter,
            @Parameter(description = "只列这个环节，如UserTask_VisitHousehold") @RequestParam(required = false) @Nullable
                    String element,
            @Parameter(description = "页码，从0开始") @RequestParam(defaultValue = "0") int page,
            @Parameter(description = "每页件数，最多100") @RequestParam(defaultValue = "20") int size) {
        return lists.page(filter.meaning, element, Math.max(0, page), Math.min(Math.max(1, size), MAX_PAGE));
    }

    record Form(
            TaskLine task,
            JsonNode schema,
            JsonNode values,
            List<CaseSummaries.Line> summary,
            Bodies.@Nullable DraftBody draft,
            @Nullable String together) {}

    @Operation(summary = "打开一件待办的表单", description = "schema是表单本身，values是打开时已有的内容，draft是您以前暂存的内容。")
    @ApiResponse(responseCode = "200", description = "表单")
    @ApiResponse(responseCode = "404", description = "没有这件事，或不属于您的单位")
    @GetMapping("/{id}/form")
    Form form(@PathVariable String id) {
        return gateway.open(id)
                .map(form -> new Form(
                        form.task(),
                        form.schema(),
                        FormJson.tree(form.values()),
                        form.summary(),
                        Bodies.DraftBody.of(form.draft()),
                        together(form.task().element())))
                .orElseThrow(Bodies::notHere);
    }

    /** Where the same step is done for other households as well. */
    private @Nullable String together(String element) {
        return pages.stream()
                .flatMap(known -> known.pageOf(element).stream())
                .findFirst()
                .orElse(null);
    }

    @Operation(
            summary = "提交",
            description = "内容是表单各项的JSON对象。带Idempotency-Key重复提交同一内容，只算一次。",
            requestBody = @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    @ApiResponse(responseCode = "200", description = "已提交；next说明案件到了哪里")
    @ApiResponse(responseCode = "409", description = "别人已办完或正在办，message说明是谁、什么时候")
    @ApiResponse(responseCode = "422", description = "内容需要修改，errors逐项说明")
    @PostMapping(path = "/{id}/submit", consumes = MediaType.APPLICATION_JSON_VALUE)
    Bodies.Submitted submit(
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request)
            throws IOException {
        return Bodies.submitted(gateway.submit(id, Bodies.answer(request), Bodies.checked(key)));
    }

    @Operation(
            summary = "暂存",
            description = "没有填完的内容，只有您自己看得到；这件事办完后自动删除。",
            requestBody = @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    @PutMapping(path = "/{id}/draft", consumes = MediaType.APPLICATION_JSON_VALUE)
    Bodies.SavedDraft saveDraft(@PathVariable String id, HttpServletRequest request) throws IOException {
        return gateway.saveDraft(id, Bodies.answer(request))
                .map(Bodies.SavedDraft::new)
                .orElseThrow(Bodies::notHere);
    }

    @Operation(summary = "取暂存的内容")
    @ApiResponse(responseCode = "200", description = "暂存的内容")
    @ApiResponse(responseCode = "404", description = "没有暂存过")
    @GetMapping("/{id}/draft")
    Bodies.DraftBody draft(@PathVariable String id) {
        var draft = Bodies.DraftBody.of(gateway.draft(id).orElse(null));
        if (draft == null) {
            throw Bodies.notHere();
        }
        return draft;
    }

    @Operation(summary = "放弃暂存的内容")
    @DeleteMapping("/{id}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeDraft(@PathVariable String id) {
        if (!gateway.removeDraft(id)) {
            throw Bodies.notHere();
        }
    }
}
