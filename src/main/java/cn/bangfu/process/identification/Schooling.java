package cn.bangfu.process.identification;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The register's words for where somebody goes to school (在校生状况), as the form of the visit asks it. */
final class Schooling {

    /** Beyond it nobody is taken for a pupil of whom the register says nothing. */
    private static final int GROWN_UP = 23;

    private static final int BEFORE_SCHOOL = 3;

    private static final Map<String, String> STARTS = Map.ofEntries(
            Map.entry("非在校", "NOT_STUDENT"),
            Map.entry("不在校", "NOT_STUDENT"),
            Map.entry("学前", "PRESCHOOL"),
            Map.entry("幼儿", "PRESCHOOL"),
            Map.entry("小学", "PRIMARY"),
            Map.entry("初中", "JUNIOR"),
            Map.entry("七年级", "JUNIOR"),
            Map.entry("八年级", "JUNIOR"),
            Map.entry("九年级", "JUNIOR"),
            Map.entry("普通高中", "SENIOR"),
            Map.entry("高中", "SENIOR"),
            Map.entry("中职", "SENIOR"),
            Map.entry("中等职业", "SENIOR"),
            Map.entry("高职", "COLLEGE"),
            Map.entry("大专", "COLLEGE"),
            Map.entry("专科", "COLLEGE"),
            Map.entry("本科", "COLLEGE"),
            Map.entry("大学", "COLLEGE"));

    private Schooling() {}

    /** One of the form's choices; none where somebody has to ask. */
    static @Nullable String of(@Nullable String registered, int age) {
        if (registered == null) {
            return age >= GROWN_UP || age < BEFORE_SCHOOL ? "NOT_STUDENT" : null;
        }
        return STARTS.entrySet().stream()
                .filter(start -> registered.startsWith(start.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
