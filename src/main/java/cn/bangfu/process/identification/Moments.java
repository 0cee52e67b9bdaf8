package cn.bangfu.process.identification;

import cn.bangfu.policy.LegalClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** A day and a time of day as two fields of a form. */
final class Moments {

    private Moments() {}

    /** @param time {@code 14:30}; the form's pattern lets nothing else pass, what is none counts as the day's begin */
    static Instant of(LocalDate day, String time) {
        LocalTime at;
        try {
            at = LocalTime.parse(time.length() == 4 ? "0" + time : time);
        } catch (DateTimeException e) {
            at = LocalTime.MIN;
        }
        return day.atTime(at).atZone(LegalClock.ZONE).toInstant();
    }
}
