package cn.bangfu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.shared.IdentityNumber;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/**
 * Files that nobody thought of: no reader may throw, hang or say anything of its inside. The build tries the inputs that are kept in the
 * resources; {@code bench/fuzz.sh} looks for new ones.
 */
class LedgerFuzzTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private enum Column implements LedgerColumn {
        NUMBER("身份证号", true),
        NAME("姓名", false),
        DATE("死亡日期", false);

        private final String heading;
        private final boolean required;

        Column(String heading, boolean required) {
            this.heading = heading;
            this.required = required;
        }

        @Override
        public String heading() {
            return heading;
        }

        @Override
        public List<String> alsoCalled() {
            return List.of();
        }

        @Override
        public boolean required() {
            return required;
        }
    }

    @FuzzTest(maxDuration = "2m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        var file = Files.createTempFile("fuzz", ".file");
        try {
            Files.write(file, bytes);
            var started = System.nanoTime();
            var reading = new LedgerReader<>(List.of(Column.values())).read(file, row -> {
                row.text(Column.NUMBER);
                row.originals();
            });
            assertSpeaksChinese(reading instanceof LedgerReading.Refused refused ? refused.message() : "读完");
            assertThat(LedgerReader.sketch(file)).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(PATIENCE.multipliedBy(2));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void assertSpeaksChinese(String message) {
        assertThat(message).matches("(?s).*[\\u4e00-\\u9fff].*").doesNotContain("Exception");
    }

    @FuzzTest(maxDuration = "1m")
    void anyTextIsAnAmountADayANumberOrNone(FuzzedDataProvider data) {
        var text = data.consumeRemainingAsString();
        var started = System.nanoTime();
        LedgerText.amount(text);
        LedgerText.date(text);
        LedgerText.heading(text);
        IdentityNumber.read(text);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(PATIENCE);
    }
}
