package cn.bangfu.screening.web;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.screening.ScreeningClue;
import cn.bangfu.screening.ScreeningRun;
import cn.bangfu.screening.ScreeningService;
import cn.bangfu.screening.Screenings;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import jakarta.servlet.http.HttpServletResponse;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Clues by town and age; the county's clerk screens, sends many at once, or closes with a reason. */
@Controller
@RequestMapping("/screening")
class ScreeningController {

    private static final int SHOWN = 300;

    /** @param days since it was sent, else since it was found */
    record Line(ScreeningClue clue, String village, List<String> facts, long days, String state, String tone) {}

    record TownLine(Screenings.TownLine counts, String name) {}

    private final ScreeningReaders readers;
    private final ScreeningService service;
    private final Divisions divisions;
    private final LegalClock clock;

    ScreeningController(ScreeningReaders readers, ScreeningService service, Divisions divisions, LegalClock clock) {
        this.readers = readers;
        this.service = service;
        this.divisions = divisions;
        this.clock = clock;
    }

    @GetMapping
    String page(
            @RequestParam(name = "town", required = false) @Nullable String town,
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "cause", required = false) @Nullable String cause,
            @RequestParam(name = "late", required = false) @Nullable String late,
            Model model,
            HttpServletResponse response) {
        var scope = readers.scope();
        var filter = new Screenings.Filter(
                scope,
                town(town),
                constant(ScreeningClue.State.values(), state),
                constant(RiskCause.values(), cause),
                late != null);
        var clues = service.list(filter, SHOWN);
        var county = readers.screenedCounty();
        model.addAttribute("clerk", county.isPresent());
        var run = service.latest(county.orElse(root(scope).county()));
        run.ifPresent(latest -> {
            model.addAttribute("run", latest);
            model.addAttribute("runAt", ChinaTime.tableMinute(latest.startedAt()));
        });
        var sending = clues.stream().anyMatch(clue -> clue.state() == ScreeningClue.State.SENDING);
        if (sending
                || run.map(ScreeningRun::state)
                        .filter(ScreeningRun.State::running)
                        .isPresent()) {
            response.setHeader("Refresh", "3");
        }
        model.addAttribute("filter", filter);
        model.addAttribute("states", ScreeningClue.State.values());
        model.addAttribute("causes", RiskCause.values());
        model.addAttribute("shown", SHOWN);
        model.addAttribute("clues", clues.stream().map(this::line).toList());
        var towns = service.byTown(scope).stream()
                .map(counts -> new TownLine(counts, divisions.path(counts.town())))
                .toList();
        model.addAttribute("towns", towns);
        model.addAttribute(
                "fresh", towns.stream().mapToInt(line -> line.counts().fresh()).sum());
        return "screening/clues";
    }

    private static DivisionCode root(DivisionScope scope) {
        return scope.roots().iterator().next();
    }

    private static @Nullable DivisionCode town(@Nullable String town) {
        return town == null || !town.matches("[1-9]\\d{8}") ? null : new DivisionCode(town);
    }

    private static <E extends Enum<E>> @Nullable E constant(E[] values, @Nullable String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private Line line(ScreeningClue clue) {
        var sent = clue.sentAt();
        var days = ChronoUnit.DAYS.between(sent == null ? clue.foundAt() : sent, clock.now());
        var result = clue.result();
        var state = clue.state() == ScreeningClue.State.SENT
                ? result == null ? "待村级核实" : words(result)
                : clue.state().label();
        var tone =
                switch (clue.state()) {
                    case NEW -> "warn";
                    case SENDING -> "";
                    case SENT -> result == null ? "warn" : "good";
                    case CLOSED -> "good";
                };
        return new Line(
                clue,
                divisions.path(clue.village()),
                clue.facts().stream().map(ScreeningClue.Fact::words).toList(),
                days,
                state,
                tone);
    }

    private static String words(String result) {
        return switch (result) {
            case "NO_RISK" -> "已核实：无风险";
            case "DECLINES" -> "已核实：不愿申报";
            case "APPLIES" -> "已核实：申报";
            default -> "已核实";
        };
    }

    @PostMapping("/run")
    String run(RedirectAttributes redirect) {
        var clerk = readers.clerk();
        if (!service.begin(clerk.division(), clerk)) {
            redirect.addFlashAttribute("problem", "筛查正在进行，请等它完成。");
        }
        return "redirect:/screening";
    }

    @PostMapping("/send")
    String send(
            @RequestParam(name = "clue", required = false) @Nullable List<UUID> clues, RedirectAttributes redirect) {
        var clerk = readers.clerk();
        if (clues == null || clues.isEmpty()) {
            redirect.addFlashAttribute("problem", "请先勾选要下发的线索。");
            return "redirect:/screening?state=NEW";
        }
        var sent = service.send(DivisionScope.of(clerk.division()), clues, clerk);
        redirect.addFlashAttribute("done", sent + "条线索正在下发，村级信息员会在待办里看到并限期核实。");
        return "redirect:/screening";
    }

    @PostMapping("/send-all")
    String sendAll(RedirectAttributes redirect) {
        var clerk = readers.clerk();
        var sent = service.sendAll(DivisionScope.of(clerk.division()), clerk);
        redirect.addFlashAttribute("done", sent + "条线索正在下发，村级信息员会在待办里看到并限期核实。");
        return "redirect:/screening";
    }

    @PostMapping("/close")
    String close(
            @RequestParam(name = "clue", required = false) @Nullable List<UUID> clues,
            @RequestParam("reason") String reason,
            RedirectAttributes redirect) {
        var clerk = readers.clerk();
        if (clues == null || clues.isEmpty() || reason.strip().length() < 2 || reason.length() > 500) {
            redirect.addFlashAttribute("problem", "请勾选线索，并写明不下发的原因（2至500字）。");
            return "redirect:/screening?state=NEW";
        }
        var closed = service.close(DivisionScope.of(clerk.division()), clues, reason.strip(), clerk);
        redirect.addFlashAttribute("done", closed + "条线索已办结，没有下发。");
        return "redirect:/screening";
    }
}
