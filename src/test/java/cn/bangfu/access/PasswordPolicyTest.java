package cn.bangfu.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private final PasswordPolicy policy = new PasswordPolicy();

    @ParameterizedTest
    @ValueSource(strings = {"锡尼镇的沙枣花开了真香", "mulin horse 42 ears", "Korrekt-Pferd-Batterie", "k7mp-4xwq-9rtd"})
    void aSentenceOfOnesOwnIsTaken(String password) {
        assertThat(policy.faults(password, "zhang-ming")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "short-one, 密码太短：现在9个字符",
        "我家的骏马跑得快, 密码太短：现在8个字符",
        "my-zhang-ming-pw, 密码里含有用户名",
        "MY-ZHANG-MING-PW, 密码里含有用户名",
        "1234567890, 很多人都在用",
        "Bangfu-Demo-2026, 很多人都在用",
        "woaini1314!!, 很多人都在用",
        "passwordpassword, 很多人都在用",
        "aaaaaaaaaaaa, 重复或连续",
        "ababababab, 重复或连续",
        "klmnopqrstu, 重复或连续",
    })
    void whatOthersGuessIsRefusedWithTheReason(String password, String reason) {
        assertThat(policy.faults(password, "zhang-ming")).anyMatch(fault -> fault.contains(reason));
    }

    @Test
    void whatTheHashWouldCutOffIsRefused() {
        assertThat(policy.faults("草原".repeat(20) + "上的蒙古包里", "zhang-ming")).anyMatch(fault -> fault.contains("太长"));
    }

    @Test
    void firstPasswordsAreGood() {
        for (var i = 0; i < 1000; i++) {
            assertThat(policy.faults(FirstPasswords.next(), "zhang-ming")).isEmpty();
        }
    }
}
