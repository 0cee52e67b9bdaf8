package cn.bangfu.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What a password has to be. Long and unguessable, no rules about kinds of characters: those make people write 「Aa123456!」 (H18 in
 * security.md).
 */
@Component
public class PasswordPolicy {

    /** Characters. */
    static final int SHORTEST = 10;

    /** bcrypt looks at no more than 72 bytes. */
    public static final int LONGEST = 64;

    private static final int LONGEST_BYTES = 72;
    private static final int FEWEST_DIFFERENT = 5;

    private final Set<String> common;

    PasswordPolicy() {
        try (var in = Objects.requireNonNull(PasswordPolicy.class.getResourceAsStream("/common-passwords.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            common = lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the password for that account, in Chinese; empty if it may be used. */
    public List<String> faults(String password, String username) {
        var faults = new ArrayList<String>();
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            faults.add("密码太短：现在" + length + "个字符，至少要" + SHORTEST + "个。可以用一句自己记得住的话。");
        }
        if (length > LONGEST || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            faults.add("密码太长：请不超过" + LONGEST + "个字母数字，或20个汉字。");
        }
        var plain = password.toLowerCase(Locale.ROOT);
        if (plain.contains(username.toLowerCase(Locale.ROOT))) {
            faults.add("密码里含有用户名，容易被猜到，请换一个。");
        }
        if (common.stream().anyMatch(word -> isMadeOf(plain, word))) {
            faults.add("这是很多人都在用的密码，容易被猜到，请换一个。");
        } else if (plain.codePoints().distinct().count() < FEWEST_DIFFERENT || isSequence(plain)) {
            faults.add("密码由重复或连续的字符组成，容易被猜到，请换一个。");
        }
        return faults;
    }

    /** The word itself, twice, or with up to six digits or marks around it: {@code bangfu2026}, {@code 1qaz2wsx!!}. */
    private static boolean isMadeOf(String password, String word) {
        var at = password.indexOf(word);
        if (at < 0) {
            return false;
        }
        var rest = password.replace(word, "");
        return rest.length() <= 6 && rest.codePoints().noneMatch(Character::isLetter);
    }

    private static boolean isSequence(String password) {
        var letters = password.codePoints().toArray();
        var steps = 0;
        for (var i = 1; i < letters.length; i++) {
            if (Math.abs(letters[i] - letters[i - 1]) <= 1) {
                steps++;
            }
        }
        return letters.length > 1 && steps >= letters.length - 2;
    }
}
