package cn.bangfu.comparison.jdbc;

/** What is sealed of a row: the name that the file gives, and what it says of the person. */
record SealedFact(String name, String fact) {

    private static final char BETWEEN = '\u001f';

    static String of(String name, String fact) {
        return name + BETWEEN + fact;
    }

    static SealedFact read(String opened) {
        var between = opened.indexOf(BETWEEN);
        return new SealedFact(opened.substring(0, Math.max(0, between)), opened.substring(between + 1));
    }
}
