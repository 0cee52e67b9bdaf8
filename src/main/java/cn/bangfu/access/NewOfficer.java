package cn.bangfu.access;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator writes down about a new officer.
 *
 * @param identityNumber as typed; may be empty. Only its hash is kept, by which one human is known under a second account
 * @param from first day of the post; none for at once
 */
public record NewOfficer(
        String name,
        String username,
        String identityNumber,
        OfficeId office,
        Role role,
        @Nullable LocalDate from) {}
