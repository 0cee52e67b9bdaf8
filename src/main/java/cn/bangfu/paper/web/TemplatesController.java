package cn.bangfu.paper.web;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperService;
import cn.bangfu.paper.PaperTemplates;
import cn.bangfu.shared.DivisionCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The county's own words and looks of its papers: Word files that its clerk takes out, edits and brings back. */
@Controller
@RequestMapping("/papers/templates")
class TemplatesController {

    /** @param own since when and by whom it is the county's own */
    record Row(String kind, String label, @Nullable String own) {}

    private static final MediaType DOCX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private final PaperTemplates templates;
    private final PaperService papers;
    private final Divisions divisions;
    private final CurrentOfficer currentOfficer;

    TemplatesController(
            PaperTemplates templates, PaperService papers, Divisions divisions, CurrentOfficer currentOfficer) {
        this.templates = templates;
        this.papers = papers;
        this.divisions = divisions;
        this.currentOfficer = currentOfficer;
    }

    /** Whose papers the officer keeps. */
    static Optional<DivisionCode> county(SignedInOfficer officer) {
        return officer.posts().stream()
                .filter(post -> post.role() == Role.COUNTY_CLERK || post.role() == Role.PROCESS_OWNER)
                .map(post -> post.division().county())
                .findFirst();
    }

    private DivisionCode county() {
        return county(currentOfficer.require()).orElseThrow(() -> new AccessDeniedException("keeps no papers"));
    }

    private Actor actor() {
        var officer = currentOfficer.require();
        return officer.posts().stream()
                .filter(post -> post.role() == Role.COUNTY_CLERK || post.role() == Role.PROCESS_OWNER)
                .map(officer::actorIn)
                .findFirst()
                .orElseThrow();
    }

    @GetMapping
    String list(Model model) {
        var county = county();
        var words = divisions.words(county);
        model.addAttribute("county", divisions.require(county).shownName());
        model.addAttribute(
                "rows",
                templates.list(county).stream()
                        .map(one -> {
                            var since = one.own();
                            return new Row(
                                    one.kind().name(),
                                    words.say(one.kind().label()),
                                    since == null ? null : PapersController.minute(since) + " " + one.by());
                        })
                        .toList());
        return "paper/templates";
    }

    @GetMapping("/{kind}")
    String one(@PathVariable PaperKind kind, Model model) {
        var county = county();
        model.addAttribute("kind", kind.name());
        model.addAttribute("label", divisions.words(county).say(kind.label()));
        model.addAttribute("fields", templates.fields(kind));
        model.addAttribute(
                "own",
                templates.list(county).stream().anyMatch(listed -> listed.kind() == kind && listed.own() != null));
        return "paper/template";
    }

    @GetMapping("/{kind}/docx")
    ResponseEntity<byte[]> file(@PathVariable PaperKind kind) {
        return ResponseEntity.ok()
                .contentType(DOCX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(kind.label() + ".docx", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(templates.file(county(), kind));
    }

    @GetMapping("/{kind}/sample")
    ResponseEntity<byte[]> sample(@PathVariable PaperKind kind) {
        return PapersController.pdf(kind.label() + "样张", papers.sample(kind, county()));
    }

    @PostMapping("/{kind}")
    String bring(@PathVariable PaperKind kind, @RequestParam("file") MultipartFile file, RedirectAttributes redirect)
            throws IOException {
        var county = county();
        if (file.getSize() > PaperTemplates.LIMIT) {
            redirect.addFlashAttribute("faults", List.of("模板不能超过2MB，请压缩图片后再试"));
        } else if (templates.bring(county, kind, file.getBytes(), actor())
                instanceof PaperTemplates.Brought.Refused refused) {
            redirect.addFlashAttribute("faults", refused.faults());
        } else {
            redirect.addFlashAttribute("done", "已换用新模板，以后打印的文书都用它。请看样张核对。");
        }
        return "redirect:/papers/templates/" + kind;
    }

    @PostMapping("/{kind}/dismiss")
    String dismiss(@PathVariable PaperKind kind, RedirectAttributes redirect) {
        templates.dismiss(county(), kind, actor());
        redirect.addFlashAttribute("done", "已恢复系统自带的模板。");
        return "redirect:/papers/templates/" + kind;
    }
}
