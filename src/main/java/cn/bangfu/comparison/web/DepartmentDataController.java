package cn.bangfu.comparison.web;

import cn.bangfu.comparison.DepartmentFiles;
import cn.bangfu.comparison.DepartmentImport;
import cn.bangfu.comparison.DepartmentImport.State;
import cn.bangfu.comparison.DepartmentImportService;
import cn.bangfu.comparison.DepartmentImportService.Confirmation;
import cn.bangfu.comparison.RefusedRow;
import cn.bangfu.comparison.Register;
import cn.bangfu.shared.ChinaTime;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

/** Drop a file, look at how its columns are understood, see it taken in. While a job runs the page asks for itself again, without a script. */
@Controller
@RequestMapping("/department-data")
class DepartmentDataController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int SHOWN = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** @param tone class of the tag */
    record Line(DepartmentImport found, String startedAt, String tone) {}

    /** @param current none where nothing was sent yet */
    record RegisterLine(
            Register register,
            String department,
            boolean pushed,
            DepartmentFiles.@Nullable Taken current,
            String loadedAt) {}

    record Fault(String place, String column, String message, String remedy) {}

    private final DepartmentClerks clerks;
    private final DepartmentImportService service;
    private final DepartmentFiles files;

    DepartmentDataController(DepartmentClerks clerks, DepartmentImportService service, DepartmentFiles files) {
        this.clerks = clerks;
        this.service = service;
        this.files = files;
    }

    @GetMapping
    String list(Model model) {
        var registers = clerks.registers();
        var current = files.current(clerks.county()).stream()
                .collect(Collectors.toMap(DepartmentFiles.Taken::register, taken -> taken));
        model.addAttribute("office", clerks.office());
        model.addAttribute(
                "registers",
                registers.stream()
                        .map(register -> new RegisterLine(
                                register,
                                register.department().label(),
                                register.isPushed(),
                                current.get(register),
                                loadedAt(current.get(register))))
                        .toList());
        model.addAttribute(
                "imports",
                service.list(clerks.county(), registers, 30).stream()
                        .map(DepartmentDataController::line)
                        .toList());
        return "comparison/files";
    }

    private static String loadedAt(DepartmentFiles.@Nullable Taken taken) {
        return taken == null ? "" : ChinaTime.tableMinute(taken.loadedAt());
    }

    private static Line line(DepartmentImport found) {
        var tone =
                switch (found.state()) {
                    case DONE, UNCHANGED -> "good";
                    case AWAITING_MAPPING -> "warn";
                    case REFUSED, FAILED -> "bad";
                    case QUEUED, READING, DISCARDED -> "";
                };
        return new Line(found, ChinaTime.tableMinute(found.startedAt()), tone);
    }

    @PostMapping
    String upload(
            @RequestParam("register") String register,
            @RequestParam("file") @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        var chosen = clerks.registers().stream()
                .filter(one -> one.name().equals(register))
                .findFirst();
        if (chosen.isEmpty() || file == null || file.isEmpty()) {
            redirect.addFlashAttribute("problem", chosen.isEmpty() ? "请先选择数据种类。" : "请先选择文件。");
            return "redirect:/department-data";
        }
        var actor = clerks.actor(chosen.get());
        var received = Files.createTempFile("bangfu-department-", ".upload");
        try {
            try (var in = file.getInputStream();
                    var out = Files.newOutputStream(received)) {
                in.transferTo(out);
            }
            var name = file.getOriginalFilename();
            var id = service.begin(clerks.county(), chosen.get(), received, name == null ? "" : name, actor);
            return "redirect:/department-data/" + id;
        } finally {
            Files.deleteIfExists(received);
        }
    }

    @GetMapping("/{id}")
    String show(@PathVariable String id, Model model, HttpServletResponse response) {
        var found = clerks.require(id);
        if (found.state().running() || found.state() == State.DONE && found.peopleMatched() == null) {
            response.setHeader("Refresh", "2");
        }
        model.addAttribute("line", line(found));
        model.addAttribute("found", found);
        if (found.state() == State.AWAITING_MAPPING) {
            service.preview(found).ifPresent(preview -> model.addAttribute("preview", preview));
        }
        model.addAttribute("shown", SHOWN);
        model.addAttribute("faults", faults(service.refusals(found.id(), SHOWN)));
        return "comparison/file";
    }

    private static List<Fault> faults(List<RefusedRow> rows) {
        return rows.stream()
                .flatMap(row -> row.faults().stream()
                        .map(fault -> new Fault(
                                (row.sheet() == 0 ? "" : "表" + (row.sheet() + 1) + " ") + row.line(),
                                fault.column(),
                                fault.message(),
                                fault.remedy())))
                .toList();
    }

    @PostMapping("/{id}/confirm")
    String confirm(
            @PathVariable String id,
            @RequestParam("dataDate") String dataDate,
            @RequestParam Map<String, String> form,
            RedirectAttributes redirect)
            throws InterruptedException {
        var found = clerks.require(id);
        var chosen = new HashMap<Integer, String>();
        form.forEach((name, value) -> {
            if (name.matches("column\\d{1,3}") && !value.isEmpty()) {
                chosen.put(Integer.parseInt(name.substring(6)), value);
            }
        });
        var result = confirm(found, chosen, dataDate);
        if (result instanceof Confirmation.Objected objected) {
            redirect.addFlashAttribute("problems", objected.problems());
        } else if (result instanceof Confirmation.NotWaiting) {
            redirect.addFlashAttribute("problems", List.of("这份文件已由别人处理，没有重复导入。"));
        } else {
            // Most files are read by then, and nobody sees a page of progress flash by.
            service.await(found.id(), PATIENCE);
        }
        return "redirect:/department-data/" + found.id();
    }

    private Confirmation confirm(DepartmentImport found, Map<Integer, String> chosen, String dataDate) {
        LocalDate day;
        try {
            day = LocalDate.parse(dataDate);
        } catch (DateTimeParseException e) {
            return new Confirmation.Objected(List.of("请填写数据截止日期。"));
        }
        return service.confirm(found.id(), chosen, day, clerks.actor(found.register()));
    }

    @PostMapping("/{id}/discard")
    String discard(@PathVariable String id, RedirectAttributes redirect) {
        var found = clerks.require(id);
        if (!service.discard(found.id())) {
            redirect.addFlashAttribute("problems", List.of("这份文件已由别人处理。"));
            return "redirect:/department-data/" + found.id();
        }
        return "redirect:/department-data";
    }

    @GetMapping("/{id}/refused.xlsx")
    void refused(@PathVariable String id, HttpServletResponse response) throws IOException {
        var found = clerks.require(id);
        response.setContentType(XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                "退回的行-" + found.fileName().replaceFirst("\\.[^.]*$", "") + ".xlsx",
                                StandardCharsets.UTF_8)
                        .build()
                        .toString());
        service.writeRefused(found.id(), response.getOutputStream());
    }
}
