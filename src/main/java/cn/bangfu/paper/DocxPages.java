package cn.bangfu.paper;

import static cn.bangfu.paper.DocxParts.attribute;
import static cn.bangfu.paper.DocxParts.child;
import static cn.bangfu.paper.DocxParts.children;
import static cn.bangfu.paper.DocxStyles.isSet;
import static cn.bangfu.paper.DocxStyles.last;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A Word file as pages for {@link PdfPrinter}: paragraphs, runs, lists, tables, pictures in a line, headers, footers and page numbers, in
 * sizes and measures of the file. What it cannot print, {@link DocxTemplate} refuses before anybody relies on it.
 */
final class DocxPages {

    /** Lines of Chinese in Word stand this far apart when nothing else is said. */
    private static final double LINE = 1.32;

    private static final double OUTER_LINE = 1.5;

    private static final String LIST_DIGITS = "〇一二三四五六七八九";

    private final DocxParts parts;
    private final DocxStyles styles;
    private final StringBuilder out = new StringBuilder(1 << 14);
    private final Map<String, int[]> counters = new HashMap<>();
    private Map<String, String> pictures = Map.of();
    /** Whether anything of the paragraph can be seen; an empty one is a line high all the same. */
    private boolean visible;

    private DocxPages(DocxParts parts) {
        this.parts = parts;
        this.styles = new DocxStyles(parts);
    }

    /** @param title for the window in which the PDF is shown; no personal data */
    static String xhtml(byte[] docx, String title) {
        return new DocxPages(DocxParts.read(docx)).page(title);
    }

    private String page(String title) {
        var body = Objects.requireNonNull(child(parts.xml(DocxParts.MAIN).orElseThrow(), "body"));
        var section = child(body, "sectPr");
        var size = child(section, "pgSz");
        var margins = child(section, "pgMar");
        var width = points(attribute(size, "w"), 11906);
        var height = points(attribute(size, "h"), 16838);
        out.append("<html><head><title>")
                .append(PdfPrinter.escape(title))
                .append("</title><style>")
                .append("@page{size:%spt %spt;margin:%spt %spt %spt %spt;"
                        .formatted(
                                number(width),
                                number(height),
                                number(points(attribute(margins, "top"), 1440)),
                                number(points(attribute(margins, "right"), 1440)),
                                number(points(attribute(margins, "bottom"), 1440)),
                                number(points(attribute(margins, "left"), 1440))))
                .append("@top-center{content:element(header)}@bottom-center{content:element(footer)}}")
                .append("body{font-family:Paper;margin:0;font-size:10.5pt;line-height:")
                .append(LINE)
                .append(";text-align:justify;word-wrap:break-word}p{margin:0;orphans:2;widows:2}")
                .append("table{border-collapse:collapse;-fs-table-paginate:paginate;-fs-border-spacing-horizontal:0}")
                .append("tr{page-break-inside:avoid}td{vertical-align:top;padding:0 5.4pt}")
                .append("#header{position:running(header)}#footer{position:running(footer)}")
                .append(".page:before{content:counter(page)}.pages:before{content:counter(pages)}")
                .append("</style></head><body>");
        edge(section, "header", points(attribute(margins, "header"), 851));
        edge(section, "footer", points(attribute(margins, "footer"), 992));
        pictures = pictures(DocxParts.MAIN);
        blocks(body);
        return out.append("</body></html>").toString();
    }

    /** Header or footer of all pages. */
    private void edge(@Nullable Element section, String which, double distance) {
        if (section == null) {
            return;
        }
        for (var reference : children(section)) {
            if (!reference.getLocalName().equals(which + "Reference")
                    || !attribute(reference, "type").equals("default")) {
                continue;
            }
            var id = reference.getAttributeNS(DocxParts.RELATION, "id");
            for (var relation : parts.relationsOf(DocxParts.MAIN)) {
                if (relation.id().equals(id)) {
                    pictures = pictures(relation.target());
                    out.append("<div id=\"")
                            .append(which)
                            .append("\" style=\"")
                            .append(which.equals("header") ? "padding-top:" : "padding-bottom:")
                            .append(number(Math.max(0, distance - 8)))
                            .append("pt\">");
                    blocks(parts.xml(relation.target()).orElseThrow());
                    out.append("</div>");
                }
            }
        }
    }

    private Map<String, String> pictures(String part) {
        return parts.relationsOf(part).stream()
                .filter(relation -> !relation.outside() && relation.type().endsWith("/image"))
                .collect(Collectors.toMap(DocxParts.Relation::id, DocxParts.Relation::target));
    }

