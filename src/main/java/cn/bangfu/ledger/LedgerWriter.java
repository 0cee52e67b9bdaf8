package cn.bangfu.ledger;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an xlsx workbook of one sheet straight into a stream: no row is kept, and no temporary file with people's data is left behind.
 * Every cell is text and is marked as such, so that nothing a person typed ever becomes a formula.
 */
public final class LedgerWriter implements AutoCloseable {

    /** How a cell looks. Its ordinal is the index of its style in {@link #STYLES}. */
    public enum Look {
        PLAIN,
        TITLE,
        HEADING,
        /** What is wrong, on a red ground. */
        WRONG,
        /** What we add to somebody's own columns. */
        ADDED
    }

    /** A cell to write. */
    public record Cell(String text, Look look) {}

    private static final String CONTENT_TYPES = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Default Extension="xml" ContentType="application/xml"/>\
            <Override PartName="/xl/workbook.xml" \
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
            <Override PartName="/xl/worksheets/sheet1.xml" \
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
            <Override PartName="/xl/styles.xml" \
            ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""";

    private static final String ROOT_RELATIONS = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
            Target="xl/workbook.xml"/></Relationships>""";

    private static final String BOOK_RELATIONS = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" \
            Target="worksheets/sheet1.xml"/><Relationship Id="rId2" \
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>\
            </Relationships>""";

    private static final String STYLES = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="4">\
            <font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="14"/><name val="宋体"/></font>\
            <font><b/><sz val="11"/><name val="宋体"/></font><font><sz val="11"/><color rgb="FF9C0006"/><name val="宋体"/></font>\
            </fonts><fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
            <fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill>\
            <fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/></patternFill></fill>\
            <fill><patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/></patternFill></fill></fills>\
            <borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border>\
            </borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5">\
            <xf numFmtId="49" fontId="0" fillId="0" borderId="1" quotePrefix="1" applyNumberFormat="1" applyBorder="1"/>\
            <xf numFmtId="49" fontId="1" fillId="0" borderId="0" quotePrefix="1" applyNumberFormat="1" applyFont="1"/>\
            <xf numFmtId="49" fontId="2" fillId="2" borderId="1" quotePrefix="1" applyNumberFormat="1" applyFont="1" applyFill="1" \
            applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>\
            <xf numFmtId="49" fontId="3" fillId="3" borderId="1" quotePrefix="1" applyNumberFormat="1" applyFont="1" applyFill="1" \
            applyBorder="1"/>\
            <xf numFmtId="49" fontId="0" fillId="4" borderId="1" quotePrefix="1" applyNumberFormat="1" applyFill="1" applyBorder="1" \
            applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>""";

    private final ZipOutputStream zip;
    private final Writer sheet;
    private int line;

    /**
     * @param out closed together with this
     * @param frozenRows rows that stay in sight while scrolling: titles and headings
     * @param widths width of each column in characters
     */
    public LedgerWriter(OutputStream out, String sheetName, int frozenRows, List<Integer> widths) throws IOException {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        part("[Content_Types].xml", CONTENT_TYPES);
        part("_rels/.rels", ROOT_RELATIONS);
        part("xl/_rels/workbook.xml.rels", BOOK_RELATIONS);
        part("xl/styles.xml", STYLES);
        var book = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<workbook ")
                .append("xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" ")
                .append("xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">")
                .append("<sheets><sheet name=\"");
        escape(sheetName, book);
        part(
                "xl/workbook.xml",
                book.append("\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")
                        .toString());
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
        sheet = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 15);
        sheet.write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        if (frozenRows > 0) {
            sheet.write("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"" + frozenRows
                    + "\" topLeftCell=\"A" + (frozenRows + 1)
                    + "\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        }
        if (!widths.isEmpty()) {
            sheet.write("<cols>");
            for (var i = 1; i <= widths.size(); i++) {
                sheet.write("<col min=\"" + i + "\" max=\"" + i + "\" width=\"" + widths.get(i - 1)
                        + "\" customWidth=\"1\"/>");
            }
            sheet.write("</cols>");
        }
        sheet.write("<sheetData>");
    }

    private void part(String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** A row of cells that all look the same. */
    public void row(Look look, List<String> texts) throws IOException {
        row(texts.stream().map(text -> new Cell(text, look)).toList());
    }

    public void row(List<Cell> cells) throws IOException {
        line++;
        var xml = new StringBuilder("<row r=\"").append(line).append("\">");
        for (var i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            xml.append("<c r=\"");
            appendColumn(i, xml);
            xml.append(line).append("\" s=\"").append(cell.look().ordinal());
            if (cell.text().isEmpty()) {
                xml.append("\"/>");
            } else {
                xml.append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                escape(cell.text(), xml);
                xml.append("</t></is></c>");
            }
        }
        sheet.append(xml.append("</row>"));
    }

    private static void appendColumn(int index, StringBuilder xml) {
        if (index >= 26) {
            appendColumn(index / 26 - 1, xml);
        }
        xml.append((char) ('A' + index % 26));
    }

    /** Characters that XML can't hold are left out. */
    private static void escape(String text, StringBuilder xml) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                default -> {
                    var allowed = c >= ' ' && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF);
                    if (allowed || c == '\t' || c == '\n') {
                        xml.appendCodePoint(c);
                    }
                }
            }
        });
    }

    /** Ends the workbook; one that is not closed does not open. */
    @Override
    public void close() throws IOException {
        sheet.write("</sheetData></worksheet>");
        sheet.flush();
        zip.closeEntry();
        zip.close();
    }
}
