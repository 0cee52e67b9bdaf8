package cn.bangfu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTextTest {

    @Test
    void spacesAndInvisibleMarksGo() {
        assertThat(LedgerText.clean(" \u3000张\u200b\u00a0 三\u202e ")).isEqualTo("张 三");
        assertThat(LedgerText.clean("a  b")).isEqualTo("a b");
        assertThat(LedgerText.clean("𠮷田㛃")).isEqualTo("𠮷田㛃");
        assertThat(LedgerText.compact(" １５０\u3000６x ")).isEqualTo("1506x");
    }

    @ParameterizedTest
    @CsvSource({"年人均纯收入（元）, 年人均纯收入", "* 证件号码 *, 证件号码", "【必填】姓 名, 姓名", "是否常住?, 是否常住", "ｉｄ号码, ID号码"})
    void headingsLoseWhatOfficesAddToThem(String written, String heading) {
        assertThat(LedgerText.heading(written)).isEqualTo(heading);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            19617; 19617
            12,345.60; 12345.60
            ¥ 1 000.5元; 1000.5
            -100; -100
            １２３; 123
            1.2万元; 12000
            """)
    void amountsAreReadAsOfficesWriteThem(String written, BigDecimal amount) {
        assertThat(LedgerText.amount(written)).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "约5000", "1,2", "5000-6000", "1e5", "--3"})
    void whatIsNoAmountIsNone(String written) {
        assertThat(LedgerText.amount(written)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-06-01",
                "2026/6/1",
                "2026.6.1",
                "20260601",
                "2026年6月1日",
                "2026年6月",
                "2026-06-01T00:00:00",
                "2026-6-1 8:30",
                "2026/6/1 10:00:00",
                "2026年6月1号"
            })
    void daysAreReadAsOfficesWriteThem(String written) {
        assertThat(LedgerText.date(written)).isEqualTo(LocalDate.of(2026, 6, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-13-01", "2026-02-30", "6月", "26-6-1"})
    void whatIsNoDayIsNone(String written) {
        assertThat(LedgerText.date(written)).isNull();
    }
}
