package cn.bangfu.policy;

import cn.bangfu.shared.ChinaTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Legal time: the database's clock, the same for every node, and in tests movable. */
public interface LegalClock {

    /** The zone in which days begin and end. */
    ZoneId ZONE = ChinaTime.ZONE;

    Instant now();

    default LocalDate today() {
        return dayOf(now());
    }

    static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }
}
