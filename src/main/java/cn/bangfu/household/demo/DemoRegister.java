package cn.bangfu.household.demo;

import cn.bangfu.household.RegisterImport;
import cn.bangfu.household.RegisterImportService;
import cn.bangfu.household.RegisterImports;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Takes in the demo county's ledger at the first start, as a clerk would, before the application says it is ready. A register that
 * holds households already is left alone.
 */
@Component
@Profile("!production")
@ConditionalOnProperty(name = "bangfu.demo", havingValue = "true")
class DemoRegister {

    private static final Logger log = LoggerFactory.getLogger(DemoRegister.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RegisterImportService service;
    private final RegisterImports imports;
    private final DivisionCode county;

    DemoRegister(
            RegisterImportService service,
            RegisterImports imports,
            @Value("${bangfu.counties}") List<String> counties) {
        this.service = service;
        this.imports = imports;
        this.county = new DivisionCode(counties.get(0));
    }

    /** Before what else the demo needs: department data are about these people. */
    @EventListener(ApplicationStartedEvent.class)
    @Order(100)
    void takeIn() throws InterruptedException {
        var ledger = new ClassPathResource("demo/county-" + county + "/register.xlsx");
        if (!ledger.exists() || !imports.isEmpty(county)) {
            return;
        }
        try (var in = ledger.getInputStream()) {
            var bytes = in.readAllBytes();
            var file = Files.createTempFile("bangfu-demo", ".xlsx");
            Files.write(file, bytes);
            var hash = Sha256.of(bytes);
            var id = service.begin(file, hash, "register.xlsx", county, null);
            service.await(id, PATIENCE);
            var state = service.find(id).map(RegisterImport::state).orElseThrow();
            log.info("demo register of {} taken in: {}", county, state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
