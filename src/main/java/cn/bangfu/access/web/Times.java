package cn.bangfu.access.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments as pages show them. */
final class Times {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(ZONE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(ZONE);

    private Times() {}

    static String day(Instant moment) {
        return DAY.format(moment);
    }

    static String minute(Instant moment) {
        return MINUTE.format(moment);
    }
}
