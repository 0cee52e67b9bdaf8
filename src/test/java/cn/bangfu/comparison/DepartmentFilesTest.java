package cn.bangfu.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.ledger.LedgerColumn;
import cn.bangfu.ledger.LedgerReader;
import cn.bangfu.ledger.LedgerReading;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.policy.DecisionTables;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.IdentityNumber.Reading;
import cn.bangfu.testing.DecisionFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** What a careful reader finds in the files that departments send. */
class DepartmentFilesTest {

    private static final String COUNTY = "demo/county-150625/";

    private static final DecisionTables TABLES = new DecisionFiles();

    private static JsonNode expected;
    private static final Set<String> REGISTERED = new HashSet<>();

    private enum RegisterColumn implements LedgerColumn {
        NUMBER;

        @Override
        public String heading() {
            return "证件号码";
        }

        @Override
        public List<String> alsoCalled() {
            return List.of();
        }

        @Override
        public boolean required() {
            return true;
        }
    }

    @BeforeAll
    static void readRegister() throws IOException {
        expected = new ObjectMapper()
                .readTree(new ClassPathResource(COUNTY + "expected.json").getInputStream())
                .get("departments");
        new LedgerReader<>(List.of(RegisterColumn.NUMBER)).read(resource("register.xlsx"), row -> {
            if (IdentityNumber.read(row.text(RegisterColumn.NUMBER)) instanceof Reading.Read read) {
                REGISTERED.add(read.number().value());
            }
        });
    }

    private static Path resource(String name) throws IOException {
        return new ClassPathResource(COUNTY + name).getFile().toPath();
    }

    private final List<DepartmentRecord> records = new ArrayList<>();
    private final List<RefusedRow> refused = new ArrayList<>();

    /** As an import understands the columns when nobody helps. */
    private LedgerReading read(Register register, Path file) throws IOException {
        records.clear();
        refused.clear();
        var read = FileReadings.of(register, file);
        records.addAll(read.records());
        refused.addAll(read.refused());
        return read.reading();
    }

    private List<RefusedRow.Fault> faults() {
        return refused.stream().flatMap(row -> row.faults().stream()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "vehicles,VEHICLES", "property,PROPERTY", "enterprises,ENTERPRISES", "payroll,PAYROLL", "medical,MEDICAL",
        "disability,DISABILITY", "subsistence,SUBSISTENCE", "dropouts,EDUCATION", "housing,HOUSING", "deaths,DEATHS"
    })
    void findsWhatACarefulReaderFinds(String name, Register register) throws IOException {
        var file = expected.get(name);
        assertThat(read(register, resource(file.get("file").asText()))).isInstanceOf(LedgerReading.Read.class);
        assertThat(records).hasSize(file.get("accepted_rows").asInt());
        assertThat(refused).hasSize(file.get("rejected_rows").asInt());
        var matched = new TreeSet<String>();
        records.stream()
                .filter(record -> isFinding(register, record))
                .map(record -> record.person().value())
                .filter(REGISTERED::contains)
                .forEach(matched::add);
        var people = new TreeSet<String>();
        file.get("matched_people").forEach(person -> people.add(person.asText()));
        assertThat(matched).isEqualTo(people);
    }

    private static boolean isFinding(Register register, DepartmentRecord record) {
        return TABLES.evaluate(
                        DepartmentComparison.DECISION_KEY,
                        Map.of("register", register.name(), "attribute", record.attribute()))
                .flag("finding");
    }

    @Test
    void saysWhatIsWrongWithAMedicalBill() throws IOException {
        read(Register.MEDICAL, resource("医保局-住院费用.xlsx"));
        assertThat(faults()).extracting(RefusedRow.Fault::column).containsExactlyInAnyOrder("身份证号", "个人自付");
        assertThat(faults()).extracting(RefusedRow.Fault::message).anyMatch(message -> message.contains("校验位"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"})
    void readsEveryEncodingThatOfficesSend(String charset, @TempDir Path folder) throws IOException {
        var text = "死亡人员名单,,\n死者姓名,公民身份号码,死亡时间\n吕洋明, １５０６９９１９４８１２１２５０２４ ,2026年3月18日\n合计,1,\n";
        var bytes = ((charset.startsWith("UTF-16") ? "\uFEFF" : "") + text).getBytes(Charset.forName(charset));
        var file = Files.write(folder.resolve("deaths.csv"), bytes);
        assertThat(read(Register.DEATHS, file)).isInstanceOf(LedgerReading.Read.class);
        assertThat(refused).isEmpty();
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.person().value()).isEqualTo("150699194812125024");
            assertThat(record.date()).isEqualTo("2026-03-18");
        });
    }

