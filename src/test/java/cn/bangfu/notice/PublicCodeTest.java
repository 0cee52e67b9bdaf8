package cn.bangfu.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class PublicCodeTest {

    @Test
    void isReadAsPeopleCopyIt() {
        var code = PublicCode.random();
        assertThat(PublicCode.read(" " + code.grouped().replace("-", " - ") + " "))
                .contains(code);
        assertThat(PublicCode.read(code.value().substring(1))).isEmpty();
        assertThat(code.grouped()).matches("([A-Z2-7]{4}-){6}[A-Z2-7]{2}");
    }

    @Test
    void holdsAll128Bits() {
        var bits = new byte[16];
        var codes = new HashSet<PublicCode>();
        codes.add(PublicCode.of(bits));
        for (var bit = 0; bit < 128; bit++) {
            var one = bits.clone();
            one[bit / 8] = (byte) (1 << bit % 8);
            codes.add(PublicCode.of(one));
        }
        assertThat(codes).hasSize(129);
    }
}
