package cn.bangfu.process.nudge.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Role;
import cn.bangfu.process.nudge.Nudge;
import cn.bangfu.process.nudge.Nudges;
import cn.bangfu.process.nudge.Nudges.Result;
import cn.bangfu.process.nudge.Nudges.Task;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 催办: what one's own offices were reminded of, and the late tasks of the offices below, one or many at a time. */
@Controller
@RequestMapping("/nudges")
class NudgesController {

    record Row(
            String id,
            String number,
            @Nullable String page,
            String village,
            String head,
            String step,
            String office,
            String due,
            boolean late,
            @Nullable String last,
            boolean today) {

        static Row of(Task task) {
            var due = task.due();
            return new Row(
                    task.id(),
                    said(task.caseNumber()),
                    task.page(),
                    said(task.village()),
                    said(task.head()),
                    task.step(),
                    task.office(),
                    due == null ? "—" : ChinaTime.end(due),
                    task.late(),
                    last(task.last()),
                    task.today());
        }

        private static String said(@Nullable String text) {
            return text == null ? "—" : text;
        }

        private static @Nullable String last(@Nullable Nudge nudge) {
            return nudge == null ? null : nudge.said();
        }
    }

    private final Nudges nudges;
    private final CurrentOfficer currentOfficer;

    NudgesController(Nudges nudges, CurrentOfficer currentOfficer) {
        this.nudges = nudges;
        this.currentOfficer = currentOfficer;
    }

    @GetMapping
    String page(@RequestParam(defaultValue = "false") boolean soon, Model model) {
        requireCaseWorker();
        model.addAttribute("received", nudges.received().stream().map(Row::of).toList());
        var above = nudges.mayNudge();
        model.addAttribute("above", above);
        model.addAttribute("soon", soon);
        var below = above ? nudges.below(soon).stream().map(Row::of).toList() : List.<Row>of();
        model.addAttribute("below", below);
        model.addAttribute("more", below.size() == Nudges.MANY);
        return "nudge/nudges";
    }

    /** @param caseId whose page to go back to; none: this page */
    @PostMapping
    String nudge(
            @RequestParam(name = "task", required = false) @Nullable List<String> tasks,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(name = "case", required = false) @Nullable String caseId,
            @RequestParam(defaultValue = "false") boolean soon,
            RedirectAttributes redirect) {
        requireCaseWorker();
        if (!nudges.mayNudge()) {
            throw new AccessDeniedException("stands above no office");
        }
        if (tasks == null || tasks.isEmpty()) {
            redirect.addFlashAttribute("refused", "请先选择要催办的事项。");
        } else if (note.strip().length() > Nudges.NOTE_LIMIT) {
            redirect.addFlashAttribute("refused", "附言不能超过" + Nudges.NOTE_LIMIT + "字，请精简。");
        } else if (tasks.size() > Nudges.MANY) {
            redirect.addFlashAttribute("refused", "一次最多催办" + Nudges.MANY + "件，请分几次。");
        } else {
            var result = nudges.nudge(tasks, note);
            redirect.addFlashAttribute(result.nudged() > 0 ? "done" : "refused", said(result));
        }
        return caseId != null
                ? "redirect:/cases/" + CaseId.of(caseId)
                : "redirect:/nudges" + (soon ? "?soon=true" : "");
    }

    private static String said(Result result) {
        return (result.nudged() > 0 ? "已催办" + result.nudged() + "件。" : "没有催办。")
                + (result.already() > 0 ? result.already() + "件今天已经催办过，一件事一天只催一次。" : "")
                + (result.gone() > 0 ? result.gone() + "件已经办完，或者不由您催办。" : "");
    }

    private void requireCaseWorker() {
        if (currentOfficer.require().roles().stream().noneMatch(Role::handlesCases)) {
            throw new AccessDeniedException("handles no cases");
        }
    }
}
