package cn.bangfu.process.batch.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Role;
import cn.bangfu.process.batch.TogetherDesk;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** 「多户一起办理」: which steps wait for several households, and the page of one; its script does the rest. */
@Controller
@RequestMapping("/together")
class TogetherController {

    record Row(String element, String name, int households) {}

    private final TogetherDesk desk;
    private final CurrentOfficer currentOfficer;

    TogetherController(TogetherDesk desk, CurrentOfficer currentOfficer) {
        this.desk = desk;
        this.currentOfficer = currentOfficer;
    }

    @GetMapping
    String steps(Model model) {
        var officer = currentOfficer.require();
        if (officer.roles().stream().noneMatch(Role::handlesCases)) {
            throw new AccessDeniedException("handles no cases");
        }
        model.addAttribute(
                "steps",
                desk.waiting().entrySet().stream()
                        .map(entry -> new Row(
                                entry.getKey(),
                                entry.getValue().get(0).name(),
                                entry.getValue().size()))
                        .toList());
        model.addAttribute("village", officer.hasAny(Role.VILLAGE_CLERK, Role.VILLAGE_CHAIR));
        model.addAttribute("clerk", officer.has(Role.VILLAGE_CLERK));
        model.addAttribute(
                "lists",
                List.of(Role.COUNTY_CLERK, Role.COUNTY_REVIEWER, Role.COUNTY_HEAD, Role.TOWN_CLERK).stream()
                        .anyMatch(officer::has));
        return "batch/steps";
    }

    @GetMapping("/{element}")
    String step(@PathVariable String element, @RequestParam(required = false) @Nullable UUID list, Model model) {
        if (!TogetherDesk.knows(element)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (currentOfficer.require().roles().stream().noneMatch(Role::handlesCases)) {
            throw new AccessDeniedException("handles no cases");
        }
        model.addAttribute("list", list);
        return "batch/together";
    }
}
