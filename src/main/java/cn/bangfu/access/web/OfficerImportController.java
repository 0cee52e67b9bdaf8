package cn.bangfu.access.web;

import cn.bangfu.access.OfficerImport;
import cn.bangfu.access.OfficerImport.Accepted;
import cn.bangfu.access.OfficerImport.Rejected;
import cn.bangfu.access.OfficerImport.Result;
import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Look;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Import of officers from a workbook. What came of it waits in the session until it is fetched, and nowhere else. */
@Controller
class OfficerImportController {

    private static final String RESULT = OfficerImportController.class.getName();
    private static final long LARGEST = 5L << 20;

    /** @param passwords emptied when they are fetched */
    private record Waiting(int accepted, List<Accepted> passwords, List<Rejected> rejected, List<String> notes) {}

    private final OfficerImport officerImport;

    OfficerImportController(OfficerImport officerImport) {
        this.officerImport = officerImport;
    }

    @GetMapping("/officers/import")
    String page(HttpSession session, Model model) {
        if (session.getAttribute(RESULT) instanceof Waiting waiting) {
            model.addAttribute("result", waiting);
        }
        return "access/officer-import";
    }

    @PostMapping("/officers/import")
    String take(@RequestParam MultipartFile file, HttpSession session, RedirectAttributes flash) throws IOException {
        if (file.isEmpty() || file.getSize() > LARGEST) {
            flash.addFlashAttribute("refused", file.isEmpty() ? "请先选择要导入的文件。" : "文件超过5MB，人员名单不会这么大，请核对是否选错了文件。");
            return "redirect:/officers/import";
        }
        var copy = Files.createTempFile("bangfu-officers", ".xlsx");
        try {
            file.transferTo(copy);
            var result = officerImport.take(copy);
            session.removeAttribute(RESULT);
            if (result instanceof Result.Refused refused) {
                flash.addFlashAttribute("refused", refused.message());
            } else if (result instanceof Result.Taken taken) {
                session.setAttribute(
                        RESULT,
                        new Waiting(taken.accepted().size(), taken.accepted(), taken.rejected(), taken.notes()));
            }
        } finally {
            Files.deleteIfExists(copy);
        }
        return "redirect:/officers/import";
    }

    @GetMapping("/officers/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        startDownload(response, "人员导入模板.xlsx");
        officerImport.writeTemplate(response.getOutputStream());
    }

    @GetMapping("/officers/import/rejected.xlsx")
    void rejected(HttpSession session, HttpServletResponse response) throws IOException {
        if (session.getAttribute(RESULT) instanceof Waiting waiting) {
            startDownload(response, "未导入的行.xlsx");
            OfficerImport.writeRejected(waiting.rejected(), response.getOutputStream());
        } else {
            response.sendError(HttpStatus.NOT_FOUND.value());
        }
    }

    @PostMapping("/officers/import/passwords.xlsx")
    void passwords(HttpSession session, HttpServletResponse response) throws IOException {
        if (!(session.getAttribute(RESULT) instanceof Waiting waiting)
                || waiting.passwords().isEmpty()) {
            response.sendError(HttpStatus.NOT_FOUND.value());
            return;
        }
        session.setAttribute(RESULT, new Waiting(waiting.accepted(), List.of(), waiting.rejected(), waiting.notes()));
        startDownload(response, "初始密码单.xlsx");
        try (var workbook = new LedgerWriter(response.getOutputStream(), "初始密码", 2, List.of(14, 22, 36, 22, 22))) {
            workbook.row(Look.TITLE, List.of("初始密码单：请裁开后当面交给本人，首次登录须修改；发完请删除本文件"));
            workbook.row(Look.HEADING, List.of("姓名", "用户名", "单位", "岗位", "初始密码"));
            for (var officer : waiting.passwords()) {
                workbook.row(
                        Look.PLAIN,
                        List.of(
                                officer.name(),
                                officer.username(),
                                officer.office(),
                                officer.role(),
                                officer.firstPassword()));
            }
        }
    }

    private static void startDownload(HttpServletResponse response, String fileName) {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(fileName, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
