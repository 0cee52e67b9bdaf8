package cn.bangfu.comparison;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.OfficerId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of departments as they are kept. */
public interface DepartmentFiles {

    /** A record that matches somebody. */
    record Match(UUID file, DepartmentRecord record) {}

    Optional<UUID> byHash(DivisionCode county, Register register, byte[] sha256);

    Optional<UUID> current(DivisionCode county, Register register);

    /** Keeps a file as the register's current one. */
    UUID add(
            DivisionCode county,
            Register register,
            String fileName,
            byte[] sha256,
            List<DepartmentRecord> records,
            int refused,
            @Nullable OfficerId loadedBy);

    /** What the register's current file says of a person. */
    List<Match> matches(UUID file, IdentityNumber person);

    /** How many different people of the register of households a file names. */
    int peopleMatched(UUID file);
}
