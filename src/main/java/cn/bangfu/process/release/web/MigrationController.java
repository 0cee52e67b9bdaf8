package cn.bangfu.process.release.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Role;
import cn.bangfu.process.release.CaseMigrations;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which running cases would fit the latest version, and moving them. */
@Controller
@RequestMapping("/models/migration/{key}")
class MigrationController {

    private final CaseMigrations migrations;
    private final CurrentOfficer currentOfficer;

    MigrationController(CaseMigrations migrations, CurrentOfficer currentOfficer) {
        this.migrations = migrations;
        this.currentOfficer = currentOfficer;
    }

    @GetMapping
    String plan(@PathVariable String key, Model model) {
        if (!currentOfficer.require().has(Role.PROCESS_OWNER)) {
            throw new AccessDeniedException("only process owners plan migrations");
        }
        model.addAttribute(
                "plan", migrations.plan(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "release/migration";
    }

    @PostMapping
    String move(@PathVariable String key, RedirectAttributes next) {
        var moved = migrations.move(key, currentOfficer.require());
        next.addFlashAttribute("done", "已迁移%d件，%d件不合适的仍按原版办理。".formatted(moved.moved(), moved.stayed()));
        return "redirect:/models/migration/" + key;
    }
}