    private void blocks(Element parent) {
        for (var block : children(parent)) {
            switch (block.getLocalName()) {
                case "p" -> paragraph(block);
                case "tbl" -> table(block);
                case "sdt" -> {
                    var content = child(block, "sdtContent");
                    if (content != null) {
                        blocks(content);
                    }
                }
                default -> {}
            }
        }
    }

    private void paragraph(Element paragraph) {
        var direct = child(paragraph, "pPr");
        var properties = styles.paragraph(direct);
        var size = fontSize(styles.run(direct, child(direct, "rPr")));
        var css = new StringBuilder();
        switch (last(properties, "jc", "val")) {
            case "center" -> css.append("text-align:center;");
            case "right", "end" -> css.append("text-align:right;");
            case "left", "start" -> css.append("text-align:left;");
            default -> {}
        }
        var fontSize = Math.max(size, firstSize(paragraph, direct));
        var left = indent(properties, "left", "leftChars", fontSize) + indent(properties, "start", "startChars", 0);
        var right = indent(properties, "right", "rightChars", fontSize) + indent(properties, "end", "endChars", 0);
        var first = indent(properties, "firstLine", "firstLineChars", fontSize)
                - indent(properties, "hanging", "hangingChars", fontSize);
        length(css, "margin-left", left);
        length(css, "margin-right", right);
        length(css, "text-indent", first);
        length(css, "margin-top", spacing(properties, "before", "beforeLines"));
        length(css, "margin-bottom", spacing(properties, "after", "afterLines"));
        var line = last(properties, "spacing", "line");
        if (!line.isEmpty()) {
            switch (last(properties, "spacing", "lineRule")) {
                case "exact", "atLeast" ->
                    css.append("line-height:").append(number(points(line, 0))).append("pt;");
                default ->
                    css.append("line-height:")
                            .append(number(points(line, 240) / 12 * LINE))
                            .append(";");
            }
        }
        css.append("font-size:").append(number(fontSize)).append("pt;");
        if (isSet(properties, "pageBreakBefore")) {
            css.append("page-break-before:always;");
        }
        if (isSet(properties, "keepNext")) {
            css.append("page-break-after:avoid;");
        }
        if (isSet(properties, "keepLines")) {
            css.append("page-break-inside:avoid;");
        }
        borders(css, last(properties, "pBdr"), List.of("top", "bottom", "left", "right"));
        out.append("<p style=\"").append(css).append("\">");
        visible = false;
        number(properties);
        runs(paragraph, direct);
        if (!visible) {
            out.append("&#160;");
        }
        out.append("</p>");
    }

    private double firstSize(Element paragraph, @Nullable Element properties) {
        for (var run : children(paragraph)) {
            if ("r".equals(run.getLocalName())) {
                return fontSize(styles.run(properties, child(run, "rPr")));
            }
        }
        return 0;
    }

    private static double indent(List<Element> properties, String name, String inCharacters, double fontSize) {
        var characters = last(properties, "ind", inCharacters);
        if (!characters.isEmpty() && !characters.equals("0") && fontSize > 0) {
            return Integer.parseInt(characters) / 100.0 * fontSize;
        }
        return points(last(properties, "ind", name), 0);
    }

    private static double spacing(List<Element> properties, String name, String inLines) {
        var lines = last(properties, "spacing", inLines);
        if (!lines.isEmpty() && !lines.equals("0")) {
            return Integer.parseInt(lines) / 100.0 * 15.6;
        }
        return points(last(properties, "spacing", name), 0);
    }

    private static void length(StringBuilder css, String property, double points) {
        if (points != 0) {
            css.append(property).append(':').append(number(points)).append("pt;");
        }
    }

    private void number(List<Element> properties) {
        var numbered = styles.numbered(properties);
        if (numbered == null) {
            return;
        }
        var counts = counters.computeIfAbsent(numbered.list(), list -> new int[10]);
        counts[numbered.level()]++;
        Arrays.fill(counts, numbered.level() + 1, counts.length, 0);
        var text = attribute(child(numbered.definition(), "lvlText"), "val");
        var format = attribute(child(numbered.definition(), "numFmt"), "val");
        if (format.equals("bullet")) {
            text = "•";
        }
        for (var level = 0; level <= numbered.level(); level++) {
            text = text.replace("%" + (level + 1), counted(Math.max(1, counts[level]), format));
        }
        visible = true;
        out.append(PdfPrinter.escape(text)).append(text.endsWith("、") || text.endsWith("）") ? "" : "&#160;");
    }

