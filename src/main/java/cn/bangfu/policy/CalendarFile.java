package cn.bangfu.policy;

import cn.bangfu.policy.WorkCalendar.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One year's holidays as an official typed them: a CSV with the columns 日期, 放假/上班, 节日, in UTF-8 or as Excel saves it (GB18030).
 *
 * @param faults what is wrong, for people; empty if the days may be used
 */
public record CalendarFile(List<CalendarDay> days, List<String> faults) {

    private static final Map<String, Kind> KINDS = Map.of(
            "holiday",
            Kind.HOLIDAY,
            "放假",
            Kind.HOLIDAY,
            "workday",
            Kind.WORKDAY,
            "上班",
            Kind.WORKDAY,
            "补班",
            Kind.WORKDAY);
    /** Fewer statutory holidays than a year has had since 2008. */
    private static final int FEWEST_HOLIDAYS = 11;

    public CalendarFile {
        days = List.copyOf(days);
        faults = List.copyOf(faults);
    }

    /** The year the days lie in. */
    public int year() {
        return days.get(0).date().getYear();
    }

    public static CalendarFile read(byte[] bytes) {
        var days = new ArrayList<CalendarDay>();
        var faults = new ArrayList<String>();
        var lines = text(bytes).replace("\uFEFF", "").lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).replace(",", "").isBlank()) {
                read(i + 1, lines.get(i), days, faults);
            }
        }
        if (faults.isEmpty()) {
            check(days, faults);
        }
        return new CalendarFile(days, faults);
    }

    private static void read(int number, String line, List<CalendarDay> days, List<String> faults) {
        var columns = line.split(",", -1);
        if (columns.length < 3) {
            faults.add("第%d行：应有日期、放假或上班、节日三列。".formatted(number));
            return;
        }
        var kind = KINDS.get(columns[1].strip());
        var date = date(columns[0].strip().replace('/', '-'));
        if (date == null) {
            faults.add("第%d行：日期“%s”无法识别，请写成2027-01-01。".formatted(number, columns[0].strip()));
        } else if (kind == null) {
            faults.add("第%d行：第二列“%s”无法识别，请写“放假”或“上班”。".formatted(number, columns[1].strip()));
        } else if (kind == Kind.WORKDAY && date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
            faults.add("第%d行：%s不是周末，不需要写“上班”，请核对。".formatted(number, date));
        } else {
            days.add(new CalendarDay(date, kind, columns[2].strip()));
        }
    }

    private static @Nullable LocalDate date(String text) {
        try {
            var parts = text.split("-");
            return parts.length == 3
                    ? LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
                    : LocalDate.parse(text);
        } catch (DateTimeException | NumberFormatException notADate) {
            return null;
        }
    }

    private static void check(List<CalendarDay> days, List<String> faults) {
        var seen = new HashSet<LocalDate>();
        for (var day : days) {
            if (!seen.add(day.date())) {
                faults.add(day.date() + "出现了两次，请删去一行。");
            }
        }
        if (days.stream().map(day -> day.date().getYear()).distinct().count() > 1) {
            faults.add("一个文件只能有一年的日期，请分开录入。");
        }
        var holidays = days.stream().filter(day -> day.kind() == Kind.HOLIDAY).count();
        if (holidays < FEWEST_HOLIDAYS) {
            faults.add("文件里只有%d个放假日，全年法定节假日不少于%d天，请对照国务院办公厅通知补全。".formatted(holidays, FEWEST_HOLIDAYS));
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, Charset.forName("GB18030"));
        }
    }
}
