package cn.bangfu.process.gateway.web;

import cn.bangfu.process.gateway.CaseFile;
import cn.bangfu.process.gateway.CaseFiles;
import cn.bangfu.shared.CaseId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/cases")
@Tag(name = "案件", description = "一户一件的办理情况和全部留痕。")
class CaseController {

    private final CaseFiles cases;

    CaseController(CaseFiles cases) {
        this.cases = cases;
    }

    @Operation(summary = "一件案件", description = "摘要、正在办理的环节、按时间排列的留痕。")
    @ApiResponse(responseCode = "200", description = "案件")
    @ApiResponse(responseCode = "404", description = "没有这件案件，或不归您查看")
    @GetMapping("/{id}")
    CaseFile find(@PathVariable UUID id) {
        return cases.find(new CaseId(id)).orElseThrow(Bodies::notHere);
    }
}
