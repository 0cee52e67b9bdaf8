package cn.bangfu.comparison;

import cn.bangfu.shared.DivisionCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The files of departments as they are kept. */
public interface DepartmentFiles {

    /** One that was taken in. */
    record Taken(
            UUID id,
            Register register,
            String fileName,
            LocalDate dataDate,
            int accepted,
            Instant loadedAt,
            boolean current) {}

    Optional<Taken> byHash(DivisionCode county, Register register, byte[] sha256);

    Optional<Taken> current(DivisionCode county, Register register);

    /** The current one of each register that has one. */
    List<Taken> current(DivisionCode county);

    /**
     * Writes the rows of a new file while they are read; nobody is compared with them before {@link #makeCurrent}.
     *
     * @param producer hands over row by row
     */
    UUID write(
            DivisionCode county,
            Register register,
            String fileName,
            byte[] sha256,
            LocalDate dataDate,
            Consumer<Consumer<DepartmentRecord>> producer);

    /** From now on this is what the register's department says. */
    void makeCurrent(UUID file, int accepted, int refused);

    /** One that was current before is so again. */
    void makeCurrentAgain(UUID file);

    /** How many different people of the register of households a file names. */
    int peopleMatched(UUID file);
}
