package cn.bangfu.comparison.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.comparison.DepartmentImport;
import cn.bangfu.comparison.DepartmentImport.State;
import cn.bangfu.comparison.DepartmentImportService;
import cn.bangfu.comparison.DepartmentImportService.Confirmation;
import cn.bangfu.comparison.FilePreview;
import cn.bangfu.comparison.ImportJobs;
import cn.bangfu.comparison.Register;
import cn.bangfu.household.CountyDivisions;
import cn.bangfu.household.Imports;
import cn.bangfu.household.jdbc.JdbcParts;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Taking in departments' files: all of a file or nothing, once, by whichever process lives. */
@PostgresTest
class DepartmentImportTest {

    private static final Path FILES = Path.of("src/main/resources/demo/county-150625");
    private static final DivisionCode COUNTY = new DivisionCode("150625");

    @TempDir
    private Path folder;

    private JdbcClient jdbc;
    private JdbcClient owner;
    private JdbcDepartmentImports imports;
    private JdbcDepartmentFiles files;
    private TransactionTemplate transaction;
    private DepartmentImportService service;

    @BeforeEach
    void wire(TestPostgres.Database database) {
        var source = database.app();
        owner = JdbcClient.create(database.owner());
        jdbc = JdbcClient.create(source);
        // Rows of departments are never deleted; the owner takes them out between tests.
        owner.sql("truncate app.department_record, app.department_facts").update();
        for (var table : List.of(
                "department_import_refusal",
                "department_import_part",
                "department_import",
                "department_heading",
                "department_file")) {
            owner.sql("delete from app." + table).update();
        }
        var transactions = new DataSourceTransactionManager(source);
        var cipher = new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]);
        imports = new JdbcDepartmentImports(jdbc, new JdbcTemplate(source), cipher, new ObjectMapper(), transactions);
        files = new JdbcDepartmentFiles(jdbc, source, cipher);
        transaction = new TransactionTemplate(transactions);
        service = newProcess();
        if (jdbc.sql("select count(*) from app.household").query(Integer.class).single() == 0) {
            loadRegister(database);
        }
    }

    private DepartmentImportService newProcess() {
        return ImportJobs.service(imports, files, clock(), transaction);
    }

    private static LegalClock clock() {
        return Instant::now;
    }

    private static void loadRegister(TestPostgres.Database database) {
        var parts = JdbcParts.of(database.app());
        var register = Imports.service(
                parts.imports(),
                parts.register(),
                new CountyDivisions(JdbcClient.create(database.owner())),
                parts.transaction());
        Imports.run(register, Imports.REGISTER, "150625", null);
        Imports.stop(register);
    }

    @AfterEach
    void stop() {
        ImportJobs.stop(service);
    }

    private DepartmentImport load(Register register, String text) throws IOException {
        return service.load(COUNTY, register, csv(text), "名单.csv", null);
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "list", ".csv"), text, StandardCharsets.UTF_8);
    }

    private int records() {
        return jdbc.sql("select count(*) from app.department_record")
                .query(Integer.class)
                .single();
    }

    private int inForce(Register register) {
        return files.current(COUNTY, register).map(file -> file.accepted()).orElse(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "vehicles,VEHICLES", "property,PROPERTY", "enterprises,ENTERPRISES", "payroll,PAYROLL", "medical,MEDICAL",
        "disability,DISABILITY", "subsistence,SUBSISTENCE", "dropouts,EDUCATION", "housing,HOUSING", "deaths,DEATHS"
    })
    void takesInWhatEachDepartmentSends(String name, Register register) throws IOException {
        var expected = expected().get(name);
        var file = FILES.resolve(expected.get("file").asText());

        var done = service.load(COUNTY, register, file, file.getFileName().toString(), null);

        assertThat(done.state()).as("%s", done.message()).isEqualTo(State.DONE);
        assertThat(done.accepted()).isEqualTo(expected.get("accepted_rows").asInt());
        assertThat(done.refused()).isEqualTo(expected.get("rejected_rows").asInt());
        assertThat(service.refusals(done.id(), 10)).hasSize(done.refused());
        // Deregistered enterprises are read and no finding.
        var matched = expected.get("matched_people").size();
        if (register == Register.ENTERPRISES) {
            assertThat(done.peopleMatched()).isGreaterThanOrEqualTo(matched);
        } else {
            assertThat(done.peopleMatched()).isEqualTo(matched);
        }
        assertThat(records()).isEqualTo(done.accepted());
    }

    private static JsonNode expected() throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(Path.of("src/test/resources/demo/county-150625/expected.json")))
                .get("departments");
    }

    @Test
    void theSameFileIsRecognizedAndAnOlderOneComesBack() throws Exception {
        var first = "姓名,身份证号,死亡日期\n吕洋明,150699194812125024,2026-03-18\n";
        assertThat(load(Register.DEATHS, first).state()).isEqualTo(State.DONE);

        assertThat(load(Register.DEATHS, first).state()).isEqualTo(State.UNCHANGED);
        assertThat(records()).isOne();

        load(Register.DEATHS, first + "萧娟,150699195005154288,2026-03-14\n");
        assertThat(inForce(Register.DEATHS)).isEqualTo(2);

        assertThat(load(Register.DEATHS, first).message()).contains("恢复为现行数据");
        assertThat(inForce(Register.DEATHS)).isOne();
    }

    @Test
    void aFileThatBreaksOffLeavesNothing() throws Exception {
        load(Register.DEATHS, "姓名,身份证号,死亡日期\n吕洋明,150699194812125024,2026-03-18\n");
        var broken = new StringBuilder("姓名,身份证号,死亡日期\n");
        for (var i = 0; i < 5_000; i++) {
            broken.append("萧娟,150699195005154288,2026-03-14\n");
        }

        var refused = load(Register.DEATHS, broken + "\"没有结束");

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.message()).contains("引号");
        assertThat(records()).isOne();
        assertThat(inForce(Register.DEATHS)).isOne();
    }

    @Test
    void aFileWithoutOneGoodRowReplacesNothing() throws Exception {
        load(Register.DEATHS, "姓名,身份证号,死亡日期\n吕洋明,150699194812125024,2026-03-18\n");

        var refused = load(Register.DEATHS, "姓名,身份证号,死亡日期\n吕洋明,150699194812125025,2026-03-18\n");

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.message()).contains("原有数据不变");
        assertThat(service.refusals(refused.id(), 10)).hasSize(1);
        assertThat(inForce(Register.DEATHS)).isOne();
    }

    @Test
    void refusedRowsComeBackAsAWorkbookWithReasons() throws Exception {
        var done = load(Register.MEDICAL, """
                患者姓名,患者证件号码,个人负担（万元）,结算年度
                甲,150699194812125024,2.1,2026
                乙,１５０６９９１９４８１２１２５０２５,1,2026
                丙,150699481212502,1,2026
                丁,1.50699E+17,约一万,2026
                """);

        assertThat(done.accepted()).isOne();
        assertThat(done.refused()).isEqualTo(3);
        assertThat(jdbc.sql("select amount_cents from app.department_record")
                        .query(Long.class)
                        .single())
                .isEqualTo(2_100_000L);
        var out = new ByteArrayOutputStream();
        service.writeRefused(done.id(), out);
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(1).getCell(5).getStringCellValue()).isEqualTo("患者证件号码");
            assertThat(sheet.getRow(2).getCell(0).getStringCellValue()).isEqualTo("3");
            assertThat(sheet.getRow(2).getCell(2).getStringCellValue()).contains("校验位");
            assertThat(sheet.getRow(3).getCell(2).getStringCellValue()).contains("15位");
            assertThat(sheet.getRow(4).getCell(2).getStringCellValue())
                    .contains("科学计数")
                    .contains("不是金额");
            assertThat(sheet.getRow(4).getCell(3).getStringCellValue()).contains("文本");
        }
        // Sent again as it is it would take the place of the whole file.
        var again = service.load(
                COUNTY,
                Register.MEDICAL,
                Files.write(folder.resolve("again.xlsx"), out.toByteArray()),
                "退回.xlsx",
                null);
        assertThat(again.state()).isEqualTo(State.REFUSED);
        assertThat(again.message()).contains("这是退回的行").contains("整份文件");
        assertThat(inForce(Register.MEDICAL)).isOne();
    }

    @Test
    void aFileMuchSmallerThanTheOneInForceIsAskedAbout() throws Exception {
        service.load(COUNTY, Register.MEDICAL, FILES.resolve("医保局-住院费用.xlsx"), "住院费用.xlsx", null);
        var id = service.begin(
                COUNTY, Register.MEDICAL, csv("姓名,身份证号,个人自付\n甲,150699194812125024,100\n"), "补报.csv", null);

        var preview = service.preview(service.find(id).orElseThrow()).orElseThrow();

        assertThat(preview.warnings()).anyMatch(warning -> warning.contains("最多1行，现行文件有60行"));
        assertThat(service.discard(id)).isTrue();
    }

    private static Map<Integer, String> chosen(FilePreview preview) {
        return preview.columns().stream()
                .filter(column -> column.chosen() != null)
                .collect(Collectors.toMap(FilePreview.Column::index, column -> String.valueOf(column.chosen())));
    }

    private UUID waiting(String text) throws IOException {
        return service.begin(COUNTY, Register.EDUCATION, csv(text), "名单.csv", null);
    }

    @Test
    void whatAnOfficialSaysOfAColumnIsRememberedForTheDepartment() throws Exception {
        var table = "学生,证照,去向,备注\n陈静,150699201503066289,辍学,%s\n";
        var first = waiting(table.formatted("一"));
        var preview = service.preview(service.find(first).orElseThrow()).orElseThrow();
        assertThat(preview.problems()).singleElement().asString().contains("就学状态");
        // Its cells say what the column is.
        assertThat(preview.columns().get(1).chosen()).isEqualTo("IDENTITY_NUMBER");
        assertThat(preview.rows().get(0).cells().get(1).text()).isEqualTo("（18位号码）");
        assertThat(service.confirm(first, chosen(preview), clock().today(), null))
                .isInstanceOf(Confirmation.Objected.class);

        var choice = new HashMap<>(chosen(preview));
        choice.put(2, "STATE");
        assertThat(service.confirm(first, choice, clock().today(), null)).isInstanceOf(Confirmation.Queued.class);
        service.await(first, Duration.ofMinutes(1));
        assertThat(service.find(first).orElseThrow().state()).isEqualTo(State.DONE);

        var second = service.preview(service.find(waiting(table.formatted("二"))).orElseThrow())
                .orElseThrow();
        assertThat(second.problems()).isEmpty();
        assertThat(second.columns().get(2).source()).isEqualTo(FilePreview.Source.SAID);
        assertThat(load(Register.EDUCATION, table.formatted("三")).state()).isEqualTo(State.DONE);
    }

    /** What was left out of one file because another column said it better is not left out of the next. */
    @Test
    void onlyCorrectionsAreRemembered() throws Exception {
        var first = service.begin(
                COUNTY, Register.MEDICAL, csv("姓名,身份证号,自付金额,个人自付\n甲,150699194812125024,1,35000\n"), "费用.csv", null);
        var preview = service.preview(service.find(first).orElseThrow()).orElseThrow();
        assertThat(service.confirm(first, chosen(preview), clock().today(), null))
                .isInstanceOf(Confirmation.Queued.class);
        service.await(first, Duration.ofMinutes(1));

        assertThat(load(Register.MEDICAL, "姓名,身份证号,自付金额\n甲,150699194812125024,20000\n")
                        .accepted())
                .isOne();
        var bills = load(Register.MEDICAL, "姓名,身份证号,患者身份证号,个人自付\n家属,150699195005154288,150699194812125024,30000\n");
        assertThat(bills.accepted()).isOne();
        assertThat(jdbc.sql("select count(*) from app.department_heading")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theWrongKindOfFileIsNoticed() throws Exception {
        var id = waiting("姓名,身份证号,死亡日期\n吕洋明,150699194812125024,2026-03-18\n");

        var preview = service.preview(service.find(id).orElseThrow()).orElseThrow();
        assertThat(preview.warnings()).anyMatch(warning -> warning.contains("像是“死亡登记”"));
        assertThat(service.discard(id)).isTrue();
        assertThat(service.discard(id)).isFalse();
        assertThat(parts()).isZero();
    }

    private int parts() {
        return jdbc.sql("select count(*) from app.department_import_part")
                .query(Integer.class)
                .single();
    }

    @Test
    void whatAKilledProcessHadBegunIsReadByTheNext() throws Exception {
        var id = waiting("姓名,身份证号,登记状态\n陈静,150699201503066289,辍学\n");
        imports.queue(id, List.of(), clock().today());
        assertThat(parts()).isOne();
        var killed = imports.claim().orElseThrow();
        assertThat(imports.claim()).as("alive as far as anybody knows").isEmpty();
        owner.sql("update app.department_import set heartbeat_at = heartbeat_at - interval '1 minute'")
                .update();

        var next = imports.claim().orElseThrow();
        assertThat(next.number()).isEqualTo(killed.number() + 1);
        assertThat(imports.finish(killed, UUID.randomUUID(), 1, 0, List.of(), List.of()))
                .as("given up")
                .isFalse();
        owner.sql("update app.department_import set heartbeat_at = heartbeat_at - interval '1 minute'")
                .update();
        // A new process looks for work by itself as soon as it has something to do.
        service.confirm(
                waiting("姓名,身份证号,登记状态\n董娜,150699201301080074,辍学\n"),
                Map.of(0, "NAME", 1, "IDENTITY_NUMBER", 2, "STATE"),
                clock().today(),
                null);
        var until = Instant.now().plusSeconds(30);
        while (service.find(id).orElseThrow().state() == State.READING
                && Instant.now().isBefore(until)) {
            Thread.sleep(50);
        }

        assertThat(service.find(id).orElseThrow().state()).isEqualTo(State.DONE);
        assertThat(records()).isPositive();
    }

    @Test
    void whoseReadingEndsEveryProcessIsGivenUp() throws Exception {
        var id = waiting("姓名,身份证号,登记状态\n陈静,150699201503066289,辍学\n");
        imports.queue(id, List.of(), clock().today());
        owner.sql("update app.department_import set attempts = 3 where id = ?")
                .param(id)
                .update();
        service.confirm(
                waiting("姓名,身份证号,登记状态\n董娜,150699201301080074,辍学\n"),
                Map.of(0, "NAME", 1, "IDENTITY_NUMBER", 2, "STATE"),
                clock().today(),
                null);
        var until = Instant.now().plusSeconds(30);
        while (service.find(id).orElseThrow().state().running() && Instant.now().isBefore(until)) {
            Thread.sleep(50);
        }

        assertThat(service.find(id).orElseThrow().state()).isEqualTo(State.FAILED);
        assertThat(jdbc.sql("select count(*) from app.department_import_part where import_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .as("nobody's data lies about")
                .isZero();
    }

    @Test
    void nothingOfAPersonStandsInTheClear() throws Exception {
        load(Register.DEATHS, "姓名,身份证号,死亡日期\n吕洋明,150699194812125024,2026-03-18\n没有的人,150699194812125025,2026-03-18\n");

        for (var table : List.of(
                "department_record",
                "department_facts",
                "department_file",
                "department_import",
                "department_import_refusal")) {
            var rows = jdbc.sql("select t::text from app." + table + " t")
                    .query(String.class)
                    .list();
            assertThat(rows).as(table).isNotEmpty().noneMatch(row -> row.contains("1506991948") || row.contains("吕洋明"));
        }
    }
}
