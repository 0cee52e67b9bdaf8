package cn.bangfu.process.release.web;

import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.release.Sandbox;
import cn.bangfu.shared.ChinaTime;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Timers by hand. Only in the second process, where everybody tries. */
@Controller
@RequestMapping("/sandbox")
@ConditionalOnProperty("bangfu.sandbox.enabled")
class SandboxController {

    record Row(String id, String number, String what, String due) {}

    private final Sandbox sandbox;
    private final LegalClock clock;

    SandboxController(Sandbox sandbox, LegalClock clock) {
        this.sandbox = sandbox;
        this.clock = clock;
    }

    @GetMapping
    String timers(Model model) {
        model.addAttribute("now", ChinaTime.minute(clock.now()));
        model.addAttribute(
                "timers",
                sandbox.timers().stream()
                        .map(timer -> new Row(timer.id(), timer.number(), timer.what(), ChinaTime.end(timer.due())))
                        .toList());
        return "release/sandbox";
    }

    @PostMapping("/timers/{id}")
    String fire(@PathVariable String id, RedirectAttributes next) {
        sandbox.fire(id);
        next.addFlashAttribute("done", "已到期。系统时间也走到了那时。");
        return "redirect:/sandbox";
    }
}
