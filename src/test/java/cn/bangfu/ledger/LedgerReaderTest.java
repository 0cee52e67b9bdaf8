package cn.bangfu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbookType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerReaderTest {

    private enum Column implements LedgerColumn {
        HOUSEHOLD("户编号", true, "家庭编号"),
        NAME("姓名", true, "家庭成员姓名"),
        NUMBER("证件号码", true, "身份证号码", "公民身份号码"),
        INCOME("年人均纯收入", false, "人均纯收入"),
        BORN("出生日期", false);

        private final String heading;
        private final boolean required;
        private final List<String> others;

        Column(String heading, boolean required, String... others) {
            this.heading = heading;
            this.required = required;
            this.others = List.of(others);
        }

        @Override
        public String heading() {
            return heading;
        }

        @Override
        public List<String> alsoCalled() {
            return others;
        }

        @Override
        public boolean required() {
            return required;
        }
    }

    private static final List<String> HEADINGS = List.of("户编号", "姓名", "证件号码", "年人均纯收入(元)");

    @TempDir
    private Path folder;

    private final List<LedgerRow<Column>> rows = new ArrayList<>();
    private final List<LedgerTable<Column>> tables = new ArrayList<>();

    private LedgerReading read(Path file) throws IOException {
        return new LedgerReader<>(List.of(Column.values())).read(file, new LedgerHandler<>() {
            @Override
            public String table(LedgerTable<Column> table) {
                tables.add(table);
                return null;
            }

            @Override
            public void row(LedgerRow<Column> row) {
                rows.add(row);
            }
        });
    }

    private String refusal(Path file) throws IOException {
        var reading = read(file);
        assertThat(reading).isInstanceOf(LedgerReading.Refused.class);
        return ((LedgerReading.Refused) reading).message();
    }

    @Test
    void readsTheRegisterAsTheOfficeSentIt() throws Exception {
        var reading = read(Path.of("src/main/resources/demo/county-150625/register.xlsx"));

        assertThat(reading).isInstanceOfSatisfying(LedgerReading.Read.class, read -> {
            assertThat(read.rows()).isEqualTo(780);
            assertThat(read.skipped()).isEqualTo(1);
        });
        assertThat(tables).singleElement().satisfies(table -> {
            assertThat(table.titles()).containsExactly("杭锦旗农村家庭台账(2026年6月)", "填报单位:杭锦旗农牧局");
            assertThat(table.headingLine()).isEqualTo(3);
        });
        assertThat(rows.get(0).line()).isEqualTo(4);
        assertThat(rows.get(779).line()).isEqualTo(783);
        assertThat(rows.get(0).text(Column.INCOME)).isEqualTo("19617");
        assertThat(rows.get(67).text(Column.NUMBER)).isEqualTo("150699195401173480");
        assertThat(rows.get(67).originals().get(14)).isEqualTo(" 150699195401173480\u3000");
    }

    @Test
    void headingsMayStandInAnyOrderUnderOtherNamesAndBelowTitles() throws Exception {
        read(Workbooks.ofTexts(
                folder,
                List.of(
                        List.of("某某旗台账"),
                        List.of("填报单位:农牧局", "", "2026年6月"),
                        List.of("序号", "* 公民身份号码 (18位)", "家庭成员姓名", "人 均 纯 收 入(元)", "家庭编号", "备注"),
                        List.of("1", "X1", "甲", "100", "H1", "x"))));

        assertThat(tables.get(0).titles()).containsExactly("某某旗台账", "填报单位:农牧局 2026年6月");
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(4);
            assertThat(row.text(Column.NUMBER)).isEqualTo("X1");
            assertThat(row.text(Column.NAME)).isEqualTo("甲");
            assertThat(row.text(Column.INCOME)).isEqualTo("100");
            assertThat(row.text(Column.HOUSEHOLD)).isEqualTo("H1");
            assertThat(row.text(Column.BORN)).isEmpty();
            assertThat(row.originals()).containsExactly("1", "X1", "甲", "100", "H1", "x");
        });
    }

    @Test
    void headingsOfTwoRowsAreReadTogether() throws Exception {
        read(Workbooks.ofTexts(
                folder,
                List.of(
                        List.of("户编号", "家庭成员", "", "收入"),
                        List.of("", "姓名", "证件号码", "年人均纯收入"),
                        List.of("H1", "甲", "X1", "100"))));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.text(Column.HOUSEHOLD)).isEqualTo("H1");
            assertThat(row.text(Column.INCOME)).isEqualTo("100");
        });
    }

    @Test
    void totalsFootersBlankRowsAndRepeatedHeadingsAreNoRows() throws Exception {
        read(Workbooks.ofTexts(
                folder,
                List.of(
                        HEADINGS,
                        List.of("H1", "甲", "X1", "100"),
                        List.of("小 计", "1", "", "100"),
                        List.of("", "  ", "\u3000", ""),
                        HEADINGS,
                        List.of("H2", "乙", "X2", "200"),
                        List.of("合计", "2"),
                        List.of("总计:2户2人"),
                        List.of("填表人:张三 审核人:李四"),
                        List.of("注:以上数据截至6月底"))));

        assertThat(rows).extracting(LedgerRow::line).containsExactly(2, 6);
    }

    @Test
    void aRowWithoutANumberIsStillARow() throws Exception {
        read(Workbooks.ofTexts(folder, List.of(HEADINGS, List.of("H1", "甲", "", "100"))));

        assertThat(rows).singleElement().satisfies(row -> assertThat(row.text(Column.NUMBER))
                .isEmpty());
    }

    @Test
    void cellsMergedDownwardsSayTheSameForEachRow() throws Exception {
        read(Workbooks.of(folder, book -> {
            var sheet = book.createSheet();
            Workbooks.put(
                    sheet,
                    0,
                    List.of(
                            HEADINGS,
                            List.of("H1", "甲", "X1", "100"),
                            List.of("", "乙", "X2", ""),
                            List.of("", "丙", "X3", ""),
                            List.of("H2", "丁", "X4", "300")));
            sheet.addMergedRegion(new CellRangeAddress(1, 3, 0, 0));
            sheet.addMergedRegion(new CellRangeAddress(1, 2, 3, 3));
        }));

        assertThat(rows).extracting(row -> row.text(Column.HOUSEHOLD)).containsExactly("H1", "H1", "H1", "H2");
        assertThat(rows).extracting(row -> row.text(Column.INCOME)).containsExactly("100", "100", "", "300");
    }

    @Test
    void numbersDatesAndFormulasSayWhatTheyAre() throws Exception {
        read(Workbooks.of(folder, book -> {
            var sheet = book.createSheet();
            Workbooks.put(sheet, 0, List.of(List.of("户编号", "姓名", "证件号码", "年人均纯收入", "出生日期")));
            var row = sheet.createRow(1);
            row.createCell(0).setCellValue(150625100203d);
            row.createCell(1).setCellValue("甲");
            row.createCell(2).setCellValue(150699195911288050d);
            row.createCell(3).setCellValue(0.1 + 0.2);
            var date = row.createCell(4);
            date.setCellValue(LocalDate.of(1959, 11, 28));
            var style = book.createCellStyle();
            style.setDataFormat(book.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
            date.setCellStyle(style);
            var second = sheet.createRow(2);
            second.createCell(0).setCellFormula("A2");
            second.getCell(0).setCellValue("H1");
            second.createCell(1).setCellErrorValue((byte) 0x2A);
        }));

        var first = rows.get(0);
        assertThat(first.cell(Column.HOUSEHOLD)).isEqualTo(new LedgerCell(LedgerCell.Kind.NUMBER, "150625100203"));
        assertThat(first.cell(Column.NUMBER).kind()).isEqualTo(LedgerCell.Kind.NUMBER_WITH_LOST_DIGITS);
        assertThat(first.cell(Column.NUMBER).text()).isEqualTo("1.50699195911288E+17");
        assertThat(first.cell(Column.INCOME).text()).isEqualTo("0.3");
        assertThat(first.cell(Column.BORN)).isEqualTo(new LedgerCell(LedgerCell.Kind.DATE, "1959-11-28"));
        assertThat(rows.get(1).cell(Column.HOUSEHOLD)).isEqualTo(new LedgerCell(LedgerCell.Kind.FORMULA, "H1"));
        assertThat(rows.get(1).cell(Column.NAME).kind()).isEqualTo(LedgerCell.Kind.ERROR);
    }

    @Test
    void hiddenSheetsAreLeftOutAndSaidSoExplanationsAreLeftOutSilently() throws Exception {
        var reading = read(Workbooks.of(folder, book -> {
            Workbooks.put(book.createSheet("填表说明"), 0, List.of(List.of("证件号码填写18位")));
            Workbooks.put(book.createSheet("一村"), 0, List.of(HEADINGS, List.of("H1", "甲", "X1", "1")));
            Workbooks.put(book.createSheet("去年"), 0, List.of(HEADINGS, List.of("H9", "旧", "X9", "9")));
            book.setSheetVisibility(2, SheetVisibility.HIDDEN);
            Workbooks.put(book.createSheet("二村"), 0, List.of(HEADINGS, List.of("H2", "乙", "X2", "2")));
        }));

        assertThat(rows).extracting(row -> row.table().sheet()).containsExactly("一村", "二村");
        assertThat(((LedgerReading.Read) reading).notes()).containsExactly("隐藏的工作表“去年”没有读取。");
    }

    @Test
    void anOfficeThatForgotAColumnIsToldWhich() throws Exception {
        var file = Workbooks.ofTexts(
                folder, List.of(List.of("户编号", "姓名", "年人均纯收入", "出生日期"), List.of("H1", "甲", "1", "2000-01-01")));

        assertThat(refusal(file)).contains("工作表“台账”缺少“证件号码”列");
    }

    @Test
    void aSheetWithoutHeadingsIsRefused() throws Exception {
        assertThat(refusal(Workbooks.ofTexts(folder, List.of(List.of("甲", "乙")))))
                .startsWith("没有找到表头");
    }

    @Test
    void twoColumnsForOneThingAreRefused() throws Exception {
        var file = Workbooks.ofTexts(folder, List.of(List.of("户编号", "姓名", "证件号码", "公民身份号码")));

        assertThat(refusal(file)).contains("第3列“证件号码”和第4列“公民身份号码”");
    }

    @Test
    void theUsualHeadingGoesBeforeOneThatOnlyMeansTheSame() throws Exception {
        read(Workbooks.ofTexts(
                folder, List.of(List.of("户编号", "姓名(户主)", "姓名", "证件号码"), List.of("H1", "户主", "甲", "X1"))));

        assertThat(rows.get(0).text(Column.NAME)).isEqualTo("甲");
    }

    @Test
    void whatTheTakerThrowsComesOutUnchanged() throws Exception {
        var file = Workbooks.ofTexts(folder, List.of(HEADINGS, List.of("H1", "甲", "X1", "1")));
        var thrown = new UncheckedIOException(new IOException("database gone"));

        assertThatThrownBy(() -> new LedgerReader<>(List.of(Column.values())).read(file, row -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void textsBetweenQuotesMayHoldSeparatorsQuotesAndLineEnds() throws Exception {
        var file = Files.writeString(
                folder.resolve("quoted.csv"),
                "户编号,姓名,证件号码\r\n\"1,5\",\"甲\"\"乙\"\"\"  ,丙5\"3\r\n\r\n2,\"两\n行\",丁\r3,戊,己");

        assertThat(read(file)).isInstanceOf(LedgerReading.Read.class);

        assertThat(rows).extracting(LedgerRow::line).containsExactly(2, 5, 6);
        assertThat(rows.get(0).originals()).containsExactly("1,5", "甲\"乙\"", "丙5\"3");
        assertThat(rows.get(1).originals()).containsExactly("2", "两\n行", "丁");
        assertThat(rows.get(2).originals()).containsExactly("3", "戊", "己");
        for (var text : List.of("户编号,姓名,证件号码\n1,\"甲\"乙,丙\n", "户编号,姓名,证件号码\n1,甲,\"丙\n")) {
            assertThat(refusal(Files.writeString(folder.resolve("unpaired.csv"), text)))
                    .contains("引号不成对");
        }
    }

    // Files that nobody should send

    /** What is put on the heap in all, kept or not: a fraction of what the file would be when it is unpacked. */
    @ParameterizedTest
    @Timeout(60)
    @CsvSource({
        "one cell of a zip, 异常膨胀 超过32767字, 256",
        "rows of a zip, 异常膨胀, 256",
        "blank rows, 异常膨胀 超过20000行空行, 64",
        "blank lines, 超过20000行空行, 64",
        "one line, 超过32767字, 16",
        "one quoted cell, 超过32767字, 16",
        "separators, 超过512列, 16",
        "zeros, 文字编码不能识别, 16"
    })
    void hostileFilesAreRefusedWithLittleWork(String kind, String reasons, int megabytes) throws Exception {
        var file = folder.resolve("hostile.csv");
        switch (kind) {
            case "one cell of a zip" -> file = repeated("<row><c t=\"inlineStr\"><is><t>", " ");
            case "rows of a zip" -> file = repeated("", "<row><c><v>1</v></c></row>");
            case "blank rows" -> file = repeated("", "<row/>");
            case "blank lines" -> repeated(file, "", "\n");
            case "one line" -> repeated(file, "", "甲");
            case "one quoted cell" -> repeated(file, "\"", "a\n,\"\"");
            case "separators" -> repeated(file, "", ",");
            default -> repeated(file, "", "\0");
        }
        refusal(small());
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();

        var refusal = refusal(file);

        assertThat(refusal).containsAnyOf(reasons.split(" "));
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) >> 20)
                .as("MB")
                .isLessThan(megabytes);
    }

    /** A first file, so that loading the classes does not count. */
    private Path small() throws IOException {
        return Files.writeString(folder.resolve("small.csv"), "一,二\n");
    }

    private Path repeated(String head, String same) throws IOException {
        return Workbooks.raw(folder, out -> {
            out.write(("<worksheet><sheetData>" + head).getBytes(StandardCharsets.UTF_8));
            var bytes = same.repeat((4 << 20) / same.length()).getBytes(StandardCharsets.UTF_8);
            for (var i = 0; i < 50; i++) {
                out.write(bytes);
            }
        });
    }

    /** Some fifty megabytes of it. */
    private static void repeated(Path file, String head, String same) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            var bytes = same.repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
            for (var written = 0; written < 50 << 20; written += bytes.length) {
                out.write(bytes);
            }
        }
    }

    @Test
    @Timeout(10)
    void aZipBombIsRefused() throws Exception {
        var file = Workbooks.raw(folder, out -> {
            out.write("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"
                    .getBytes(StandardCharsets.UTF_8));
            var spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (var i = 0; i < 500; i++) {
                out.write(spaces);
            }
        });

        assertThat(refusal(file)).containsAnyOf("异常膨胀", "超过32767字");
    }

    @Test
    @Timeout(10)
    void aMillionBlankRowsAreRefused() throws Exception {
        var file = Workbooks.raw(folder, out -> {
            out.write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                    .getBytes(StandardCharsets.UTF_8));
            for (var i = 1; i <= 1_000_000; i++) {
                out.write(("<row r=\"" + i + "\" s=\"" + i * 7919 % 100_000 + "\"/>").getBytes(StandardCharsets.UTF_8));
            }
            out.write("</sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(refusal(file)).contains("超过20000行空行");
    }

    @Test
    @Timeout(10)
    void aRowOfAMillionColumnsIsRefused() throws Exception {
        var file = Workbooks.raw(folder, out -> {
            out.write("<worksheet><sheetData><row r=\"1\">".getBytes(StandardCharsets.UTF_8));
            for (var i = 1; i <= 1_000_000; i++) {
                out.write(("<c><v>" + i + "</v></c>").getBytes(StandardCharsets.UTF_8));
            }
            out.write("</row></sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(refusal(file)).contains("超过512列");
    }

    @Test
    @Timeout(10)
    void elementsNestedWithoutEndAreRefused() throws Exception {
        var file = Workbooks.raw(folder, out -> {
            for (var i = 0; i < 1_000_000; i++) {
                out.write(("<a" + i % 9973 + ">").getBytes(StandardCharsets.UTF_8));
            }
        });

        assertThat(refusal(file)).contains("损坏");
    }

    @ParameterizedTest
    @Timeout(10)
    @CsvSource(delimiter = '|', textBlock = """
            external entity | <!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>
            external doctype | <!DOCTYPE w SYSTEM "http://127.0.0.1:1/w.dtd"><worksheet/>
            billion laughs | <!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>
            rows backwards | <worksheet><sheetData><row r="9"><c><v>1</v></c></row><row r="3"><c><v>1</v></c></row></sheetData></worksheet>
            shared string that is not there | <worksheet><sheetData><row r="1"><c t="s"><v>7</v></c></row></sheetData></worksheet>
            cell nowhere | <worksheet><sheetData><row r="1"><c r="7"><v>7</v></c></row></sheetData></worksheet>
            cut off | <worksheet><sheetData><row r="1"><c r="A1"><v>7
            """)
    void xmlThatIsNoSheetIsRefused(String name, String xml) throws Exception {
        assertThat(refusal(Workbooks.raw(folder, out -> out.write(xml.getBytes(StandardCharsets.UTF_8)))))
                .contains("损坏");
    }

    @Test
    void aFileWithAPasswordIsToldSo() throws Exception {
        var file = folder.resolve("locked.xlsx");
        try (var container = new POIFSFileSystem();
                var book = new XSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            book.createSheet();
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("123456");
            try (var encrypted = encryptor.getDataStream(container)) {
                book.write(encrypted);
            }
            container.writeFilesystem(out);
        }

        assertThat(refusal(file)).contains("打开密码");
    }

    @Test
    void macrosAreRefused() throws Exception {
        var file = folder.resolve("macro.xlsx");
        try (var book = new XSSFWorkbook(XSSFWorkbookType.XLSM);
                var out = Files.newOutputStream(file)) {
            book.createSheet();
            book.write(out);
        }

        assertThat(refusal(file)).contains("宏");
    }

    @Test
    void otherFilesRenamedToXlsxAreRefused() throws Exception {
        for (var content : Map.of(
                        "picture", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 0},
                        "page", "<html><table><tr><td>户编号</td></tr></table></html>".getBytes(StandardCharsets.UTF_8),
                        "text", "户编号,姓名".getBytes(StandardCharsets.UTF_8),
                        "empty", new byte[0],
                        "half a zip", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0, 0, 0})
                .entrySet()) {
            var file = folder.resolve(content.getKey() + ".xlsx");
            Files.write(file, content.getValue());

            assertThat(refusal(file)).as(content.getKey()).isNotBlank().doesNotContain("Exception");
        }
    }

    @Test
    void aRegisterCutAtAnyPlaceIsRefusedOrReadNeverMore() throws Exception {
        var whole = Files.readAllBytes(Path.of("src/main/resources/demo/county-150625/register.xlsx"));
        var file = folder.resolve("cut.xlsx");
        for (var length = 1; length < whole.length; length += whole.length / 37) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            var started = System.nanoTime();

            assertThat(read(file)).isInstanceOf(LedgerReading.Refused.class);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void whatWeWriteOpensInExcelAndIsReadBack() throws Exception {
        var file = folder.resolve("written.xlsx");
        try (var writer = new LedgerWriter(Files.newOutputStream(file), "退回", 2, List.of(20, 10, 30))) {
            writer.row(LedgerWriter.Look.TITLE, List.of("退回的行"));
            writer.row(LedgerWriter.Look.HEADING, List.of("户编号", "姓名", "证件号码", "问题"));
            writer.row(List.of(
                    new LedgerWriter.Cell("=1+1", LedgerWriter.Look.PLAIN),
                    new LedgerWriter.Cell("<甲&\u0001𠮷>", LedgerWriter.Look.WRONG),
                    new LedgerWriter.Cell(" X1 ", LedgerWriter.Look.PLAIN),
                    new LedgerWriter.Cell("", LedgerWriter.Look.ADDED)));
        }

        try (var in = Files.newInputStream(file);
                var book = new XSSFWorkbook(in)) {
            var cell = book.getSheetAt(0).getRow(2).getCell(0);
            assertThat(cell.getStringCellValue()).isEqualTo("=1+1");
            assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
            assertThat(book.getSheetAt(0).getRow(2).getCell(1).getCellStyle().getFillForegroundColorColor())
                    .isNotNull();
        }
        assertThat(read(file)).isEqualTo(new LedgerReading.Read(1, 0, List.of()));
        assertThat(rows.get(0).originals()).containsExactly("=1+1", "<甲&𠮷>", " X1 ", "");
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.size()).isEqualTo(6);
        }
    }
}
