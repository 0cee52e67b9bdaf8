package cn.bangfu.household.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Role;
import cn.bangfu.household.CountyDivisions;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.ImportId;
import cn.bangfu.household.Imports;
import cn.bangfu.household.NewHousehold;
import cn.bangfu.household.People;
import cn.bangfu.household.RegisterImport;
import cn.bangfu.household.RegisterImport.State;
import cn.bangfu.household.RegisterImportService;
import cn.bangfu.household.RegisterImportService.Confirmation;
import cn.bangfu.household.RejectedRow;
import cn.bangfu.ledger.Workbooks;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.policy.RegistrationType;
import cn.bangfu.policy.Residency;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@PostgresTest
class RegisterImportTest {

    private static final String COUNTY = "150625";
    private static final String VILLAGE = "150625100203";
    private static final String OTHER_TOWN = "150625101205";
    private static final List<String> HEADINGS = List.of(
            "户编号",
            "村编码",
            "户类型",
            "政策享受状态",
            "是否常住",
            "监测对象类别",
            "年人均纯收入",
            "住房等级",
            "饮水安全",
            "联系电话",
            "银行账号",
            "姓名",
            "证件号码",
            "与户主关系",
            "性别",
            "民族",
            "健康状况",
            "劳动技能",
            "在校生状况",
            "参加城乡居民基本医疗保险");

    @TempDir
    private Path folder;

    private final Actor county = People.actor(Role.COUNTY_CLERK, COUNTY);
    private final ObjectMapper json = new ObjectMapper();
    private JdbcClient jdbc;
    private JdbcHouseholds households;
    private JdbcRegisterImports imports;
    private RegisterImportService service;
    private final IdentityNumber head = People.number(true);
    private final IdentityNumber wife = People.number(false);
    private final IdentityNumber son = People.number(true);

