package cn.bangfu.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.ledger.LedgerColumn;
import cn.bangfu.ledger.LedgerReader;
import cn.bangfu.ledger.LedgerReading;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
        var sketching = LedgerReader.sketch(file);
        if (!(sketching instanceof LedgerReader.Sketching.Seen seen)) {
            return new LedgerReading.Refused(((LedgerReader.Sketching.Refused) sketching).message());
        }
        var meanings = new ColumnMeanings(register, seen.sketch(), Map.of());
        var problems = meanings.problems(meanings.mapping());
        if (!problems.isEmpty()) {
            return new LedgerReading.Refused(String.join("", problems));
        }
        return new DepartmentFileReader(register, LocalDate.of(2026, 11, 21), records::add, refused::add)
                .read(file, ColumnMeanings.words(meanings.mapping()));
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
}
