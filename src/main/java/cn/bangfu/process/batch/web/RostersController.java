package cn.bangfu.process.batch.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.identification.ReviewMeeting;
import cn.bangfu.identification.Roster;
import cn.bangfu.identification.RosterImport;
import cn.bangfu.identification.RosterService;
import cn.bangfu.identification.Rosters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.batch.MeetingDesk;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 代表名册: kept by the village, from its own table or typed; every change is a new version. */
@Controller
@RequestMapping("/rosters")
class RostersController {

    record KindRow(String value, String label, String members, List<Version> versions) {}

    record Version(String title, int people, boolean counts, List<Roster.Member> members) {}

    private static final long LARGEST = 2L << 20;

    private final CurrentOfficer currentOfficer;
    private final Rosters rosters;
    private final RosterService service;
    private final MeetingDesk desk;
    private final Divisions divisions;
    private final LegalClock clock;

    RostersController(
            CurrentOfficer currentOfficer,
            Rosters rosters,
            RosterService service,
            MeetingDesk desk,
            Divisions divisions,
            LegalClock clock) {
        this.currentOfficer = currentOfficer;
        this.rosters = rosters;
        this.service = service;
        this.desk = desk;
        this.divisions = divisions;
        this.clock = clock;
    }

    @GetMapping
    String rosters(@RequestParam(required = false) @Nullable String village, Model model) {
        return page(village(village), "", ReviewMeeting.Kind.REPRESENTATIVES.name(), "", "", List.of(), model);
    }

    private String page(
            DivisionCode village,
            String term,
            String kind,
            String validFrom,
            String names,
            List<FieldError> errors,
            Model model) {
        model.addAttribute("village", village.value());
        model.addAttribute("villageName", divisions.path(village));
        model.addAttribute(
                "kinds",
                Arrays.stream(ReviewMeeting.Kind.values())
                        .map(one -> row(village, one))
                        .toList());
        model.addAttribute("term", term);
        model.addAttribute("kind", kind);
        model.addAttribute("validFrom", validFrom.isEmpty() ? clock.today().toString() : validFrom);
        model.addAttribute("names", names);
        model.addAttribute("errors", MeetingsController.byField(errors));
        return "batch/rosters";
    }

    private KindRow row(DivisionCode village, ReviewMeeting.Kind kind) {
        var counts = rosters.on(village, kind, clock.today());
        return new KindRow(
                kind.name(),
                kind.label(),
                kind.members(),
                rosters.of(village, kind).stream()
                        .map(roster -> new Version(
                                roster.title(),
                                roster.members().size(),
                                counts.filter(one -> one.id().equals(roster.id()))
                                        .isPresent(),
                                roster.members()))
                        .toList());
    }

    @PostMapping
    String keep(
            @RequestParam String village,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String term,
            @RequestParam(defaultValue = "") String validFrom,
            @RequestParam(defaultValue = "") String names,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            RedirectAttributes flash)
            throws IOException {
        var of = village(village);
        var actor = desk.preparer(of).orElseThrow(() -> new AccessDeniedException("keeps no rosters"));
        var errors = new ArrayList<FieldError>();
        var chosen = Arrays.stream(ReviewMeeting.Kind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst();
        if (chosen.isEmpty()) {
            errors.add(new FieldError("kind", "请选择是哪种会议的名册。"));
        }
        LocalDate from = null;
        try {
            from = LocalDate.parse(validFrom);
        } catch (DateTimeException e) {
            errors.add(new FieldError("validFrom", "请填写起用日期，如2026-01-01。"));
        }
        List<Roster.Member> members = typed(names);
        if (file != null && !file.isEmpty()) {
            var read = read(file);
            if (read instanceof RosterImport.Reading.Refused refused) {
                refused.messages().forEach(message -> errors.add(new FieldError("file", message)));
            } else {
                members = ((RosterImport.Reading.Read) read).members();
            }
        }
        if (errors.isEmpty() && from != null) {
            var keeping = service.keep(of, chosen.orElseThrow(), term, from, members, actor);
            if (keeping instanceof RosterService.Keeping.Kept kept) {
                flash.addFlashAttribute(
                        "done",
                        "已登记：%s，共%d人。"
                                .formatted(
                                        kept.roster().title(),
                                        kept.roster().members().size()));
                return "redirect:/rosters?village=" + of.value();
            }
            errors.addAll(((RosterService.Keeping.Refused) keeping).errors());
        }
        return page(of, term, kind, validFrom, names, errors, model);
    }

    private static RosterImport.Reading read(MultipartFile file) throws IOException {
        if (file.getSize() > LARGEST) {
            return new RosterImport.Reading.Refused(List.of("文件超过2MB，代表名册不会这么大，请核对是否选错了文件。"));
        }
        var copy = Files.createTempFile("bangfu-roster", ".xlsx");
        try {
            file.transferTo(copy);
            return RosterImport.read(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** One name a line, or several between commas; a group may follow in brackets. */
    private static List<Roster.Member> typed(String names) {
        var members = new ArrayList<Roster.Member>();
        for (var part : names.split("[\\r\\n、，,；;]+")) {
            var name = part.strip();
            if (name.isEmpty()) {
                continue;
            }
            var bracket = name.replace('(', '（').replace(')', '）').indexOf('（');
            var group = bracket < 0
                    ? null
                    : name.substring(bracket + 1).replaceAll("[)）]$", "").strip();
            members.add(new Roster.Member(
                    members.size() + 1,
                    bracket < 0 ? name : name.substring(0, bracket).strip(),
                    group,
                    null));
        }
        return members;
    }

    @GetMapping("/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("代表名册模板.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        RosterImport.writeTemplate(ReviewMeeting.Kind.REPRESENTATIVES.members(), response.getOutputStream());
    }

    private DivisionCode village(@Nullable String code) {
        var own = currentOfficer.require().posts().stream()
                .filter(post -> post.role() == Role.VILLAGE_CLERK || post.role() == Role.VILLAGE_CHAIR)
                .map(post -> post.division())
                .toList();
        return own.stream()
                .filter(division -> code == null || division.value().equals(code))
                .findFirst()
                .orElseThrow(() -> new AccessDeniedException("keeps no rosters there"));
    }
}
