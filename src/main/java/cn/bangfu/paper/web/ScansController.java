package cn.bangfu.paper.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.paper.PaperCode;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperService;
import cn.bangfu.paper.ScanService;
import cn.bangfu.paper.ScanService.Received;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Signed papers come back: many at once, sorted by the code on each page. */
@Controller
class ScansController {

    record Open(UUID id, String at, String by, String place) {}

    /** @param tag colour of the state */
    record Line(String file, String page, String state, String tag) {}

    private static final int REASON_LIMIT = 200;

    private final ScanService scans;
    private final EvidenceService evidence;
    private final Divisions divisions;
    private final CurrentOfficer currentOfficer;

    ScansController(ScanService scans, EvidenceService evidence, Divisions divisions, CurrentOfficer currentOfficer) {
        this.scans = scans;
        this.evidence = evidence;
        this.divisions = divisions;
        this.currentOfficer = currentOfficer;
    }

    @GetMapping("/papers")
    String page(Model model) {
        var officer = currentOfficer.require();
        if (PaperService.scope(officer, PaperKind.ATTENDANCE).isEmpty()) {
            throw new AccessDeniedException("sees no papers");
        }
        var mayTake = !ScanService.scope(officer).isEmpty();
        model.addAttribute("mayTake", mayTake);
        model.addAttribute("mayTemplates", TemplatesController.county(officer).isPresent());
        model.addAttribute(
                "open",
                mayTake
                        ? scans.open(officer).stream()
                                .map(scan -> new Open(
                                        scan.id(),
                                        PapersController.minute(scan.receivedAt()),
                                        scan.by(),
                                        divisions.path(scan.division())))
                                .toList()
                        : List.of());
        return "paper/papers";
    }

    @PostMapping("/papers/scans")
    String receive(@RequestParam("files") List<MultipartFile> files, RedirectAttributes redirect) throws IOException {
        var officer = currentOfficer.require();
        if (ScanService.scope(officer).isEmpty()) {
            throw new AccessDeniedException("takes no papers");
        }
        var lines = new ArrayList<Line>();
        for (var file : files) {
            if (!file.isEmpty()) {
                var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
                scans.receive(officer, name, file.getBytes()).forEach(one -> lines.add(line(one)));
            }
        }
        if (lines.isEmpty()) {
            redirect.addFlashAttribute("fault", "没有选择文件");
        } else {
            redirect.addFlashAttribute("received", lines);
            redirect.addFlashAttribute(
                    "assigned",
                    lines.stream().filter(line -> line.tag().equals("good")).count());
        }
        return "redirect:/papers";
    }

    private Line line(Received received) {
        if (received instanceof Received.Assigned assigned) {
            var paper = assigned.paper();
            return new Line(
                    assigned.file(),
                    "第" + assigned.page() + "页",
                    "已归入" + divisions.words(paper.division()).say(paper.kind().label()) + " " + paper.label(),
                    "good");
        }
        if (received instanceof Received.Unread unread) {
            return new Line(unread.file(), "第" + unread.page() + "页", "没有读出识别码，请在下面归件", "warn");
        }
        var refused = (Received.Refused) received;
        return new Line(refused.file(), "", refused.message(), "bad");
    }

    @GetMapping(path = "/papers/scans/{id}/picture", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> picture(@PathVariable UUID id) throws IOException {
        var officer = currentOfficer.require();
        var scan = scans.find(id, officer).orElseThrow(PapersController::notFound);
        var item = evidence.of(scan.evidence()).orElseThrow(PapersController::notFound);
        return ResponseEntity.ok(scans.picture(scan, item));
    }

    @PostMapping("/papers/scans/{id}")
    String assign(@PathVariable UUID id, @RequestParam(defaultValue = "") String code, RedirectAttributes redirect) {
        var officer = currentOfficer.require();
        var scan = scans.find(id, officer).orElseThrow(PapersController::notFound);
        var parsed = PaperCode.parse(code);
        if (parsed.isEmpty()) {
            redirect.addFlashAttribute("fault", "识别码不对：应为文书右上角的八位字母和数字，请再核对一遍");
            return "redirect:/papers";
        }
        scans.assign(scan, parsed.get(), officer)
                .ifPresentOrElse(
                        fault -> redirect.addFlashAttribute("fault", fault),
                        () -> redirect.addFlashAttribute(
                                "done", "已归件，作为文书" + parsed.get().grouped() + "的原件。"));
        return "redirect:/papers";
    }

    @PostMapping("/papers/scans/{id}/discard")
    String discard(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        var officer = currentOfficer.require();
        var scan = scans.find(id, officer).orElseThrow(PapersController::notFound);
        if (reason.isBlank() || reason.length() > REASON_LIMIT) {
            redirect.addFlashAttribute("fault", "请写明为什么不归件，不超过" + REASON_LIMIT + "字");
        } else {
            scans.discard(scan, reason.strip(), officer);
            redirect.addFlashAttribute("done", "已登记为不归件。");
        }
        return "redirect:/papers";
    }
}
