package cn.bangfu.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PaperCodeTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final PaperCode code = PaperCode.random(new SecureRandom());

    @Test
    void everyWrongCharacterIsFound() {
        for (var at = 0; at < 8; at++) {
            for (var wrong : ALPHABET.toCharArray()) {
                if (code.value().charAt(at) != wrong) {
                    var typed = new StringBuilder(code.value());
                    typed.setCharAt(at, wrong);
                    assertThat(PaperCode.parse(typed.toString())).isEmpty();
                }
            }
        }
    }

    @Test
    void everyExchangeOfNeighboursIsFound() {
        for (var at = 0; at < 7; at++) {
            var typed = new StringBuilder(code.value());
            typed.setCharAt(at, code.value().charAt(at + 1));
            typed.setCharAt(at + 1, code.value().charAt(at));
            if (!typed.toString().equals(code.value())) {
                assertThat(PaperCode.parse(typed.toString())).isEmpty();
            }
        }
    }

    @Test
    void itIsReadAsPeopleTypeIt() {
        assertThat(PaperCode.parse(" " + code.grouped().toLowerCase() + " ")).contains(code);
        assertThat(PaperCode.parse(code.qrContent())).contains(code);
        assertThat(PaperCode.parse(code.value().replace('0', 'o').replace('1', 'l')))
                .contains(code);
        assertThat(PaperCode.parse("http://example.org/" + code.value())).isEmpty();
    }
}