    @Test
    void refusesATableWithoutTheColumnsItNeeds(@TempDir Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("a.csv"), "姓名,身份证号,备注\n甲,150699194812125024,\n", StandardCharsets.UTF_8);
        assertThat(read(Register.VEHICLES, file))
                .isInstanceOfSatisfying(LedgerReading.Refused.class, refusal -> assertThat(refusal.message())
                        .contains("使用性质"));
    }

    private static final List<String> WAYS =
            List.of("xls", "xlsx", "GB18030", "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16");

    /** The ten files again as other counties send them: other headings, other order, titles, blanks and totals, in every format. */
    @ParameterizedTest
    @CsvSource({
        "vehicles,VEHICLES", "property,PROPERTY", "enterprises,ENTERPRISES", "payroll,PAYROLL", "medical,MEDICAL",
        "disability,DISABILITY", "subsistence,SUBSISTENCE", "dropouts,EDUCATION", "housing,HOUSING", "deaths,DEATHS"
    })
    void findsTheSameInWhateverFormItComes(String name, Register register, @TempDir Path folder) throws IOException {
        read(register, resource(expected.get(name).get("file").asText()));
        var people = records.stream().map(record -> record.person().value()).toList();
        var attributes = records.stream().map(DepartmentRecord::attribute).toList();
        var wrong = refused.size();
        var rows = disguised(register, resource(expected.get(name).get("file").asText()));
        for (var way : WAYS) {
            assertThat(read(register, written(folder, way, rows))).as(way).isInstanceOf(LedgerReading.Read.class);
            assertThat(records.stream().map(record -> record.person().value()))
                    .as(way)
                    .containsExactlyElementsOf(people);
            assertThat(records.stream().map(DepartmentRecord::attribute))
                    .as(way)
                    .containsExactlyElementsOf(attributes);
            assertThat(refused).as(way).hasSize(wrong);
        }
    }

    /** Columns backwards and under their last other name; a title, a blank row and a total besides. */
    private static List<List<String>> disguised(Register register, Path file) throws IOException {
        var sketch = ((LedgerReader.Sketching.Seen) LedgerReader.sketch(file)).sketch();
        var meanings = new ColumnMeanings(register, sketch, Map.of());
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("某某县" + register.label() + "情况表", "", ""));
        rows.add(List.of("", "", ""));
        var said = ColumnMeanings.words(meanings.mapping());
        var columns = DepartmentFileReader.columns(register, said.values());
        var words = new HashMap<String, Optional<DepartmentFileReader.Column>>();
        said.forEach((heading, column) -> words.put(heading, column.map(columns::get)));
        var reader = new LedgerReader<>(List.copyOf(columns.values()), words);
        reader.read(file, row -> {
            if (rows.size() == 2) {
                rows.add(backwards(row.table().headings().stream()
                        .map(heading -> renamed(heading, meanings))
                        .toList()));
            }
            rows.add(backwards(row.originals()));
        });
        var total = new ArrayList<String>();
        rows.get(2).forEach(heading -> total.add(""));
        total.set(0, "合  计");
        rows.add(total);
        return rows;
    }

    private static List<String> backwards(List<String> cells) {
        var backwards = new ArrayList<>(cells);
        Collections.reverse(backwards);
        return backwards;
    }

    private static String renamed(String heading, ColumnMeanings meanings) {
        var key = LedgerText.heading(heading);
        return Optional.ofNullable(ColumnMeanings.words(meanings.mapping()).get(key))
                .flatMap(column -> column)
                .map(column ->
                        "* " + column.alsoCalled().get(column.alsoCalled().size() - 1) + " （必填）")
                .orElse(heading);
    }

    private static Path written(Path folder, String way, List<List<String>> rows) throws IOException {
        var file = folder.resolve("list." + way);
        if (way.startsWith("xls")) {
            try (var book = way.equals("xls") ? new HSSFWorkbook() : new XSSFWorkbook();
                    var out = Files.newOutputStream(file)) {
                var sheet = book.createSheet("Sheet1");
                for (var i = 0; i < rows.size(); i++) {
                    var row = sheet.createRow(i);
                    for (var j = 0; j < rows.get(i).size(); j++) {
                        row.createCell(j).setCellValue(rows.get(i).get(j));
                    }
                }
                book.write(out);
            }
            return file;
        }
        var text = rows.stream()
                .map(row -> row.stream().map(cell -> "\"" + cell + "\"").collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n"));
        return Files.write(file, text.getBytes(Charset.forName(way)));
    }

    @Test
    void saysWhatIsWrongInAnotherCountysFile(@TempDir Path folder) throws IOException {
        var file = folder.resolve("faults.xlsx");
        try (var book = new XSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            var sheet = book.createSheet();
            var heads = List.of("死者姓名", "身份证号码", "去世日期");
            for (var j = 0; j < 3; j++) {
                (j == 0 ? sheet.createRow(0) : sheet.getRow(0)).createCell(j).setCellValue(heads.get(j));
            }
            var numbers = List.of(
                    "150699481212502",
                    "150699194812125025",
                    "15069919481212502A",
                    "150699194802305024",
                    "",
                    "150699194812125024");
            for (var i = 0; i < numbers.size(); i++) {
                var row = sheet.createRow(i + 1);
                row.createCell(0).setCellValue("甲" + i);
                row.createCell(1).setCellValue(numbers.get(i));
                row.createCell(2).setCellValue("2026-03-18");
            }
            var lost = sheet.createRow(7);
            lost.createCell(0).setCellValue("乙");
            lost.createCell(1).setCellValue(150699194812125024d);
            lost.createCell(2).setCellValue("去年春天");
            var formula = sheet.createRow(8);
            formula.createCell(0).setCellValue("丙");
            formula.createCell(1).setCellFormula("\"150699194812125024\"");
            formula.createCell(2).setCellValue("2099-01-01");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            book.write(out);
        }

        read(Register.DEATHS, file);

        assertThat(records).hasSize(1);
        assertThat(faults())
                .extracting(RefusedRow.Fault::message)
                .anyMatch(message -> message.contains("15位"))
                .anyMatch(message -> message.contains("校验位"))
                .anyMatch(message -> message.contains("字符"))
                .anyMatch(message -> message.contains("出生日期"))
                .anyMatch(message -> message.contains("为空"))
                .anyMatch(message -> message.contains("科学计数"))
                .anyMatch(message -> message.contains("公式"))
                .anyMatch(message -> message.contains("不是日期"))
                .anyMatch(message -> message.contains("晚于今天"));
    }
}
