package cn.bangfu.household;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Divisions;
import cn.bangfu.shared.DivisionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs imports in tests. */
public final class Imports {

    public static final Path REGISTER = Path.of("src/main/resources/demo/county-150625/register.xlsx");

    private Imports() {}

    public static RegisterImportService service(
            RegisterImports imports, RegisterStore register, Divisions divisions, TransactionTemplate transaction) {
        return new RegisterImportService(imports, register, divisions, transaction);
    }

    public static void stop(RegisterImportService service) {
        service.stop();
    }

    /** Reads a copy of the file and waits for the end. */
    public static RegisterImport run(RegisterImportService service, Path file, String scope, @Nullable Actor actor) {
        try {
            var copy = Files.createTempFile("register", ".xlsx");
            var bytes = Files.readAllBytes(file);
            Files.write(copy, bytes);
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            var id = service.begin(copy, hash, file.getFileName().toString(), new DivisionCode(scope), actor);
            return await(service, id);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RegisterImport await(RegisterImportService service, ImportId id) {
        try {
            service.await(id, Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return service.find(id).orElseThrow();
    }
}
