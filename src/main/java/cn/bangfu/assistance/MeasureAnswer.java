package cn.bangfu.assistance;

import java.time.Instant;
import java.time.LocalDate;

/** What the lead department said to a measure. */
public sealed interface MeasureAnswer {

    /**
     * @param handler whom to ask in the department
     * @param expectedOn when it will be done
     */
    record Accepted(String handler, String phone, LocalDate expectedOn) implements MeasureAnswer {}

    /** @param reason why not, and who could do it instead */
    record Declined(String reason) implements MeasureAnswer {}

    /** @param office the department, as it was called then */
    record Given(MeasureAnswer answer, String office, Instant at) {}
}
