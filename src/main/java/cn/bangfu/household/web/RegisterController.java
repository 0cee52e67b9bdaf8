package cn.bangfu.household.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.household.RegisterColumn;
import cn.bangfu.household.RegisterImport;
import cn.bangfu.household.RegisterImport.State;
import cn.bangfu.household.RegisterImportService;
import cn.bangfu.household.RegisterImportService.Confirmation;
import cn.bangfu.household.RegisterImports;
import cn.bangfu.ledger.LedgerWriter;
import cn.bangfu.ledger.LedgerWriter.Look;
import cn.bangfu.shared.ChinaTime;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Upload, progress, preview, result. While a job runs the page asks for itself again, without a script. */
@Controller
@RequestMapping("/register")
class RegisterController {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** So many lines of each kind a person can look through on a page; the rest stands in the workbook. */
    private static final int SHOWN = 200;

    private static final int MOST_IN_WORKBOOK = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** @param tone class of the tag */
    record Line(RegisterImport found, String office, String startedAt, String tone) {}

    /** @param others 家庭编号、户编码 … */
    record ColumnHelp(String heading, boolean required, String others) {}

    private final RegisterClerks clerks;
    private final RegisterImportService service;
    private final RegisterImports imports;
    private final Divisions divisions;
    private final Uploads uploads;

    RegisterController(
            RegisterClerks clerks,
            RegisterImportService service,
            RegisterImports imports,
            Divisions divisions,
            Uploads uploads) {
        this.clerks = clerks;
        this.service = service;
        this.imports = imports;
        this.divisions = divisions;
        this.uploads = uploads;
    }

    @GetMapping
    String list(Model model) {
        var post = clerks.post();
        model.addAttribute("office", post.office().name());
        model.addAttribute("division", divisions.fullPath(post.division()));
        model.addAttribute("words", divisions.words(post.division()));
        model.addAttribute(
                "imports",
                service.list(clerks.scope(), 30).stream().map(this::line).toList());
        model.addAttribute(
                "columns",
                Arrays.stream(RegisterColumn.values())
                        .map(column -> new ColumnHelp(
                                column.heading(), column.required(), String.join("、", column.alsoCalled())))
                        .toList());
        return "household/register";
    }

    private Line line(RegisterImport found) {
        var tone =
                switch (found.state()) {
                    case DONE, UNCHANGED -> "good";
                    case AWAITING_CONFIRMATION -> "warn";
                    case REFUSED, FAILED -> "bad";
                    case READING, APPLYING, DISCARDED -> "";
                };
        return new Line(found, divisions.path(found.scope()), ChinaTime.tableMinute(found.startedAt()), tone);
    }

    @PostMapping
    String upload(@RequestParam("file") @Nullable MultipartFile file, RedirectAttributes redirect)
            throws InterruptedException {
        var post = clerks.post();
        if (file == null || file.isEmpty()) {
            redirect.addFlashAttribute("problem", "请先选择台账文件（.xlsx）。");
            return "redirect:/register";
        }
        var received = uploads.receive(file);
        var id = service.begin(
                received.file(),
                received.sha256(),
                received.name(),
                post.division(),
                clerks.officer().actorIn(post));
        // Most files are read by then, and nobody sees a page of progress flash by.
        service.await(id, PATIENCE);
        return "redirect:/register/" + id;
    }

    @GetMapping("/{id}")
    String show(@PathVariable String id, Model model, HttpServletResponse response) {
        var found = clerks.require(id);
        if (found.state().running()) {
            response.setHeader("Refresh", "2");
        }
        model.addAttribute("line", line(found));
        model.addAttribute("found", found);
        model.addAttribute("shown", SHOWN);
        var counts = found.counts();
        if (counts == null) {
            return "household/register-import";
        }
        var of = found.sameAs() == null ? found.id() : found.sameAs();
        model.addAttribute("rejected", imports.rejected(of, SHOWN));
        model.addAttribute("notes", imports.notes(of, SHOWN));
        if (found.state() == State.AWAITING_CONFIRMATION) {
            model.addAttribute("changes", imports.changes(of, SHOWN));
            model.addAttribute("arrivals", imports.arrivals(of, false, SHOWN));
            model.addAttribute("moved", imports.arrivals(of, true, SHOWN));
            model.addAttribute("missingMembers", imports.missingMembers(of, SHOWN));
            model.addAttribute("missingHouseholds", imports.missingHouseholds(of, SHOWN));
        } else {
            model.addAttribute("withoutHead", imports.withoutHead(of, SHOWN));
        }
        return "household/register-import";
    }

