package cn.bangfu.policy.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.policy.CalendarFile;
import cn.bangfu.policy.WorkCalendars;
import java.io.IOException;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Every winter the State Council publishes the next year; until it is here no term in working days can reach into it. */
@Controller
class WorkCalendarController {

    private static final int LONGEST_FILE = 100_000;

    private final CurrentOfficer currentOfficer;
    private final WorkCalendars calendars;

    WorkCalendarController(CurrentOfficer currentOfficer, WorkCalendars calendars) {
        this.currentOfficer = currentOfficer;
        this.calendars = calendars;
    }

    static boolean mayAddYear(SignedInOfficer officer) {
        return officer.hasAny(Role.ADMINISTRATOR, Role.PROCESS_OWNER);
    }

    @PostMapping("/parameters/calendar")
    String add(@RequestParam String source, @RequestParam MultipartFile file, RedirectAttributes next)
            throws IOException {
        var officer = currentOfficer.require();
        if (!mayAddYear(officer)) {
            throw new AccessDeniedException("only administrators and process owners add a calendar year");
        }
        if (file.getSize() > LONGEST_FILE || source.isBlank() || source.length() > 100) {
            return refused(next, List.of("请填写通知文号（不超过100字），并选择一年的节假日表（不超过100KB）。"));
        }
        var calendar = CalendarFile.read(file.getBytes());
        if (!calendar.faults().isEmpty()) {
            return refused(next, calendar.faults());
        }
        if (!calendars.add(calendar.year(), source.strip(), officer.person(), calendar.days())) {
            return refused(next, List.of(calendar.year() + "年工作日历已经录入，不能更改：已有期限按它计算。"));
        }
        next.addFlashAttribute("done", calendar.year() + "年工作日历已录入。");
        return "redirect:/parameters";
    }

    private static String refused(RedirectAttributes next, List<String> faults) {
        next.addFlashAttribute("faults", faults);
        return "redirect:/parameters#calendar";
    }
}
