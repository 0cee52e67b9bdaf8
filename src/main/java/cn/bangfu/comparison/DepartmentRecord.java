package cn.bangfu.comparison;

import cn.bangfu.shared.IdentityNumber;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a department's file, read.
 *
 * @param sheet which table of the file, counted from 0
 * @param line as the official sees it
 * @param name as the file gives it; empty where it gives none
 * @param attribute what the weight is judged by; empty where the register has none
 * @param amount yuan; in {@link Register#MEDICAL} what the person paid
 * @param date since when it is so
 * @param details texts of the register's {@link Register#details}, personal; empty where the file says nothing
 */
public record DepartmentRecord(
        int sheet,
        int line,
        IdentityNumber person,
        String name,
        String attribute,
        @Nullable BigDecimal amount,
        @Nullable LocalDate date,
        List<String> details) {

    /** For a log: where it stands, never what it says. */
    @Override
    public String toString() {
        return "DepartmentRecord[" + sheet + ":" + line + "]";
    }
}
