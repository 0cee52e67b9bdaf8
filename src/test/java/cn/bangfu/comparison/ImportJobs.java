package cn.bangfu.comparison;

import cn.bangfu.policy.LegalClock;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs imports in tests. */
public final class ImportJobs {

    private ImportJobs() {}

    public static DepartmentImportService service(
            DepartmentImports imports, DepartmentFiles files, LegalClock clock, TransactionTemplate transaction) {
        return new DepartmentImportService(imports, files, clock, transaction);
    }

    public static void stop(DepartmentImportService service) {
        service.stop();
    }
}
