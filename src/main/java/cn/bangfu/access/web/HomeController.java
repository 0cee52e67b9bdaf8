package cn.bangfu.access.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.HomePanel;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomeController {

    private final CurrentOfficer currentOfficer;
    private final List<HomePanel> panels;

    HomeController(CurrentOfficer currentOfficer, ObjectProvider<HomePanel> panels) {
        this.currentOfficer = currentOfficer;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(HomePanel::order))
                .toList();
    }

    @GetMapping("/")
    String home(Model model) {
        var officer = currentOfficer.require();
        model.addAttribute(
                "panels",
                panels.stream()
                        .flatMap(panel -> panel.forOfficer(officer).stream())
                        .toList());
        return "access/home";
    }
}
