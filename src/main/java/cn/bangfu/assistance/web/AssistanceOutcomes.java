package cn.bangfu.assistance.web;

import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.shared.FieldError;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the next page says of an act. */
final class AssistanceOutcomes {

    private AssistanceOutcomes() {}

    /** @param page that is shown next */
    static String after(AssistanceOutcome outcome, String done, String page, RedirectAttributes flash) {
        if (outcome instanceof AssistanceOutcome.Refused refused) {
            flash.addFlashAttribute(
                    "faults", refused.errors().stream().map(FieldError::message).toList());
        } else {
            flash.addFlashAttribute("done", done);
        }
        return "redirect:" + page;
    }
}
