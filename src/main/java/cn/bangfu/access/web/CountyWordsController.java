package cn.bangfu.access.web;

import cn.bangfu.access.CountyWords;
import cn.bangfu.access.CountyWordsService;
import cn.bangfu.access.Divisions;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.FieldError;
import java.time.LocalDate;
import java.util.List;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 本县用语: what pages, forms and papers call the county, its towns, villages and households. */
@Controller
class CountyWordsController {

    private final CountyWordsService service;
    private final Divisions divisions;

    CountyWordsController(CountyWordsService service, Divisions divisions) {
        this.service = service;
        this.divisions = divisions;
    }

    @GetMapping("/offices/words")
    String words(Model model) {
        return page(service.words(), List.of(), model);
    }

    @PostMapping("/offices/words")
    String say(
            @RequestParam String county,
            @RequestParam String town,
            @RequestParam String village,
            @RequestParam String household,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate from,
            Model model,
            RedirectAttributes flash) {
        var words = new CountyWords(county.strip(), town.strip(), village.strip(), household.strip());
        var errors = service.say(words, from);
        if (!errors.isEmpty()) {
            return page(words, errors, model);
        }
        flash.addFlashAttribute("notice", "已登记，自启用之日起页面、表单和新打印的文书都用这些说法。");
        return "redirect:/offices/words";
    }

    private String page(CountyWords words, List<FieldError> errors, Model model) {
        var county = service.county().orElseThrow(() -> new AccessDeniedException("keeps no county's words"));
        model.addAttribute("county", divisions.require(county).shownName());
        model.addAttribute("words", words);
        model.addAttribute("sample", words.say("农户向村级申报，由乡镇审核，报县级审定。"));
        model.addAttribute("today", LocalDate.now(ChinaTime.ZONE).toString());
        model.addAttribute("errors", OfficersController.byField(errors));
        return "access/words";
    }
}
