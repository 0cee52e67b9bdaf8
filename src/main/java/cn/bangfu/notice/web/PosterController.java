package cn.bangfu.notice.web;

import cn.bangfu.notice.NoticeService;
import cn.bangfu.notice.NoticeSubjects;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.PosterOutcome;
import cn.bangfu.notice.PosterPaper;
import cn.bangfu.notice.PosterText;
import cn.bangfu.notice.PreviewOutcome;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The poster to print: what hangs, or what would be published today. */
@Controller
class PosterController {

    private final NoticeReaders readers;
    private final Notices notices;
    private final NoticeService service;
    private final NoticeSubjects subjects;
    private final PosterPaper paper;
    private final PublicAddress address;

    PosterController(
            NoticeReaders readers,
            Notices notices,
            NoticeService service,
            NoticeSubjects subjects,
            PosterPaper paper,
            PublicAddress address) {
        this.paper = paper;
        this.address = address;
        this.readers = readers;
        this.notices = notices;
        this.service = service;
        this.subjects = subjects;
    }

    @GetMapping("/cases/{caseId}/poster")
    String poster(@PathVariable CaseId caseId, Model model) {
        var hanging = notices.newest(caseId).filter(PublicNotice::isOpen);
        if (hanging.isPresent()) {
            readers.reader(hanging.get().village());
            show(hanging.get().boardText(), model);
            model.addAttribute("preview", false);
            model.addAttribute("caseId", caseId.toString());
            return "notice/poster";
        }
        var subject = subjects.find(caseId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        readers.reader(subject.village());
        var outcome = service.preview(subject, null);
        model.addAttribute("preview", true);
        model.addAttribute("caseId", caseId.toString());
        if (outcome instanceof PreviewOutcome.Ready ready) {
            show(ready.preview().boardText(), model);
        } else if (outcome instanceof PreviewOutcome.Refused refused) {
            model.addAttribute(
                    "faults", refused.errors().stream().map(FieldError::message).toList());
        }
        return "notice/poster";
    }

    /** The paper for the board, with the QR code of its page. */
    @GetMapping(value = "/cases/{caseId}/poster.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> paper(@PathVariable CaseId caseId, HttpServletRequest request) {
        var hanging = notices.newest(caseId).filter(PublicNotice::isOpen);
        if (hanging.isPresent()) {
            readers.reader(hanging.get().village());
            var poster = notices.onPoster(hanging.get().batch().id());
            return pdf(service.text(poster, true), request);
        }
        var subject = subjects.find(caseId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        readers.reader(subject.village());
        if (service.poster(List.of(subject), null) instanceof PosterOutcome.Ready ready) {
            return pdf(ready.boardText(), request);
        }
        throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private ResponseEntity<byte[]> pdf(PosterText text, HttpServletRequest request) {
        return ResponseEntity.ok(paper.pdf(text, address.of(text.path(), request)));
    }

    /** The title is the first line that is no mark of a training; the last two are office and day. */
    private static void show(String text, Model model) {
        List<String> lines = text.lines().toList();
        var title = lines.get(0).startsWith("【") ? 1 : 0;
        model.addAttribute("training", title == 1 ? lines.get(0) : null);
        model.addAttribute("heading", lines.get(title));
        model.addAttribute("lines", lines.subList(title + 1, lines.size() - 2));
        model.addAttribute("signature", lines.subList(lines.size() - 2, lines.size()));
    }
}
