package cn.bangfu.comparison.demo;

import static java.util.Objects.requireNonNull;

import cn.bangfu.comparison.DepartmentImport;
import cn.bangfu.comparison.DepartmentImportService;
import cn.bangfu.comparison.Register;
import cn.bangfu.shared.DivisionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
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

/** Takes in the ten files that the demo county's departments have sent, as they sent them. A file taken in before is recognized. */
@Component
@Profile("!production")
@ConditionalOnProperty(name = "bangfu.demo", havingValue = "true")
class DemoDepartmentFiles {

    private static final Logger log = LoggerFactory.getLogger(DemoDepartmentFiles.class);

    private static final Map<Register, String> FILES = Map.of(
            Register.VEHICLES, "公安局-机动车登记.xlsx",
            Register.PROPERTY, "自然资源局-不动产登记.csv",
            Register.ENTERPRISES, "市场监管局-市场主体.xlsx",
            Register.PAYROLL, "财政局-财政供养人员.csv",
            Register.MEDICAL, "医保局-住院费用.xlsx",
            Register.DISABILITY, "残联-残疾人证.xlsx",
            Register.SUBSISTENCE, "民政局-低保特困.xlsx",
            Register.EDUCATION, "教体局-控辍保学.csv",
            Register.HOUSING, "住建局-危房鉴定.csv",
            Register.DEATHS, "民政局-死亡登记.csv");

    private final DepartmentImportService service;
    private final DivisionCode county;

    DemoDepartmentFiles(DepartmentImportService service, @Value("${bangfu.counties}") List<String> counties) {
        this.service = service;
        this.county = new DivisionCode(counties.get(0));
    }

    /** After the register of households, whose people the files are about. */
    @EventListener(ApplicationStartedEvent.class)
    @Order(200)
    void takeIn() throws IOException {
        for (var register : Register.values()) {
            var name = requireNonNull(FILES.get(register));
            var resource = new ClassPathResource("demo/county-" + county + "/" + name);
            if (!resource.exists()) {
                continue;
            }
            var file = Files.createTempFile("bangfu-demo", name.substring(name.lastIndexOf('.')));
            try (var in = resource.getInputStream()) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                var loaded = service.load(county, register, file, name, null);
                if (loaded.state() == DepartmentImport.State.DONE) {
                    log.info(
                            "demo file {} taken in: {} rows, {} refused, {} people matched",
                            register,
                            loaded.accepted(),
                            loaded.refused(),
                            loaded.peopleMatched());
                }
            } finally {
                Files.delete(file);
            }
        }
    }
}
