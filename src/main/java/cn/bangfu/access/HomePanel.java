package cn.bangfu.access;

import java.util.List;
import java.util.Optional;

/** A box on the home page (工作台). Features offer them as beans; the page shows those that have something for the officer, by order. */
public interface HomePanel {

    /**
     * @param title 待办事项
     * @param lines at least one
     */
    record Panel(String title, List<Line> lines) {}

    /**
     * @param label 即将到期
     * @param value 3件
     * @param href where it leads, a path of this site
     */
    record Line(String label, String value, String href) {}

    int order();

    Optional<Panel> forOfficer(SignedInOfficer officer);
}
