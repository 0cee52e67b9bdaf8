package cn.bangfu.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    private static final Pattern NEUTRAL_WORDS = Pattern.compile("县级|乡镇|村级|(?<!一般)农户");

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

    /** Whether a text holds a word that a county may say in its own way. */
    public static boolean speaksOf(String neutral) {
        return NEUTRAL_WORDS.matcher(neutral).find();
    }

    /**
     * A neutral text with 县级, 乡镇, 村级, 农户 in the county's words; 一般农户 is the register's, the same everywhere. What is said in
     * the county's words already stays as it is.
     */
    public String say(String neutral) {
        if (!speaksOf(neutral)) {
            return neutral;
        }
        var own = Map.of("县级", county + "级", "乡镇", town, "村级", village + "级", "农户", household);
        var said = own.values().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(said + "|" + NEUTRAL_WORDS.pattern())
                .matcher(neutral)
                .replaceAll(word -> own.getOrDefault(word.group(), word.group()));
    }
}
