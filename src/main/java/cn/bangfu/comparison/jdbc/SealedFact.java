package cn.bangfu.comparison.jdbc;

import cn.bangfu.comparison.DepartmentRecord;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is sealed of a row: the name that the file gives, and what it says of the person. No text of a file holds what stands between. */
record SealedFact(String name, String fact) {

    private static final char BETWEEN = '\u001f';
    private static final char NEXT = '\u001e';

    /** Of one row, to be sealed with those of others behind it. */
    static byte[] of(DepartmentRecord record) {
        return (record.line() + (BETWEEN + record.name()) + BETWEEN + record.fact() + NEXT)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @return nothing if the row is not among those that were sealed together */
    static @Nullable SealedFact read(String opened, int line) {
        var wanted = line + String.valueOf(BETWEEN);
        for (var from = 0; from < opened.length(); from = opened.indexOf(NEXT, from) + 1) {
            if (opened.startsWith(wanted, from)) {
                var name = from + wanted.length();
                var between = opened.indexOf(BETWEEN, name);
                return new SealedFact(
                        opened.substring(name, between),
                        opened.substring(between + 1, opened.indexOf(NEXT, between)));
            }
        }
        return null;
    }
}