    @BeforeEach
    void wire(TestPostgres.Database database) {
        JdbcParts.empty(database);
        var source = database.app();
        jdbc = JdbcClient.create(source);
        var cipher = new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]);
        households = new JdbcHouseholds(jdbc, cipher);
        imports = new JdbcRegisterImports(jdbc, source, cipher, json);
        service = Imports.service(
                imports,
                households,
                new CountyDivisions(JdbcClient.create(database.owner())),
                new TransactionTemplate(new DataSourceTransactionManager(source)));
    }

    @AfterEach
    void stop() {
        Imports.stop(service);
    }

    private RegisterImport run(Path file) {
        return Imports.run(service, file, COUNTY, county);
    }

    private RegisterImport confirmed(RegisterImport waiting) {
        assertThat(waiting.state()).isEqualTo(State.AWAITING_CONFIRMATION);
        assertThat(service.confirm(waiting.id(), county)).isEqualTo(Confirmation.STARTED);
        var done = Imports.await(service, waiting.id());
        assertThat(done.state()).isEqualTo(State.DONE);
        return done;
    }

    private static List<String> row(String number, String name, IdentityNumber identityNumber, String relation) {
        return new ArrayList<>(List.of(
                number,
                VILLAGE,
                "一般农户",
                "一般农户",
                "是",
                "",
                "8000",
                "A级",
                "是",
                "13800001234",
                "6222000011112222",
                name,
                identityNumber.value(),
                relation,
                identityNumber.male() ? "男" : "女",
                "汉族",
                "健康",
                "普通劳动力",
                "非在校生",
                "是"));
    }

    private static List<String> with(List<String> row, Object... columnsAndValues) {
        for (var i = 0; i < columnsAndValues.length; i += 2) {
            row.set(HEADINGS.indexOf(columnsAndValues[i]), (String) columnsAndValues[i + 1]);
        }
        return row;
    }

    @SafeVarargs
    private Path ledger(List<String>... rows) throws IOException {
        var all = new ArrayList<List<String>>(List.of(List.of("某某旗农村家庭台账(2026年6月)"), HEADINGS));
        all.addAll(List.of(rows));
        return Workbooks.ofTexts(folder, all);
    }

    private List<String> reasons(ImportId id) {
        return imports.rejected(id, 1000).stream()
                .map(row -> row.line() + " " + row.faults().get(0).reason().word())
                .toList();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from app." + table).query(Long.class).single();
    }

    @Test
    void theRegisterOfTheCountyIsReadAsACarefulReaderReadsIt() throws IOException {
        var expected = json.readTree(Path.of("src/test/resources/demo/county-150625/expected.json")
                        .toFile())
                .get("register");

        var done = run(Imports.REGISTER);

        assertThat(done.state()).isEqualTo(State.DONE);
        var counts = done.counts();
        assertThat(counts.households()).isEqualTo(expected.get("households").asInt());
        assertThat(counts.members()).isEqualTo(expected.get("members").asInt());
        assertThat(counts.monitored())
                .isEqualTo(expected.get("monitored_already").asInt());
        var wanted = new ArrayList<String>();
        for (JsonNode rejected : expected.get("rejected")) {
            wanted.add(
                    rejected.get("line").asInt() + " " + rejected.get("reason").asText());
        }
        assertThat(reasons(done.id())).isEqualTo(wanted);
        assertThat(count("household")).isEqualTo(counts.households());
        assertThat(count("household_member")).isEqualTo(counts.members());
        assertThat(counts.withoutHead()).isZero();
        assertThat(done.asOf()).isEqualTo(LocalDate.of(2026, 6, 1));
        assertThat(done.title()).isEqualTo("杭锦旗农村家庭台账(2026年6月)");
        assertThat(jdbc.sql("select count(*) from app.household_registered_category")
                        .query(Long.class)
                        .single())
                .isEqualTo(16);
        assertThat(count("household_change")).isZero();
        assertThat(count("register_import_row")).isEqualTo(6);
    }

    @Test
    void whatWasWrittenFullWidthOrWithSpacesIsTheSamePerson() {
        run(Imports.REGISTER);

        for (var number :
                List.of("150699200605160941", "150699195401173480", "15069919540517590X", "15069919810109571X")) {
            assertThat(households.findMember(new IdentityNumber(number))).isPresent();
        }
        var household = households.findByNumber("15062510320000013").orElseThrow();
        assertThat(household.registeredIncome()).isEqualByComparingTo("5735");
        assertThat(household.residency()).isEqualTo(Residency.NO);
        assertThat(household.policyStatus()).isEqualTo(PolicyStatus.ORDINARY);
        assertThat(household.village()).isEqualTo(new DivisionCode("150625103200"));
        assertThat(household.phone().value()).isEqualTo("00053259069");
    }

    @Test
    void refusedRowsComeBackInAWorkbookThatSaysWhereAndWhatToDo() throws IOException {
        var done = run(Imports.REGISTER);
        var out = new ByteArrayOutputStream();

        service.writeRejected(done.id(), out);

        var file = folder.resolve("refused.xlsx");
        Files.write(file, out.toByteArray());
        try (var in = Files.newInputStream(file);
                var book = new XSSFWorkbook(in)) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(7);
            var headings = sheet.getRow(1);
            assertThat(List.of(0, 1, 2, 3, 4, 25))
                    .extracting(i -> headings.getCell(i).getStringCellValue())
                    .containsExactly("行号", "问题列", "问题", "怎么改", "户编号", "参加城乡居民基本医疗保险");
            var first = sheet.getRow(2);
            assertThat(List.of(0, 1, 2, 17, 18))
                    .extracting(i -> first.getCell(i).getStringCellValue())
                    .containsExactly("778", "证件号码", "证件号码校验位不符，至少有一位写错", "赵测试", "150699197001019910");
            assertThat(sheet.getRow(4).getCell(2).getStringCellValue())
                    .contains("没有填")
                    .contains("第418行");
        }
        // Sent again as it is, the same rows are refused for the same reasons, and nothing else happens.
        var again = run(file);
        assertThat(again.counts().rejected()).isEqualTo(6);
        assertThat(count("household_member")).isEqualTo(774);
    }

    @Test
    void theSameFileAgainChangesNothing() {
        var first = run(Imports.REGISTER);
        var mark = jdbc.sql("select last_value from app.register_mark")
                .query(Long.class)
                .single();

        var second = run(Imports.REGISTER);

        assertThat(second.state()).isEqualTo(State.UNCHANGED);
        assertThat(second.sameAs()).isEqualTo(first.id());
        assertThat(second.counts().nothingToDo()).isTrue();
        assertThat(second.counts().members()).isEqualTo(774);
        assertThat(second.counts().rejected()).isEqualTo(6);
        assertThat(jdbc.sql("select last_value from app.register_mark")
                        .query(Long.class)
                        .single())
                .isEqualTo(mark);
    }

    @Test
    void aNewerFileShowsWhatItWouldChangeAndChangesItWhenConfirmed() throws IOException {
        var daughter = People.number(false);
        var other = People.number(true);
        run(ledger(
                row("H1", "阿拉坦", head, "户主"),
                row("H1", "萨仁", wife, "配偶"),
                row("H1", "巴图", son, "之子"),
                row("H2", "李强", other, "户主")));

        var waiting = run(ledger(
                with(row("H1", "阿拉坦仓", head, "户主"), "年人均纯收入", "9000.5", "联系电话", "13900005678", "监测对象类别", "边缘易致贫户"),
                with(row("H1", "萨仁", wife, "配偶"), "年人均纯收入", "", "联系电话", "", "健康状况", "长期慢性病、残疾"),
                with(row("H1", "乌云", daughter, "之女"), "年人均纯收入", "", "联系电话", ""),
                row("H3", "王新", People.number(true), "户主")));

        assertThat(waiting.state()).isEqualTo(State.AWAITING_CONFIRMATION);
        assertThat(waiting.counts()).isEqualTo(new RegisterImport.Counts(2, 4, 0, 1, 1, 1, 2, 2, 0, 0, 1, 1, 0, 0));
        assertThat(imports.changes(waiting.id(), 100))
                .extracting(change -> change.about() + " " + change.field() + " " + change.from() + "→" + change.to())
                .containsExactlyInAnyOrder(
                        "阿拉坦 姓名 阿拉坦→阿拉坦仓",
                        "阿拉坦 年人均纯收入 8000.00→9000.50",
                        "阿拉坦 联系电话 138****1234→139****5678",
                        "阿拉坦 监测对象类别 →边缘易致贫户",
                        "萨仁 健康状况 健康→长期慢性病、残疾");
        assertThat(imports.arrivals(waiting.id(), false, 100))
                .extracting(arrival -> arrival.household() + arrival.name())
                .containsExactly("H1乌云", "H3王新");
        assertThat(imports.missingMembers(waiting.id(), 100))
                .extracting(missing -> missing.name())
                .containsExactly("巴图");
        assertThat(imports.missingHouseholds(waiting.id(), 100))
                .extracting(missing -> missing.number())
                .containsExactly("H2");
        assertThat(households.findByNumber("H1").orElseThrow().headName()).isEqualTo("阿拉坦");

        confirmed(waiting);

        var household = households.findByNumber("H1").orElseThrow();
        assertThat(household.headName()).isEqualTo("阿拉坦仓");
        assertThat(household.registeredIncome()).isEqualByComparingTo(new BigDecimal("9000.50"));
        assertThat(household.registeredCategory()).isEqualTo(MonitoringCategory.MARGINAL);
        assertThat(household.phone().value()).isEqualTo("13900005678");
        assertThat(household.belonging()).hasSize(4);
        assertThat(households.findByNumber("H2")).isPresent();
        assertThat(households.changes(household.id()))
                .hasSize(6)
                .anyMatch(
                        change -> change.field().equals("联系电话") && change.from().equals("138****1234"));
    }

    @Test
    void aNewerFileWithoutDifferenceIsDoneAtOnce() throws IOException {
        run(ledger(row("H1", "阿拉坦", head, "户主"), row("H1", "萨仁", wife, "配偶")));

        var second = run(ledger(row("H1", "萨仁", wife, "配偶"), row("H1", "阿拉坦", head, "户主")));

        assertThat(second.state()).isEqualTo(State.DONE);
        assertThat(second.counts().nothingToDo()).isTrue();
        assertThat(count("household_change")).isZero();
    }

    @Test
    void aDiscardedDifferenceLeavesNothing() throws IOException {
        run(ledger(row("H1", "阿拉坦", head, "户主")));
        var waiting = run(ledger(with(row("H1", "阿拉坦", head, "户主"), "年人均纯收入", "1")));

        assertThat(service.discard(waiting.id())).isTrue();

        assertThat(service.confirm(waiting.id(), county)).isEqualTo(Confirmation.NOT_WAITING);
        assertThat(count("register_import_row")).isZero();
        assertThat(households.findByNumber("H1").orElseThrow().registeredIncome())
                .isEqualByComparingTo("8000");
    }

    @Test
    void theRegisterMovedMeanwhileSoTheDifferenceIsShownAgain() throws IOException {
        run(ledger(row("H1", "阿拉坦", head, "户主"), row("H1", "巴图", son, "之子")));
        var waiting = run(ledger(with(row("H1", "阿拉坦", head, "户主"), "年人均纯收入", "1")));
        households.setRelation(
                households.findMember(son).map(HouseholdMember::id).orElseThrow(), "长子");
        households.setResidency(households.findByNumber("H1").orElseThrow().id(), Residency.NO);

        service.confirm(waiting.id(), county);

        var again = Imports.await(service, waiting.id());
        assertThat(again.state()).isEqualTo(State.AWAITING_CONFIRMATION);
        assertThat(again.message()).contains("登记有了变化");
        assertThat(imports.changes(again.id(), 10))
                .extracting(change -> change.field())
                .contains("是否常住");
        confirmed(again);
        assertThat(households.findByNumber("H1").orElseThrow().residency()).isEqualTo(Residency.YES);
    }

    @Test
    void aChangeElsewhereDoesNotBotherWhoConfirms() throws IOException {
        run(ledger(row("H1", "阿拉坦", head, "户主"), row("H2", "巴图", son, "户主")));
        var waiting = run(ledger(with(row("H1", "阿拉坦", head, "户主"), "年人均纯收入", "1")));
        households.setResidency(households.findByNumber("H2").orElseThrow().id(), Residency.NO);

        confirmed(waiting);
    }

    // What a household's lines say together

    @Test
    void linesOfAHouseholdMayLeaveToTheHeadWhatConcernsTheHousehold() throws IOException {
        var done = run(ledger(
                with(row("H1", "萨仁", wife, "配偶"), "村编码", "", "户类型", "", "年人均纯收入", "", "住房等级", "", "联系电话", ""),
                row("H1", "阿拉坦", head, "户主")));

        assertThat(done.counts().members()).isEqualTo(2);
        assertThat(households.findByNumber("H1").orElseThrow().registeredIncome())
                .isEqualByComparingTo("8000");
    }

    @Test
    void aLineThatContradictsTheHeadsGoesBack() throws IOException {
        var done = run(ledger(
                with(row("H1", "萨仁", wife, "配偶"), "年人均纯收入", "80", "住房等级", "D"),
                row("H1", "阿拉坦", head, "户主"),
                row("H1", "巴图", son, "之子")));

        assertThat(imports.rejected(done.id(), 10)).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(3);
            assertThat(row.faults())
                    .extracting(fault -> fault.column() + fault.message())
                    .containsExactlyInAnyOrder("年人均纯收入年人均纯收入与本户第4行不一致", "住房等级住房等级与本户第4行不一致");
        });
        assertThat(households.findByNumber("H1").orElseThrow().belonging()).hasSize(2);
    }

    @Test
    void theOthersOfAHouseholdGoInWhenTheHeadsLineIsBad() throws IOException {
        var done = run(ledger(
                with(row("H1", "阿拉坦", head, "户主"), "证件号码", head.value().substring(0, 17)),
                row("H1", "萨仁", wife, "配偶")));

        assertThat(done.counts().withoutHead()).isEqualTo(1);
        assertThat(imports.withoutHead(done.id(), 10)).containsExactly("H1");
        assertThat(households.findByNumber("H1").orElseThrow().head()).isEmpty();

        confirmed(run(ledger(row("H1", "阿拉坦", head, "户主"))));
        assertThat(households.findByNumber("H1").orElseThrow().headName()).isEqualTo("阿拉坦");
    }

    @Test
    void aSecondHeadGoesBack() throws IOException {
        var done = run(ledger(row("H1", "阿拉坦", head, "户主"), row("H1", "巴图", son, "户主")));

        assertThat(reasons(done.id())).containsExactly("4 second head");
    }

    @Test
    void onePersonOnTwoLinesCountsOnceAndABorrowedNumberIsAMissingOne() throws IOException {
        var done = run(ledger(row("H1", "阿拉坦", head, "户主"), row("H2", "阿拉坦", head, "户主"), row("H1", "萨仁", head, "配偶")));

        assertThat(reasons(done.id())).containsExactly("4 duplicate person", "5 missing");
    }

    @Test
    void aDuplicateOfARefusedLineIsNoDuplicate() throws IOException {
        var done = run(ledger(with(row("H1", "阿拉坦", head, "户主"), "年人均纯收入", "-1"), row("H1", "阿拉坦", head, "户主")));

        assertThat(reasons(done.id())).containsExactly("3 negative income");
        assertThat(done.counts().members()).isEqualTo(1);
    }

    @Test
    void eachFaultSaysWhereItIs() throws IOException {
        var rows = new ArrayList<List<String>>();
        var faults = Map.of(
                "户编号", "",
                "村编码", "999999999999",
                "户类型", "贫农",
                "政策享受状态", "已脱贫享受政策户",
                "年人均纯收入", "约五千",
                "证件号码", "1.50699E+17",
                "姓名", "=HYPERLINK(\"x\")",
                "与户主关系", "",
                "劳动技能", "强",
                "饮水安全", "不知道");
        var columns = new ArrayList<>(faults.keySet());
        columns.forEach(column ->
                rows.add(with(row("H" + rows.size(), "某", People.number(true), "户主"), column, faults.get(column))));

        @SuppressWarnings("unchecked")
        var done = run(ledger(rows.toArray(List[]::new)));

        var found = imports.rejected(done.id(), 100);
        assertThat(found).hasSize(columns.size());
        for (var i = 0; i < columns.size(); i++) {
            var fault = found.get(i).faults().get(0);
            assertThat(fault.column()).isEqualTo(columns.get(i));
            assertThat(fault.remedy()).isNotBlank();
        }
        assertThat(done.counts().households()).isZero();
    }

    @Test
    void whatDecidesNothingIsLeftOutWithANote() throws IOException {
        var done = run(ledger(with(row("H1", "阿拉坦", head, "户主"), "联系电话", "没有", "银行账号", "6.222E+15", "性别", "女")));

        assertThat(imports.notes(done.id(), 10))
                .containsExactly("第3行：联系电话不是7到12位数字，没有登记；银行账号被Excel变成了科学计数，没有登记；性别与证件号码不符，已按证件号码登记为男");
        assertThat(households.findByNumber("H1").orElseThrow().phone()).isNull();
    }

    // People who move

    @Test
    void whoStandsInAnotherHouseholdMovesThere() throws IOException {
        run(ledger(row("H1", "阿拉坦", head, "户主"), row("H1", "巴图", son, "之子")));

        var waiting =
                run(ledger(row("H1", "阿拉坦", head, "户主"), row("H2", "巴图", son, "户主"), row("H2", "萨仁", wife, "配偶")));
        assertThat(imports.arrivals(waiting.id(), true, 10))
                .extracting(arrival -> arrival.name() + arrival.from() + "→" + arrival.household())
                .containsExactly("巴图H1→H2");
        confirmed(waiting);

        assertThat(households.findByNumber("H1").orElseThrow().belonging()).hasSize(1);
        assertThat(households.findByNumber("H2").orElseThrow().headName()).isEqualTo("巴图");
    }

    @Test
    void headsMayChangePlacesAndAFormerHeadWhoIsGoneStaysUntilSomebodySaysWhy() throws IOException {
        run(ledger(
                row("H1", "阿拉坦", head, "户主"), row("H1", "巴图", son, "之子"), row("H2", "甲", People.number(true), "户主")));
        confirmed(run(ledger(row("H1", "阿拉坦", head, "之父"), row("H1", "巴图", son, "户主"))));
        assertThat(households.findByNumber("H1").orElseThrow().headName()).isEqualTo("巴图");

        confirmed(run(ledger(row("H1", "萨仁", wife, "户主"), row("H1", "阿拉坦", head, "之父"))));
        var household = households.findByNumber("H1").orElseThrow();
        assertThat(household.headName()).isEqualTo("萨仁");
        assertThat(household.belonging()).extracting(HouseholdMember::relation).contains("原户主");
    }

    @Test
    void aMendedIdentityNumberIsTheSamePerson() throws IOException {
        run(ledger(row("H1", "阿拉坦", head, "户主"), row("H1", "巴图", son, "之子")));
        var id = households.findMember(son).orElseThrow().id();
        var right = People.number(true);

        var waiting = run(ledger(row("H1", "阿拉坦", head, "户主"), row("H1", "巴图", right, "之子")));
        assertThat(imports.changes(waiting.id(), 10)).singleElement().satisfies(change -> {
            assertThat(change.field()).isEqualTo("证件号码");
            assertThat(change.from()).isEqualTo("*".repeat(18));
        });
        confirmed(waiting);

        assertThat(households.findMember(right).orElseThrow().id()).isEqualTo(id);
        assertThat(households.findMember(son)).isEmpty();
    }

    @Test
    void aHouseholdAddedByHandGetsTheNumberOfTheLedger() throws IOException {
        var added = households.insert(
                new NewHousehold(
                        new DivisionCode(VILLAGE),
                        null,
                        RegistrationType.ORDINARY,
                        PolicyStatus.UNKNOWN,
                        Residency.YES,
                        "",
                        List.of(),
                        "漏登"),
                VILLAGE + "L0001",
                null,
                county);
        households.insert(
                added, new NewHousehold.NewMember("阿拉坦", head.value(), "户主", null, Set.of(), null, null, null), head);

        confirmed(run(ledger(row("H1", "阿拉坦", head, "户主"), row("H1", "萨仁", wife, "配偶"))));

        assertThat(households.findByNumber("H1").orElseThrow().id()).isEqualTo(added);
        assertThat(households.require(added).belonging()).hasSize(2);
    }

    @Test
    void theDeadAreNotRegisteredAgain() throws IOException {
        run(ledger(row("H1", "阿拉坦", head, "户主"), row("H1", "巴图", son, "之子")));
        households.setDied(households.findMember(son).orElseThrow().id(), LocalDate.of(2026, 8, 1));

        var again = run(ledger(row("H1", "阿拉坦", head, "户主"), with(row("H1", "巴图", son, "之子"), "民族", "蒙古族")));

        assertThat(reasons(again.id())).containsExactly("4 registered as dead");
    }

    @Test
    void aPersonIsNotTakenOutOfAHouseholdThatTheFileDoesNotSpeakOf() throws IOException {
        run(ledger(row("H1", "阿拉坦", head, "户主"), row("H1", "巴图", son, "之子")));

        var refused = run(ledger(row("H2", "巴图", son, "户主")));

        assertThat(reasons(refused.id())).containsExactly("3 registered elsewhere");
        assertThat(households.findByNumber("H1").orElseThrow().belonging()).hasSize(2);
    }

    @Test
    void whoLivedAloneMayMoveToHisChildren() throws IOException {
        run(ledger(row("H1", "阿拉坦", head, "户主"), row("H2", "巴图", son, "户主")));

        confirmed(run(ledger(row("H2", "巴图", son, "户主"), row("H2", "阿拉坦", head, "之父"))));

        assertThat(households.findByNumber("H2").orElseThrow().belonging()).hasSize(2);
    }

    // Whose division it is

    @Test
    void aTownTakesInItsOwnVillagesOnly() throws IOException {
        var town = People.actor(Role.TOWN_CLERK, "150625100");

        var done = Imports.run(
                service,
                ledger(row("H1", "阿拉坦", head, "户主"), with(row("H2", "巴图", son, "户主"), "村编码", OTHER_TOWN)),
                "150625100",
                town);

        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(reasons(done.id())).containsExactly("4 other division");
    }

    @Test
    void aTownCannotTakeAwayAnotherTownsPeopleOrHouseholds() throws IOException {
        run(ledger(
                with(row("H1", "阿拉坦", head, "户主"), "村编码", OTHER_TOWN),
                with(row("H2", "萨仁", wife, "户主"), "村编码", OTHER_TOWN)));

        var refused = Imports.run(
                service,
                ledger(row("H1", "巴图", son, "户主"), row("H9", "萨仁", wife, "户主")),
                "150625100",
                People.actor(Role.TOWN_CLERK, "150625100"));

        assertThat(reasons(refused.id())).containsExactly("3 other division", "4 registered elsewhere");
        assertThat(households.findMember(wife).orElseThrow().household())
                .isEqualTo(households.findByNumber("H2").orElseThrow().id());
    }

    @Test
    void villagesAreFoundByNameWhenThereIsNoCode() throws IOException {
        var rows = List.of(
                List.of("户编号", "苏木乡镇", "嘎查村", "户类型", "姓名", "公民身份号码", "关系"),
                List.of("H1", "锡尼镇", "阿日柴达木村", "一般农户", "甲", head.value(), "户主"),
                List.of("H2", "锡尼镇", "阿日柴达木村委会", "一般农户", "乙", wife.value(), "户主"),
                List.of("H3", "锡尼镇", "没有的村", "一般农户", "丙", son.value(), "户主"));

        var done = run(Workbooks.ofTexts(folder, rows));

        assertThat(reasons(done.id())).containsExactly("4 unknown village");
        assertThat(households.findByNumber("H1").orElseThrow().village()).isEqualTo(new DivisionCode(VILLAGE));
        assertThat(households.findByNumber("H2").orElseThrow().residency()).isEqualTo(Residency.DOUBTFUL);
    }

    // Files and accidents

    @Test
    void aFileThatIsNoLedgerIsRefusedWithAWord() throws IOException {
        var file = folder.resolve("x.xlsx");
        // A picture that somebody has renamed.
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13});

        var refused = run(file);

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.message()).contains("不是Excel工作簿");
        assertThat(count("register_import_row")).isZero();
    }

    @Test
    void aProcessKilledWhileWritingLeavesTheRegisterAsItWas() throws IOException {
        run(ledger(row("H1", "阿拉坦", head, "户主")));
        var waiting = run(ledger(with(row("H1", "阿拉坦", head, "户主"), "年人均纯收入", "1"), row("H2", "巴图", son, "户主")));
        // The trigger ends the database session in the middle of the writing, as a killed process would.
        jdbc.sql("select 1").query(Integer.class).single();
        var before = count("household_change");
        killOnInsertOf("H2");

        service.confirm(waiting.id(), county);
        var after = Imports.await(service, waiting.id());

        assertThat(after.state()).isEqualTo(State.AWAITING_CONFIRMATION);
        assertThat(after.message()).contains("什么都没有写入");
        assertThat(count("household")).isEqualTo(1);
        assertThat(count("household_change")).isEqualTo(before);
        assertThat(households.findByNumber("H1").orElseThrow().registeredIncome())
                .isEqualByComparingTo("8000");

        owner().sql("drop function app.die() cascade").update();
        confirmed(after);
        assertThat(count("household")).isEqualTo(2);
    }

    private JdbcClient owner() {
        return JdbcClient.create(database().owner());
    }

    private TestPostgres.Database database() {
        return new TestPostgres.Database(
                jdbc.sql("select current_database()").query(String.class).single());
    }

    private void killOnInsertOf(String number) {
        owner().sql("""
                        create function app.die() returns trigger language plpgsql as $$
                        begin
                          if new.number = '%s' then perform pg_terminate_backend(pg_backend_pid()); end if;
                          return new;
                        end $$""".formatted(number)).update();
        owner().sql("create trigger die before insert on app.household for each row execute function app.die()")
                .update();
    }

    @Test
    void aProcessKilledWhileReadingIsNoticedAndLeavesNothing() {
        var id = ImportId.next();
        imports.create(id, new DivisionCode(COUNTY), new byte[32], "台账.xlsx", county);
        owner().sql("update app.register_import set heartbeat_at = clock_timestamp() - interval '1 minute'")
                .update();

        var found = service.find(id).orElseThrow();

        assertThat(found.state()).isEqualTo(State.FAILED);
        assertThat(found.message()).contains("中断").contains("重新上传");
    }

    @Test
    void noTextAboutARefusedRowRepeatsAnIdentityNumber() {
        var done = run(Imports.REGISTER);

        assertThat(imports.rejected(done.id(), 100))
                .extracting(RejectedRow::toString)
                .noneMatch(text -> text.matches("(?s).*\\d{15}.*"));
    }
}
