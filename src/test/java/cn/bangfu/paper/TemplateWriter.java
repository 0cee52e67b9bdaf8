package cn.bangfu.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;

/** Writes the Word templates that come along, in the typefaces and sizes of official papers. */
final class TemplateWriter {

    private static final int WIDTH = 9070;
    private static final int WIDE = 13860;

    private final XWPFDocument document = new XWPFDocument();
    private final int width;

    private TemplateWriter(boolean wide) {
        width = wide ? WIDE : WIDTH;
        var section = document.getDocument().getBody().addNewSectPr();
        var size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(wide ? 16838 : 11906));
        size.setH(BigInteger.valueOf(wide ? 11906 : 16838));
        if (wide) {
            size.setOrient(STPageOrientation.LANDSCAPE);
        }
        var margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(2000));
        margins.setBottom(BigInteger.valueOf(1250));
        margins.setLeft(BigInteger.valueOf(1418));
        margins.setRight(BigInteger.valueOf(1418));
        margins.setHeader(BigInteger.valueOf(500));
        margins.setFooter(BigInteger.valueOf(600));
        head();
        foot();
    }

    static TemplateWriter portrait() {
        return new TemplateWriter(false);
    }

    static TemplateWriter landscape() {
        return new TemplateWriter(true);
    }

    private void head() {
        var header = document.createHeader(HeaderFooterType.DEFAULT);
        var table = header.createTable(1, 2);
        frame(table, new int[] {width - 1400, 1400}, false);
        var left = table.getRow(0).getCell(0);
        left.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.BOTTOM);
        run(paragraph(left), "文书编号：{{文书编号}}　识别码：{{识别码}}{{?有案件编号}}　案件编号：{{案件编号}}{{/有案件编号}}", "宋体", 9, false);
        var right = paragraph(table.getRow(0).getCell(1));
        right.setAlignment(ParagraphAlignment.RIGHT);
        run(right, "{{@二维码}}", "宋体", 9, false);
    }

    private void foot() {
        var paragraph = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        run(paragraph, "{{?有演练}}【{{演练}}】　{{/有演练}}第", "宋体", 9, false);
        paragraph.getCTP().addNewFldSimple().setInstr("PAGE");
        run(paragraph, "页 共", "宋体", 9, false);
        paragraph.getCTP().addNewFldSimple().setInstr("NUMPAGES");
        run(paragraph, "页", "宋体", 9, false);
    }

    TemplateWriter title(String text) {
        var paragraph = document.createParagraph();
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        paragraph.setSpacingAfter(200);
        run(paragraph, text, "方正小标宋简体", 20, false);
        return this;
    }

    TemplateWriter subtitle(String text) {
        var paragraph = document.createParagraph();
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        paragraph.setSpacingAfter(120);
        run(paragraph, text, "仿宋_GB2312", 12, false);
        return this;
    }

    TemplateWriter heading(String text) {
        var paragraph = document.createParagraph();
        paragraph.setSpacingBefore(160);
        paragraph.setSpacingAfter(60);
        paragraph.setKeepNext(true);
        run(paragraph, text, "黑体", 12, false);
        return this;
    }

    /** Without indentation: whom it is for. */
    TemplateWriter to(String text) {
        var paragraph = document.createParagraph();
        paragraph.setSpacingBetween(1.4);
        run(paragraph, text, "仿宋_GB2312", 15, false);
        return this;
    }

    /** Of a letter. */
    TemplateWriter text(String text) {
        var paragraph = document.createParagraph();
        paragraph.setIndentationFirstLine(600);
        paragraph.setSpacingBetween(1.4);
        run(paragraph, text, "仿宋_GB2312", 15, false);
        return this;
    }

    /** Of a form. */
    TemplateWriter small(String text) {
        var paragraph = document.createParagraph();
        paragraph.setSpacingBetween(1.25);
        run(paragraph, text, "仿宋_GB2312", 12, false);
        return this;
    }

    /** Who signs: at the right, with room for the seal. */
    TemplateWriter seal(String office, String date) {
        for (var text : List.of(office + "（盖章）", date)) {
            var paragraph = document.createParagraph();
            paragraph.setAlignment(ParagraphAlignment.RIGHT);
            paragraph.setIndentationRight(600);
            paragraph.setSpacingBefore(text.equals(date) ? 60 : 500);
            paragraph.setKeepNext(!text.equals(date));
            run(paragraph, text, "仿宋_GB2312", 15, false);
        }
        return this;
    }

    /** Lines to sign on. */
    TemplateWriter sign(String... lines) {
        for (var line : lines) {
            var paragraph = document.createParagraph();
            paragraph.setSpacingBefore(240);
            run(paragraph, line, "仿宋_GB2312", 12, false);
        }
        return this;
    }

    /** Under a line: what the household gives back. */
    TemplateWriter slip(String... lines) {
        var cut = document.createParagraph();
        cut.setSpacingBefore(360);
        cut.setAlignment(ParagraphAlignment.CENTER);
        cut.setKeepNext(true);
        run(cut, "— — — — — — — — 送 达 回 证 — — — — — — — —", "宋体", 10, false);
        for (var line : lines) {
            var paragraph = document.createParagraph();
            paragraph.setSpacingBefore(160);
            paragraph.setKeepNext(true);
            run(paragraph, line, "仿宋_GB2312", 12, false);
        }
        return this;
    }

    /** Labels and values in turn, as many in a row as there are widths. */
    TemplateWriter facts(int[] shares, String... cells) {
        var rows = cells.length / shares.length;
        var table = document.createTable(rows, shares.length);
        frame(table, widths(shares), true);
        for (var i = 0; i < cells.length; i++) {
            var cell = table.getRow(i / shares.length).getCell(i % shares.length);
            cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
            run(paragraph(cell), cells[i], i % 2 == 0 ? "黑体" : "仿宋_GB2312", 11, false);
        }
        gap();
        return this;
    }

    /** A row of labels, each over what is filled in line by line. */
    TemplateWriter rows(String table, int[] shares, String[] labels, String[] columns) {
        var made = document.createTable(2, shares.length);
        frame(made, widths(shares), true);
        made.getRow(0).setRepeatHeader(true);
        for (var i = 0; i < shares.length; i++) {
            var head = paragraph(made.getRow(0).getCell(i));
            head.setAlignment(ParagraphAlignment.CENTER);
            run(head, (i == 0 ? "{{" + table + "}}" : "") + labels[i], "黑体", 10, false);
            var cell = made.getRow(1).getCell(i);
            cell.setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
            made.getRow(1).setHeight(420);
            if (!columns[i].isEmpty()) {
                run(paragraph(cell), "[" + columns[i] + "]", "仿宋_GB2312", 10, false);
            }
        }
        gap();
        return this;
    }

    /** A label beside a field of its own height. */
    TemplateWriter box(String label, String text, int height) {
        var table = document.createTable(1, 2);
        frame(table, widths(new int[] {3, 17}), true);
        table.getRow(0).setHeight(height);
        table.getRow(0).getCell(0).setVerticalAlignment(XWPFTableCell.XWPFVertAlign.CENTER);
        lines(table.getRow(0).getCell(0), label, "黑体");
        var cell = table.getRow(0).getCell(1);
        lines(cell, text, "仿宋_GB2312");
        return this;
    }

    private static void lines(XWPFTableCell cell, String text, String font) {
        var lines = text.split("\n");
        for (var i = 0; i < lines.length; i++) {
            run(i == 0 ? paragraph(cell) : cell.addParagraph(), lines[i], font, 11, false);
        }
    }

    TemplateWriter gap() {
        document.createParagraph().setSpacingBetween(0.5);
        return this;
    }

    private int[] widths(int[] shares) {
        var total = 0;
        for (var share : shares) {
            total += share;
        }
        var widths = new int[shares.length];
        for (var i = 0; i < shares.length; i++) {
            widths[i] = width * shares[i] / total;
        }
        return widths;
    }

    private void frame(XWPFTable table, int[] widths, boolean lines) {
        var sum = 0;
        var grid = table.getCTTbl().getTblGrid() == null
                ? table.getCTTbl().addNewTblGrid()
                : table.getCTTbl().getTblGrid();
        while (grid.sizeOfGridColArray() > 0) {
            grid.removeGridCol(0);
        }
        for (var one : widths) {
            grid.addNewGridCol().setW(BigInteger.valueOf(one));
            sum += one;
        }
        table.setWidth(sum);
        table.setWidthType(TableWidthType.DXA);
        if (!lines) {
            table.removeBorders();
        }
        for (var row : table.getRows()) {
            for (var i = 0; i < widths.length; i++) {
                row.getCell(i).setWidth(String.valueOf(widths[i]));
            }
        }
    }

    private static XWPFParagraph paragraph(XWPFTableCell cell) {
        return cell.getParagraphs().get(0);
    }

    private static void run(XWPFParagraph paragraph, String text, String font, int size, boolean bold) {
        var run = paragraph.createRun();
        run.setText(text);
        run.setFontFamily(font, XWPFRun.FontCharRange.ascii);
        run.setFontFamily(font, XWPFRun.FontCharRange.hAnsi);
        run.setFontFamily(font, XWPFRun.FontCharRange.eastAsia);
        run.setFontSize(size);
        run.setBold(bold);
    }

    byte[] docx() {
        var properties = document.getProperties().getCoreProperties();
        properties.setCreated(Optional.of(new Date(1_767_196_800_000L)));
        properties.setCreator("帮扶");
        var out = new ByteArrayOutputStream();
        try (document) {
            document.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
