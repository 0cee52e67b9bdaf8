package cn.bangfu.comparison.jdbc;

import cn.bangfu.comparison.DepartmentRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed of a row: the name that the file gives, and what it says of the person in no column of its own. No text of a file holds
 * what stands between.
 */
record SealedFact(String name, List<String> details) {

    private static final String BETWEEN = "\u001f";
    private static final char NEXT = '\u001e';

    /** Of one row, to be sealed with those of others behind it. */
    static byte[] of(DepartmentRecord record) {
        var text = new StringBuilder(64).append(record.line()).append(BETWEEN).append(record.name());
        for (var detail : record.details()) {
            text.append(BETWEEN).append(detail);
        }
        return text.append(NEXT).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @return nothing if the row is not among those that were sealed together */
    static @Nullable SealedFact read(String opened, int line) {
        var wanted = line + BETWEEN;
        for (var from = 0; from < opened.length(); from = opened.indexOf(NEXT, from) + 1) {
            if (opened.startsWith(wanted, from)) {
                var texts = List.of(opened.substring(from + wanted.length(), opened.indexOf(NEXT, from))
                        .split(BETWEEN, -1));
                return new SealedFact(texts.get(0), texts.subList(1, texts.size()));
            }
        }
        return null;
    }
}