    private static String counted(int count, String format) {
        return switch (format) {
            case "chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting" -> chinese(count);
            case "lowerLetter" -> String.valueOf((char) ('a' + (count - 1) % 26));
            case "upperLetter" -> String.valueOf((char) ('A' + (count - 1) % 26));
            case "decimalEnclosedCircle", "decimalEnclosedCircleChinese" ->
                count <= 20 ? String.valueOf((char) ('①' + count - 1)) : String.valueOf(count);
            default -> String.valueOf(count);
        };
    }

    private static String chinese(int count) {
        if (count < 10) {
            return LIST_DIGITS.substring(count, count + 1);
        }
        var tens = count / 10;
        return (tens == 1 ? "" : LIST_DIGITS.substring(tens, tens + 1))
                + "十"
                + (count % 10 == 0 ? "" : LIST_DIGITS.substring(count % 10, count % 10 + 1));
    }

    private void runs(Element parent, @Nullable Element paragraph) {
        var field = new Field();
        for (var child : children(parent)) {
            switch (child.getLocalName()) {
                case "r" -> run(child, paragraph, field);
                case "fldSimple" -> {
                    if (!pageField(attribute(child, "instr"))) {
                        runs(child, paragraph);
                    }
                }
                case "hyperlink", "smartTag", "ins" -> runs(child, paragraph);
                case "sdt" -> {
                    var content = child(child, "sdtContent");
                    if (content != null) {
                        runs(content, paragraph);
                    }
                }
                default -> {}
            }
        }
    }

    /** Where in a field of several runs we are. */
    private static final class Field {
        private final StringBuilder instruction = new StringBuilder();
        private boolean reading;
        private boolean shown;
    }

    private boolean pageField(String instruction) {
        var words = instruction.strip().split("\\s+");
        switch (words[0].toUpperCase(Locale.ROOT)) {
            case "PAGE" -> out.append("<span class=\"page\"></span>");
            case "NUMPAGES", "SECTIONPAGES" -> out.append("<span class=\"pages\"></span>");
            default -> {
                return false;
            }
        }
        visible = true;
        return true;
    }

    private void run(Element run, @Nullable Element paragraph, Field field) {
        var properties = styles.run(paragraph, child(run, "rPr"));
        if (isSet(properties, "vanish")) {
            return;
        }
        out.append("<span style=\"").append(css(properties)).append("\">");
        for (var part : children(run)) {
            if ("fldChar".equals(part.getLocalName())) {
                switch (attribute(part, "fldCharType")) {
                    case "begin" -> {
                        field.reading = true;
                        field.instruction.setLength(0);
                    }
                    case "separate" -> {
                        field.reading = false;
                        field.shown = pageField(field.instruction.toString());
                    }
                    default -> {
                        if (field.reading) {
                            pageField(field.instruction.toString());
                        }
                        field.reading = false;
                        field.shown = false;
                    }
                }
                continue;
            }
            if (field.reading) {
                if ("instrText".equals(part.getLocalName())) {
                    field.instruction.append(part.getTextContent());
                }
                continue;
            }
            if (field.shown) {
                continue;
            }
            switch (part.getLocalName()) {
                case "t" -> text(part.getTextContent());
                case "tab", "ptab" -> out.append("&#160;&#160;&#160;&#160;");
                case "br" -> {
                    if (attribute(part, "type").equals("page")) {
                        out.append("</span><span style=\"page-break-before:always;display:block;")
                                .append(css(properties))
                                .append("\">");
                    } else {
                        out.append("<br/>");
                    }
                }
                case "cr" -> out.append("<br/>");
                case "noBreakHyphen" -> out.append("‑");
                case "drawing", "pict" -> picture(part);
                default -> {}
            }
        }
        out.append("</span>");
    }

    /** Spaces as they stand: with them offices draw the lines for signatures. */
    private void text(String text) {
        visible |= !text.isEmpty();
        out.append(PdfPrinter.escape(text).replace("  ", "&#160; ").replaceAll("^ | $", "&#160;"));
    }

    private void picture(Element drawing) {
        var inline = find(drawing, "inline");
        var blip = find(drawing, "blip");
        var target = blip == null ? null : pictures.get(blip.getAttributeNS(DocxParts.RELATION, "embed"));
        if (inline == null || target == null) {
            return;
        }
        visible = true;
        var extent = find(inline, "extent");
        var type = target.toLowerCase(Locale.ROOT).endsWith(".png") ? "png" : "jpeg";
        out.append("<img style=\"width:")
                .append(number(emu(extent, "cx")))
                .append("pt;height:")
                .append(number(emu(extent, "cy")))
                .append("pt\" src=\"data:image/")
                .append(type)
                .append(";base64,")
                .append(Base64.getEncoder().encodeToString(parts.require(target)))
                .append("\"/>");
    }

