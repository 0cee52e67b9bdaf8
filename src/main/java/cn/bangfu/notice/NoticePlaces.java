package cn.bangfu.notice;

import cn.bangfu.access.CountyWords;
import cn.bangfu.access.Divisions;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.DivisionCode.Level;
import org.jspecify.annotations.Nullable;

/**
 * How the places of a notice are called.
 *
 * @param path of the village within the county: 锡尼镇 阿日柴达木村
 * @param publisher the office that publishes: 锡尼镇人民政府
 */
record NoticePlaces(String path, String village, String town, String county, CountyWords words, String publisher) {

    static NoticePlaces of(DivisionCode village, Divisions divisions, String publisher) {
        return new NoticePlaces(
                divisions.path(village),
                divisions.require(village).shownName(),
                divisions.require(village.at(Level.TOWN)).shownName(),
                divisions.require(village.at(Level.COUNTY)).shownName(),
                divisions.words(village),
                publisher);
    }

    /** Village and group. */
    static String place(String village, @Nullable String group) {
        return group == null || group.isBlank() ? village : village + " " + group;
    }

    String name(NoticeLevel level) {
        return switch (level) {
            case VILLAGE -> village;
            case TOWN -> town;
            case COUNTY -> county;
        };
    }
}
