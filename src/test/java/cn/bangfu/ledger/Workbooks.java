package cn.bangfu.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Makes workbooks as offices fill them in, and as nobody should. */
public final class Workbooks {

    private Workbooks() {}

    /** A workbook made with POI, whose cells the test fills. */
    public static Path of(Path folder, Consumer<XSSFWorkbook> fill) throws IOException {
        var file = Files.createTempFile(folder, "book", ".xlsx");
        try (var book = new XSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            fill.accept(book);
            book.write(out);
        }
        return file;
    }

    /** One sheet of texts. */
    public static Path ofTexts(Path folder, List<List<String>> rows) throws IOException {
        return of(folder, book -> put(book.createSheet("台账"), 0, rows));
    }

    /** The same as Excel saves it under “Strict Open XML”. */
    public static Path strict(Path folder, List<List<String>> rows) throws IOException {
        var file = folder.resolve("strict.xlsx");
        try (var from = new ZipInputStream(Files.newInputStream(ofTexts(folder, rows)));
                var to = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                text(
                        to,
                        entry.getName(),
                        new String(from.readAllBytes(), StandardCharsets.UTF_8)
                                .replace(
                                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                                        "http://purl.oclc.org/ooxml/officeDocument/relationships")
                                .replace(
                                        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                        "http://purl.oclc.org/ooxml/spreadsheetml/main"));
            }
        }
        return file;
    }

    public static void put(XSSFSheet sheet, int firstRow, List<List<String>> rows) {
        for (var i = 0; i < rows.size(); i++) {
            var row = sheet.createRow(firstRow + i);
            for (var j = 0; j < rows.get(i).size(); j++) {
                if (rows.get(i).get(j) != null) {
                    row.createCell(j).setCellValue(rows.get(i).get(j));
                }
            }
        }
    }

    /** Writes a part of a hand-made workbook. */
    public interface Part {
        void write(OutputStream out) throws IOException;
    }

    /** The smallest workbook, with a sheet whose XML the test writes itself. */
    public static Path raw(Path folder, Part sheet) throws IOException {
        var file = Files.createTempFile(folder, "raw", ".xlsx");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            text(zip, "[Content_Types].xml", """
                    <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                    <Default Extension="xml" ContentType="application/xml"/>\
                    <Override PartName="/xl/workbook.xml" \
                    ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                    <Override PartName="/xl/worksheets/sheet1.xml" \
                    ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            text(zip, "_rels/.rels", """
                    <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                    <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
                    Target="xl/workbook.xml"/></Relationships>""");
            text(zip, "xl/_rels/workbook.xml.rels", """
                    <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                    <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" \
                    Target="worksheets/sheet1.xml"/></Relationships>""");
            text(zip, "xl/workbook.xml", """
                    <?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>\
                    <sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            sheet.write(zip);
            zip.closeEntry();
        }
        return file;
    }

    private static void text(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