    private static double emu(@Nullable Element extent, String side) {
        return extent == null ? 0 : Long.parseLong(extent.getAttribute(side)) / 12700.0;
    }

    private static @Nullable Element find(Element parent, String name) {
        var found = parent.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? null : (Element) found.item(0);
    }

    private static double fontSize(List<Element> run) {
        var size = last(run, "sz", "val");
        return size.isEmpty() ? 10 : Integer.parseInt(size) / 2.0;
    }

    private static String css(List<Element> run) {
        var css = new StringBuilder("font-size:").append(number(fontSize(run))).append("pt;");
        var font = last(run, "rFonts", "eastAsia") + last(run, "rFonts", "ascii");
        if (isSet(run, "b") || font.contains("黑") || font.contains("标宋") || font.contains("Hei")) {
            css.append("font-weight:bold;");
        }
        if (isSet(run, "i")) {
            css.append("font-style:italic;");
        }
        var underline = last(run, "u", "val");
        if (!underline.isEmpty() && !underline.equals("none")) {
            css.append("text-decoration:underline;");
        } else if (isSet(run, "strike")) {
            css.append("text-decoration:line-through;");
        }
        var colour = last(run, "color", "val");
        if (colour.matches("[0-9A-Fa-f]{6}")) {
            css.append("color:#").append(colour).append(";");
        }
        var spacing = last(run, "spacing", "val");
        if (!spacing.isEmpty()) {
            css.append("letter-spacing:").append(number(points(spacing, 0))).append("pt;");
        }
        switch (last(run, "vertAlign", "val")) {
            case "superscript" -> css.append("vertical-align:super;");
            case "subscript" -> css.append("vertical-align:sub;");
            default -> {}
        }
        return css.toString();
    }

    /** A cell with the rows and columns it covers. */
    private record Cell(Element cell, int column, int columns, int rows, double width) {}

    private void table(Element table) {
        var properties = styles.table(child(table, "tblPr"));
        var grid = new ArrayList<Double>();
        var columns = child(table, "tblGrid");
        if (columns != null) {
            children(columns).forEach(column -> grid.add(points(attribute(column, "w"), 0)));
        }
        if (!grid.isEmpty()) {
            // half of the outermost line stands outside a table, and what stands outside the page's body is not drawn
            grid.set(grid.size() - 1, grid.get(grid.size() - 1) - OUTER_LINE);
        }
        var total = grid.stream().mapToDouble(Double::doubleValue).sum();
        out.append("<table style=\"");
        var css = new StringBuilder();
        css.append(total > 0 ? "width:" + number(total) + "pt;table-layout:fixed;" : "width:100%;");
        switch (last(properties, "jc", "val")) {
            case "center" -> css.append("margin-left:auto;margin-right:auto;");
            case "right", "end" -> css.append("margin-left:auto;");
            default -> length(css, "margin-left", points(last(properties, "tblInd", "w"), 0));
        }
        out.append(css).append("\">");
        if (total > 0) {
            grid.forEach(width ->
                    out.append("<col style=\"width:").append(number(width)).append("pt\"/>"));
        }
        var rows = children(table).stream()
                .filter(row -> "tr".equals(row.getLocalName()))
                .toList();
        var heads = 0;
        while (heads < rows.size() - 1 && child(child(rows.get(heads), "trPr"), "tblHeader") != null) {
            heads++;
        }
        var layout = layout(rows, grid);
        if (heads > 0) {
            out.append("<thead>");
        }
        for (var i = 0; i < rows.size(); i++) {
            if (i == heads) {
                out.append(heads > 0 ? "</thead><tbody>" : "<tbody>");
            }
            row(rows.get(i), layout.get(i), properties, i == 0, i == rows.size() - 1);
        }
        out.append("</tbody></table>");
    }

