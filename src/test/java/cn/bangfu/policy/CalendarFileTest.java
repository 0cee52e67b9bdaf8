package cn.bangfu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A year's holidays as officials type them. */
class CalendarFileTest {

    private static final String YEAR = """
            日期,放假或上班,节日
            2027-01-01,放假,元旦
            2027/2/6,放假,春节
            2027-02-07,放假,春节
            2027-02-08,放假,春节
            2027-02-09,放假,春节
            2027-02-10,放假,春节
            2027-02-20,上班,春节
            2027-04-05,放假,清明
            2027-05-01,放假,劳动节
            2027-06-09,放假,端午
            2027-09-15,放假,中秋
            2027-10-01,放假,国庆节
            ,,
            """;

    @Test
    void aYearIsReadInBothEncodings() {
        for (var bytes : new byte[][] {
            YEAR.getBytes(StandardCharsets.UTF_8),
            ("\uFEFF" + YEAR).getBytes(StandardCharsets.UTF_8),
            YEAR.replace("\n", "\r\n").getBytes(Charset.forName("GB18030"))
        }) {
            var file = CalendarFile.read(bytes);
            assertThat(file.faults()).isEmpty();
            assertThat(file.year()).isEqualTo(2027);
            assertThat(file.days())
                    .hasSize(12)
                    .contains(
                            new CalendarDay(LocalDate.of(2027, 2, 6), WorkCalendar.Kind.HOLIDAY, "春节"),
                            new CalendarDay(LocalDate.of(2027, 2, 20), WorkCalendar.Kind.WORKDAY, "春节"));
        }
    }

    @Test
    void eachFaultSaysWhereAndWhatToDo() {
        assertThat(faults("2027-13-01,放假,元旦")).containsExactly("第2行：日期“2027-13-01”无法识别，请写成2027-01-01。");
        assertThat(faults("2027-01-01,休息,元旦")).containsExactly("第2行：第二列“休息”无法识别，请写“放假”或“上班”。");
        assertThat(faults("2027-01-04,上班,元旦")).containsExactly("第2行：2027-01-04不是周末，不需要写“上班”，请核对。");
        assertThat(faults("2027-01-01")).containsExactly("第2行：应有日期、放假或上班、节日三列。");
        assertThat(faults("2027-01-01,放假,元旦\n2027-01-01,放假,元旦\n2028-01-01,放假,元旦"))
                .containsExactly(
                        "2027-01-01出现了两次，请删去一行。", "一个文件只能有一年的日期，请分开录入。", "文件里只有3个放假日，全年法定节假日不少于11天，请对照国务院办公厅通知补全。");
        assertThat(faults("")).hasSize(1);
    }

    private static java.util.List<String> faults(String rows) {
        return CalendarFile.read(("日期,放假或上班,节日\n" + rows).getBytes(StandardCharsets.UTF_8))
                .faults();
    }
}
