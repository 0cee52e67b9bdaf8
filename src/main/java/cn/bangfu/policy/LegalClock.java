package cn.bangfu.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Legal time: the database's clock, the same for every node, and in tests movable. */
public interface LegalClock {

    /** The zone in which days begin and end. */
    ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    Instant now();

    default LocalDate today() {
        return dayOf(now());
    }

    static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }
}
