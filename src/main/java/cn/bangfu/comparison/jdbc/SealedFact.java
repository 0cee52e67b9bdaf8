package cn.bangfu.comparison.jdbc;

import cn.bangfu.comparison.DepartmentRecord;
import java.util.List;

/** What is sealed of a row: the name that the file gives, and what it says of the person. No text of a file holds what stands between. */
record SealedFact(String name, String fact) {

    private static final char BETWEEN = '\u001f';
    private static final char NEXT = '\u001e';

    /** Of some rows, to be sealed at once. */
    static String all(List<DepartmentRecord> records) {
        var all = new StringBuilder(64 * records.size());
        for (var record : records) {
            all.append(record.name()).append(BETWEEN).append(record.fact()).append(NEXT);
        }
        return all.toString();
    }

    /** @param place of the row among those that were sealed with it */
    static SealedFact read(String opened, int place) {
        var from = 0;
        for (var i = 0; i < place; i++) {
            from = opened.indexOf(NEXT, from) + 1;
        }
        var between = opened.indexOf(BETWEEN, from);
        return new SealedFact(
                opened.substring(from, between), opened.substring(between + 1, opened.indexOf(NEXT, between)));
    }
}
