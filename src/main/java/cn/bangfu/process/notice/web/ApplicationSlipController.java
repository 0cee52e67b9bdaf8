package cn.bangfu.process.notice.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.notice.ApplicationCodes;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.notice.PublicSite;
import cn.bangfu.paper.QrCodes;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.shared.CaseId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The slip with which a household asks how far its application is. The second thing that it needs does not stand on it. */
@Controller
class ApplicationSlipController {

    private static final Set<Role> GIVERS = Set.of(Role.VILLAGE_CLERK, Role.TOWN_CLERK, Role.COUNTY_CLERK);

    private final CurrentOfficer currentOfficer;
    private final IdentificationCases cases;
    private final ApplicationCodes codes;
    private final NoticeService notices;
    private final Divisions divisions;
    private final PublicSite site;
    private final TrainingTime training;

    ApplicationSlipController(
            CurrentOfficer currentOfficer,
            IdentificationCases cases,
            ApplicationCodes codes,
            NoticeService notices,
            Divisions divisions,
            PublicSite site,
            TrainingTime training) {
        this.currentOfficer = currentOfficer;
        this.cases = cases;
        this.codes = codes;
        this.notices = notices;
        this.divisions = divisions;
        this.site = site;
        this.training = training;
    }

    @GetMapping("/cases/{caseId}/slip")
    String slip(@PathVariable CaseId caseId, HttpServletRequest request, Model model) {
        var found = cases.find(caseId)
                .filter(one -> currentOfficer.require().scope(GIVERS).covers(one.village()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var code = codes.of(caseId);
        var called =
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        var address = site.address("/public/application?code=" + code, called);
        model.addAttribute("number", found.number().toString());
        model.addAttribute("place", divisions.fullPath(found.village()));
        model.addAttribute("code", code.grouped());
        model.addAttribute("address", site.address("/public/application", called));
        model.addAttribute("qr", "data:image/png;base64," + Base64.getEncoder().encodeToString(QrCodes.png(address)));
        model.addAttribute("contact", notices.contact(found.village()));
        model.addAttribute("caseId", caseId.toString());
        model.addAttribute("training", training.active());
        return "notice/slip";
    }
}
