package cn.bangfu.policy;

import java.text.Normalizer;
import java.util.List;

/** Compares words as officials type them. */
final class Words {

    private Words() {}

    static boolean match(String words, String label, List<String> others) {
        var plain = plain(words);
        return plain.equals(plain(label)) || others.stream().anyMatch(other -> plain.equals(plain(other)));
    }

    private static String plain(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKC).replaceAll("[\\s()\\p{Z}]", "");
    }
}
