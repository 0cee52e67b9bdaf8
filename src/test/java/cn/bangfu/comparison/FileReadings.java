package cn.bangfu.comparison;

import cn.bangfu.ledger.LedgerReader;
import cn.bangfu.ledger.LedgerReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A department's file as an import reads it when nobody corrects how its columns are understood. */
record FileReadings(LedgerReading reading, List<DepartmentRecord> records, List<RefusedRow> refused) {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    static FileReadings of(Register register, Path file) throws IOException {
        var records = new ArrayList<DepartmentRecord>();
        var refused = new ArrayList<RefusedRow>();
        return new FileReadings(read(register, file, records, refused), records, refused);
    }

    private static LedgerReading read(
            Register register, Path file, List<DepartmentRecord> records, List<RefusedRow> refused) throws IOException {
        var sketching = LedgerReader.sketch(file);
        if (!(sketching instanceof LedgerReader.Sketching.Seen seen)) {
            return new LedgerReading.Refused(((LedgerReader.Sketching.Refused) sketching).message());
        }
        var meanings = new ColumnMeanings(register, seen.sketch(), Map.of());
        var problems = meanings.problems(meanings.mapping());
        if (!problems.isEmpty()) {
            return new LedgerReading.Refused(String.join("", problems));
        }
        return new DepartmentFileReader(register, TODAY, records::add, refused::add)
                .read(file, ColumnMeanings.words(meanings.mapping()));
    }

    String refusal() {
        return reading instanceof LedgerReading.Refused refusal ? refusal.message() : "";
    }

    int skipped() {
        return reading instanceof LedgerReading.Read read ? read.skipped() : -1;
    }

    List<String> notes() {
        return reading instanceof LedgerReading.Read read ? read.notes() : List.of();
    }

    List<String> people() {
        return records.stream().map(record -> record.person().value()).toList();
    }

    List<RefusedRow.Fault> faults() {
        return refused.stream().flatMap(row -> row.faults().stream()).toList();
    }
}
