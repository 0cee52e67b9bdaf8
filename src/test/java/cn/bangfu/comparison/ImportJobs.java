package cn.bangfu.comparison;

import cn.bangfu.ledger.LedgerReader;
import cn.bangfu.ledger.LedgerReading;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.DivisionCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs imports in tests. */
public final class ImportJobs {

    private ImportJobs() {}

    public static DepartmentImportService service(
            DepartmentImports imports, DepartmentFiles files, LegalClock clock, TransactionTemplate transaction) {
        return new DepartmentImportService(imports, files, clock, transaction);
    }

    /** Takes in a file without counting whom it names. */
    public static DepartmentImport takeIn(
            DepartmentImportService service, DivisionCode county, Register register, Path file) throws IOException {
        return service.takeIn(county, register, file, file.getFileName().toString(), null);
    }

    /** Only reads a file, and writes nothing anywhere. */
    public static void readOnly(Register register, Path file, Consumer<DepartmentRecord> taker) {
        try {
            if (LedgerReader.sketch(file) instanceof LedgerReader.Sketching.Seen seen) {
                var meanings = new ColumnMeanings(register, seen.sketch(), Map.of());
                new DepartmentFileReader(register, LocalDate.of(2026, 11, 21), taker, row -> {})
                        .read(file, ColumnMeanings.words(meanings.mapping()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why a file is refused as a whole, as an upload and then a reading find out. */
    public static String refusal(Register register, Path file) {
        try {
            var sketching = LedgerReader.sketch(file);
            if (sketching instanceof LedgerReader.Sketching.Refused refused) {
                return refused.message();
            }
            var reading = new DepartmentFileReader(register, LocalDate.of(2026, 11, 21), record -> {}, row -> {})
                    .read(file, Map.of());
            return reading instanceof LedgerReading.Refused refused ? refused.message() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void stop(DepartmentImportService service) {
        service.stop();
    }
}
