package cn.bangfu.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How days and moments are written for people. Days begin and end in {@link #ZONE}. */
public final class ChinaTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.CHINA).withZone(ZONE);
    private static final DateTimeFormatter TABLE_MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.CHINA).withZone(ZONE);
    private static final DateTimeFormatter TABLE_SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.CHINA).withZone(ZONE);

    private ChinaTime() {}

    /** 2026年7月3日. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** 2026年7月3日. */
    public static String day(Instant moment) {
        return day(LocalDate.ofInstant(moment, ZONE));
    }

    /** 2026年7月3日 09:05. */
    public static String minute(Instant moment) {
        return MINUTE.format(moment);
    }

    /** The end of a term: midnight is 24时 of the day before, 2026年7月3日24时. */
    public static String end(Instant end) {
        return end.atZone(ZONE).toLocalTime().equals(LocalTime.MIDNIGHT)
                ? day(end.minusMillis(1)) + "24时"
                : minute(end);
    }

    /** 2026-07-03 09:05, for columns that are read from top to bottom. */
    public static String tableMinute(Instant moment) {
        return TABLE_MINUTE.format(moment);
    }

    /** 2026-07-03 09:05:07, for columns that are read from top to bottom. */
    public static String tableSecond(Instant moment) {
        return TABLE_SECOND.format(moment);
    }
}
