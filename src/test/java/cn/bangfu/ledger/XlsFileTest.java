package cn.bangfu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks of the old format, and what else offices send instead of xlsx. */
class XlsFileTest {

    private enum Column implements LedgerColumn {
        NAME("姓名"),
        NUMBER("证件号码", "身份证号"),
        DIED("死亡日期"),
        PAID("自付金额");

        private final String heading;
        private final List<String> others;

        Column(String heading, String... others) {
            this.heading = heading;
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
            return this == NUMBER;
        }
    }

    @TempDir
    private Path folder;

    private final List<LedgerRow<Column>> rows = new ArrayList<>();

    private Path book(Consumer<HSSFWorkbook> fill) throws IOException {
        var file = Files.createTempFile(folder, "book", ".xls");
        try (var book = new HSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            fill.accept(book);
            book.write(out);
        }
        return file;
    }

    private LedgerReading read(Path file) throws IOException {
        rows.clear();
        return new LedgerReader<>(List.of(Column.values())).read(file, rows::add);
    }

    private String refusal(Path file) throws IOException {
        var reading = read(file);
        assertThat(reading).isInstanceOf(LedgerReading.Refused.class);
        return ((LedgerReading.Refused) reading).message();
    }

    @Test
    void readsTextsNumbersDatesAndWhatFormulasGave() throws Exception {
        var file = book(book -> {
            var sheet = book.createSheet("死亡名单");
            sheet.createRow(0).createCell(0).setCellValue("死亡人员名单");
            var head = sheet.createRow(2);
            head.createCell(1).setCellValue("身 份 证 号");
            head.createCell(2).setCellValue("姓名");
            head.createCell(3).setCellValue("死亡日期");
            head.createCell(4).setCellValue("自付金额（元）");
            var row = sheet.createRow(5);
            row.createCell(1).setCellValue("150699194812125024");
            row.createCell(2).setCellValue("吕洋明");
            var date = book.createCellStyle();
            date.setDataFormat(book.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
            var died = row.createCell(3);
            died.setCellValue(LocalDate.of(2026, 3, 18));
            died.setCellStyle(date);
            row.createCell(4).setCellValue(12345.6);
            var lost = sheet.createRow(6);
            lost.createCell(1).setCellValue(150699194812125024d);
            lost.createCell(4).setCellFormula("1000+1");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            sheet.createRow(7).createCell(1).setCellValue("合计");
        });

        assertThat(read(file)).isInstanceOf(LedgerReading.Read.class);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).line()).isEqualTo(6);
        assertThat(rows.get(0).table().titles()).containsExactly("死亡人员名单");
        assertThat(rows.get(0).text(Column.NUMBER)).isEqualTo("150699194812125024");
        assertThat(rows.get(0).cell(Column.DIED)).isEqualTo(new LedgerCell(LedgerCell.Kind.DATE, "2026-03-18"));
        assertThat(rows.get(0).cell(Column.PAID)).isEqualTo(new LedgerCell(LedgerCell.Kind.NUMBER, "12345.6"));
        assertThat(rows.get(1).cell(Column.NUMBER).kind()).isEqualTo(LedgerCell.Kind.NUMBER_WITH_LOST_DIGITS);
        assertThat(rows.get(1).cell(Column.PAID)).isEqualTo(new LedgerCell(LedgerCell.Kind.FORMULA, "1001"));
    }

    @Test
    void mergedCellsAreFilledAndHiddenSheetsLeftOut() throws Exception {
        var reading = read(book(book -> {
            for (var name : List.of("去年", "今年")) {
                var sheet = book.createSheet(name);
                sheet.createRow(0).createCell(0).setCellValue("姓名");
                sheet.getRow(0).createCell(1).setCellValue("证件号码");
                sheet.createRow(1).createCell(0).setCellValue("甲");
                sheet.getRow(1).createCell(1).setCellValue(name + "1");
                sheet.createRow(2).createCell(1).setCellValue(name + "2");
                sheet.addMergedRegion(new CellRangeAddress(1, 2, 0, 0));
            }
            book.setSheetVisibility(0, SheetVisibility.HIDDEN);
            book.setActiveSheet(1);
        }));

        assertThat(reading).isEqualTo(new LedgerReading.Read(2, 0, List.of("隐藏的工作表“去年”没有读取。")));
        assertThat(rows).extracting(row -> row.text(Column.NAME)).containsExactly("甲", "甲");
        assertThat(rows).extracting(row -> row.text(Column.NUMBER)).containsExactly("今年1", "今年2");
    }

    @Test
    void aPasswordIsTold() throws Exception {
        Biff8EncryptionKey.setCurrentUserPassword("123456");
        Path file;
        try {
            file = book(book -> book.createSheet().createRow(0).createCell(0).setCellValue("证件号码"));
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }

        assertThat(refusal(file)).contains("打开密码");
    }

    @Test
    void macrosAreRefused() throws Exception {
        var file = folder.resolve("macro.xls");
        try (var container = new POIFSFileSystem();
                var out = Files.newOutputStream(file)) {
            container.createDirectory("_VBA_PROJECT_CUR");
            container.writeFilesystem(out);
        }

        assertThat(refusal(file)).contains("宏");
    }

    @Test
    void aBookCutOrSpoiltAnywhereIsRefusedOrReadAndNeverMore() throws Exception {
        var whole = Files.readAllBytes(book(book -> {
            var sheet = book.createSheet();
            for (var i = 0; i < 500; i++) {
                var row = sheet.createRow(i);
                row.createCell(0).setCellValue(i == 0 ? "证件号码" : "X" + i);
                row.createCell(1).setCellValue(i == 0 ? "姓名" : "甲" + i);
            }
        }));
        var file = folder.resolve("cut.xls");
        for (var at = 1; at < whole.length; at += whole.length / 41) {
            Files.write(file, Arrays.copyOf(whole, at));
            assertQuick(file);
            var spoilt = whole.clone();
            Arrays.fill(spoilt, at, Math.min(at + 64, spoilt.length), (byte) 0xFF);
            Files.write(file, spoilt);
            assertQuick(file);
        }
    }

    private void assertQuick(Path file) throws IOException {
        var started = System.nanoTime();
        assertThat(read(file)).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void utf16WithoutItsMarkIsRead() throws Exception {
        for (var charset : List.of("UTF-16LE", "UTF-16BE")) {
            var file = folder.resolve(charset + ".csv");
            Files.write(file, "姓名,证件号码\r\n吕洋明,150699194812125024\r\n".getBytes(charset));

            assertThat(read(file)).as(charset).isEqualTo(new LedgerReading.Read(1, 0, List.of()));
            assertThat(rows.get(0).text(Column.NAME)).isEqualTo("吕洋明");
        }
    }

    @Test
    void aMillionBlankLinesOfTextAreRefused() throws Exception {
        var file = Files.writeString(folder.resolve("blank.csv"), "姓名,证件号码\n" + ",\n".repeat(1_000_000));
        var started = System.nanoTime();

        assertThat(refusal(file)).contains("超过20000行空行");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void whatSomebodySaidOfAHeadingGoesBeforeItsName() throws Exception {
        var file = Files.writeString(folder.resolve("said.csv"), "姓名,证件号码,死者证号\n报告人,A1,X1\n");
        var said = Map.of("死者证号", Optional.of(Column.NUMBER), "证件号码", Optional.<Column>empty());
        rows.clear();

        new LedgerReader<>(List.of(Column.values()), said).read(file, rows::add);

        assertThat(rows.get(0).text(Column.NUMBER)).isEqualTo("X1");
        assertThat(((LedgerReading.Read) read(file)).rows()).isOne();
        assertThat(rows.get(0).text(Column.NUMBER)).isEqualTo("A1");
    }

    @Test
    void aSketchShowsTheFirstRowsAndReadsNoFurther() throws Exception {
        var text = new StringBuilder("名单\n姓名,证件号码\n");
        for (var i = 0; i < 100_000; i++) {
            text.append("甲,").append(i).append('\n');
        }
        text.append("\"unfinished");
        var file = Files.writeString(folder.resolve("long.csv"), text);

        var sketch = ((LedgerReader.Sketching.Seen) LedgerReader.sketch(file)).sketch();
        assertThat(sketch.sheets()).singleElement().satisfies(sheet -> {
            assertThat(sheet.rows()).hasSize(LedgerSketch.MOST_ROWS);
            assertThat(sheet.rows().get(1).cells()).extracting(LedgerCell::text).containsExactly("姓名", "证件号码");
        });
        assertThat(LedgerReader.sketch(Files.write(folder.resolve("nothing.xls"), new byte[0])))
                .isInstanceOf(LedgerReader.Sketching.Refused.class);
    }
}