    private static List<List<Cell>> layout(List<Element> rows, List<Double> grid) {
        var layout = new ArrayList<List<Cell>>();
        for (var row : rows) {
            var cells = new ArrayList<Cell>();
            var column = 0;
            for (var cell : children(row)) {
                if (!"tc".equals(cell.getLocalName())) {
                    continue;
                }
                var properties = child(cell, "tcPr");
                var span = attribute(child(properties, "gridSpan"), "val");
                var columns = span.isEmpty() ? 1 : Integer.parseInt(span);
                var width = 0.0;
                for (var i = column; i < Math.min(column + columns, grid.size()); i++) {
                    width += grid.get(i);
                }
                cells.add(new Cell(cell, column, columns, continues(cell) ? 0 : 1, width));
                column += columns;
            }
            layout.add(cells);
        }
        for (var r = 0; r < layout.size(); r++) {
            var row = layout.get(r);
            for (var c = 0; c < row.size(); c++) {
                var cell = row.get(c);
                if (cell.rows() == 0 || child(child(cell.cell(), "tcPr"), "vMerge") == null) {
                    continue;
                }
                var span = 1;
                while (r + span < layout.size() && continuesAt(layout.get(r + span), cell.column())) {
                    span++;
                }
                row.set(c, new Cell(cell.cell(), cell.column(), cell.columns(), span, cell.width()));
            }
        }
        return layout;
    }

    private static boolean continues(Element cell) {
        var merge = child(child(cell, "tcPr"), "vMerge");
        return merge != null && !attribute(merge, "val").equals("restart");
    }

    private static boolean continuesAt(List<Cell> row, int column) {
        return row.stream().anyMatch(cell -> cell.column() == column && cell.rows() == 0);
    }

    private void row(Element row, List<Cell> cells, List<Element> table, boolean first, boolean last) {
        var height = points(attribute(child(child(row, "trPr"), "trHeight"), "val"), 0);
        out.append("<tr>");
        for (var cell : cells) {
            if (cell.rows() == 0) {
                continue;
            }
            var properties = child(cell.cell(), "tcPr");
            var css = new StringBuilder();
            length(css, "height", height);
            switch (attribute(child(properties, "vAlign"), "val")) {
                case "center" -> css.append("vertical-align:middle;");
                case "bottom" -> css.append("vertical-align:bottom;");
                default -> {}
            }
            var fill = attribute(child(properties, "shd"), "fill");
            if (fill.matches("[0-9A-Fa-f]{6}")) {
                css.append("background-color:#").append(fill).append(";");
            }
            borders(css, last(table, "tblBorders"), cell, first, last);
            borders(css, child(properties, "tcBorders"), List.of("top", "bottom", "left", "right"));
            out.append("<td style=\"").append(css).append('"');
            if (cell.columns() > 1) {
                out.append(" colspan=\"").append(cell.columns()).append('"');
            }
            if (cell.rows() > 1) {
                out.append(" rowspan=\"").append(cell.rows()).append('"');
            }
            out.append('>');
            blocks(cell.cell());
            out.append("</td>");
        }
        out.append("</tr>");
    }

    private static void borders(StringBuilder css, @Nullable Element borders, Cell cell, boolean first, boolean last) {
        if (borders == null) {
            return;
        }
        border(css, "top", child(borders, first ? "top" : "insideH"));
        border(css, "bottom", child(borders, last ? "bottom" : "insideH"));
        border(css, "left", child(borders, cell.column() == 0 ? "left" : "insideV"));
        border(css, "right", child(borders, "insideV") != null ? child(borders, "insideV") : child(borders, "right"));
    }

    private static void borders(StringBuilder css, @Nullable Element borders, List<String> sides) {
        if (borders != null) {
            sides.forEach(side -> border(css, side, child(borders, side)));
        }
    }

    private static void border(StringBuilder css, String side, @Nullable Element border) {
        if (border == null) {
            return;
        }
        var style = attribute(border, "val");
        if (style.equals("none") || style.equals("nil")) {
            css.append("border-").append(side).append(":0;");
            return;
        }
        var size = attribute(border, "sz");
        var colour = attribute(border, "color");
        css.append("border-")
                .append(side)
                .append(':')
                .append(number(Math.max(0.5, size.isEmpty() ? 0.5 : Integer.parseInt(size) / 8.0)))
                .append("pt ")
                .append(
                        style.equals("double")
                                ? "double"
                                : style.startsWith("dash") ? "dashed" : style.equals("dotted") ? "dotted" : "solid")
                .append(' ')
                .append(colour.matches("[0-9A-Fa-f]{6}") ? "#" + colour : "#000")
                .append(';');
    }

    private static double points(String twentieths, double ifNone) {
        if (twentieths.isEmpty()) {
            return ifNone / 20;
        }
        try {
            return Double.parseDouble(twentieths) / 20;
        } catch (NumberFormatException e) {
            return ifNone / 20;
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
