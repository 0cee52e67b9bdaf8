package cn.bangfu.household.web;

import cn.bangfu.household.CaseLookup.FoundCase;
import cn.bangfu.household.HouseholdSearch;
import cn.bangfu.household.SearchResult;
import cn.bangfu.shared.HouseholdId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One page to find households, members and cases. The search is a POST, so that no name and no number stands in an address or a log. */
@Controller
@RequestMapping("/search")
class SearchController {

    private final Readers readers;
    private final HouseholdSearch search;

    SearchController(Readers readers, HouseholdSearch search) {
        this.readers = readers;
        this.search = search;
    }

    /** Who works in one village sees its households at once. */
    @GetMapping
    String form(Model model) {
        search("", model);
        if (((SearchResult) model.getAttribute("result")).households().isEmpty()) {
            model.addAttribute("result", null);
        }
        return "household/search";
    }

    @PostMapping
    String search(@RequestParam("q") String text, Model model) {
        var files = readers.fileScope();
        var result = search.search(text, files.isEmpty() ? readers.searchScope() : files, !files.isEmpty());
        model.addAttribute("byName", !files.isEmpty());
        model.addAttribute("q", text);
        model.addAttribute("result", result);
        model.addAttribute("cases", byHousehold(result));
        return "household/search";
    }

    private static Map<HouseholdId, List<FoundCase>> byHousehold(SearchResult result) {
        return result.cases().stream().collect(Collectors.groupingBy(FoundCase::household));
    }
}
