package cn.bangfu.access;

import java.util.Collection;

/**
 * What a county calls its divisions and its people: 旗, 苏木镇, 嘎查村 and 农牧户 in 150625. Code and diagrams stay neutral; pages say
 * it in these words.
 *
 * @param county 县, 区, 旗 …
 * @param town 乡镇, 苏木镇, 镇街 …
 * @param village 村, 嘎查村 …
 * @param household 农户 or 农牧户
 */
public record CountyWords(String county, String town, String village, String household) {

    /** For a county of which nothing is known. */
    public static final CountyWords NEUTRAL = new CountyWords("县", "乡镇", "村", "农户");

    /** Told from the names of a county's divisions. */
    public static CountyWords of(Division county, Collection<Division> within) {
        var gacha = anyEndsWith(within, "嘎查");
        var name = county.shownName();
        return new CountyWords(
                name.substring(name.length() - 1),
                anyEndsWith(within, "苏木") ? "苏木镇" : anyEndsWith(within, "街道") ? "镇街" : "乡镇",
                gacha ? "嘎查村" : "村",
                gacha ? "农牧户" : "农户");
    }

    private static boolean anyEndsWith(Collection<Division> divisions, String word) {
        return divisions.stream().anyMatch(division -> division.shownName().endsWith(word));
    }

    /** A role as the county says it: 旗级经办人, 苏木镇审核人, 嘎查村级信息员. */
    public String say(Role role) {
        return say(role.label());
    }

    /** A neutral text with 县级, 乡镇, 村级, 农户 in the county's words; 一般农户 is the register's, the same everywhere. */
    public String say(String neutral) {
        return neutral.replace("县级", county + "级")
                .replace("乡镇", town)
                .replace("村级", village + "级")
                .replaceAll("(?<!一般)农户", household);
    }
}
