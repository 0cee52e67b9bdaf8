package cn.bangfu.comparison;

import cn.bangfu.shared.IdentityNumber;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One row of a department's file, read.
 *
 * @param line as the official sees it
 * @param attribute what the weight is judged by; empty where the register has none
 * @param amount yuan; in {@link Register#MEDICAL} what the person paid
 * @param date since when it is so
 * @param fact in words, personal
 */
public record DepartmentRecord(
        int line,
        IdentityNumber person,
        String attribute,
        @Nullable BigDecimal amount,
        @Nullable LocalDate date,
        String fact) {}