    @PostMapping("/{id}/confirm")
    String confirm(@PathVariable String id, RedirectAttributes redirect) throws InterruptedException {
        var found = clerks.require(id);
        var actor = clerks.officer().actorIn(clerks.postFor(found));
        if (service.confirm(found.id(), actor) == Confirmation.NOT_WAITING) {
            redirect.addFlashAttribute("problem", "这份台账已由别人处理，没有重复写入。");
        }
        service.await(found.id(), PATIENCE);
        return "redirect:/register/" + found.id();
    }

    @PostMapping("/{id}/discard")
    String discard(@PathVariable String id, RedirectAttributes redirect) {
        var found = clerks.require(id);
        clerks.postFor(found);
        if (!service.discard(found.id())) {
            redirect.addFlashAttribute("problem", "这份台账已由别人处理。");
        }
        return "redirect:/register/" + found.id();
    }

    @GetMapping("/{id}/rejected.xlsx")
    void rejected(@PathVariable String id, HttpServletResponse response) throws IOException {
        var found = clerks.require(id);
        writeRejected(service, found, response);
    }

    static void writeRejected(RegisterImportService service, RegisterImport found, HttpServletResponse response)
            throws IOException {
        attach(response, "退回的行-" + found.fileName().replaceFirst("\\.[^.]*$", "") + ".xlsx");
        service.writeRejected(found.sameAs() == null ? found.id() : found.sameAs(), response.getOutputStream());
    }

    private static void attach(HttpServletResponse response, String name) {
        response.setContentType(XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }

    /** All that would change, where a page shows only the first lines. */
    @GetMapping("/{id}/difference.xlsx")
    void difference(@PathVariable String id, HttpServletResponse response) throws IOException {
        var found = clerks.require(id);
        attach(response, "差异-" + found.fileName().replaceFirst("\\.[^.]*$", "") + ".xlsx");
        try (var writer = new LedgerWriter(response.getOutputStream(), "差异", 1, List.of(14, 22, 8, 14, 26, 24, 24))) {
            writer.row(Look.HEADING, List.of("类别", "户编号", "行号", "姓名", "项目", "原来", "更新为"));
            for (var change : imports.changes(found.id(), MOST_IN_WORKBOOK)) {
                writer.row(
                        Look.PLAIN,
                        List.of(
                                "变化",
                                change.household(),
                                text(change.line()),
                                change.about(),
                                change.field(),
                                change.from(),
                                change.to()));
            }
            for (var arrival : imports.arrivals(found.id(), false, MOST_IN_WORKBOOK)) {
                writer.row(
                        Look.PLAIN,
                        List.of(
                                "新增",
                                arrival.household(),
                                text(arrival.line()),
                                arrival.name(),
                                "与户主关系",
                                "",
                                arrival.relation()));
            }
            for (var arrival : imports.arrivals(found.id(), true, MOST_IN_WORKBOOK)) {
                var from = arrival.from() == null ? "" : arrival.from();
                writer.row(
                        Look.PLAIN,
                        List.of(
                                "换户",
                                arrival.household(),
                                text(arrival.line()),
                                arrival.name(),
                                "户编号",
                                from,
                                arrival.household()));
            }
            for (var missing : imports.missingMembers(found.id(), MOST_IN_WORKBOOK)) {
                writer.row(
                        Look.PLAIN,
                        List.of("台账中没有", missing.household(), "", missing.name(), "与户主关系", missing.relation(), "（保留）"));
            }
            for (var missing : imports.missingHouseholds(found.id(), MOST_IN_WORKBOOK)) {
                writer.row(
                        Look.PLAIN,
                        List.of("台账中没有", missing.number(), "", missing.head(), "整户", missing.members() + "人", "（保留）"));
            }
        }
    }

    private static String text(@Nullable Integer line) {
        return line == null ? "" : String.format(Locale.ROOT, "%d", line);
    }

    /** An empty ledger with our headings. */
    @GetMapping("/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        clerks.post();
        attach(response, "农户台账模板.xlsx");
        var columns = RegisterColumn.values();
        var widths = Arrays.stream(columns)
                .map(column -> 8 + column.heading().length() * 2)
                .toList();
        try (var writer = new LedgerWriter(response.getOutputStream(), "台账", 1, widths)) {
            writer.row(
                    Look.HEADING,
                    Arrays.stream(columns).map(RegisterColumn::heading).toList());
        }
    }
}
