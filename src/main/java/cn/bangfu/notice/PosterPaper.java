package cn.bangfu.notice;

import cn.bangfu.paper.PdfPrinter;
import cn.bangfu.paper.QrCodes;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;

/** A poster for the board as a PDF: A4, large letters, the QR code of its page. */
@Component
public class PosterPaper {

    private static final String STYLE = """
            @page { size: A4; margin: 18mm 18mm 16mm 18mm; @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页";
              font-family: Paper; font-size: 9pt; } }
            body { font-family: Paper; font-size: 14pt; line-height: 1.7; }
            h1 { text-align: center; font-size: 26pt; font-weight: 700; margin: 0 0 10pt; }
            .training { text-align: center; color: #b3261e; font-size: 16pt; font-weight: 700; margin: 0 0 6pt; }
            p { margin: 0 0 4pt; text-align: justify; }
            table.rows { width: 100%; border-collapse: collapse; margin: 8pt 0; -fs-table-paginate: paginate; }
            table.rows th, table.rows td { border: 1px solid #000; padding: 4pt 5pt; text-align: center; font-size: 13pt; }
            tr { page-break-inside: avoid; }
            table.foot { width: 100%; margin-top: 12pt; page-break-inside: avoid; }
            .qr { width: 36mm; } .qr img { width: 34mm; height: 34mm; }
            .where { font-size: 10pt; line-height: 1.4; } .code { font-size: 9pt; }
            .signature { text-align: right; font-size: 14pt; }
            """;

    private final PdfPrinter printer;

    PosterPaper(PdfPrinter printer) {
        this.printer = printer;
    }

    /** @param address of the poster's page, as its QR code says it */
    public byte[] pdf(PosterText poster, String address) {
        var page = new StringBuilder("<html><head><title>")
                .append(esc(poster.title()))
                .append("</title><style>")
                .append(STYLE.replace("<", "&lt;"))
                .append("</style></head><body>");
        if (poster.training() != null) {
            page.append("<p class=\"training\">").append(esc(poster.training())).append("</p>");
        }
        page.append("<h1>").append(esc(poster.title())).append("</h1>");
        paragraphs(poster.before(), page);
        page.append("<table class=\"rows\"><thead><tr>");
        poster.headings()
                .forEach(heading -> page.append("<th>").append(esc(heading)).append("</th>"));
        page.append("</tr></thead><tbody>");
        for (var row : poster.rows()) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(esc(cell)).append("</td>"));
            page.append("</tr>");
        }
        page.append("</tbody></table>");
        paragraphs(poster.after(), page);
        page.append("<table class=\"foot\"><tr><td class=\"qr\"><img alt=\"\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(QrCodes.png(address)))
                .append("\"/></td><td class=\"where\">")
                .append(esc(poster.invitation()))
                .append("<br/><span class=\"code\">公示编号：")
                .append(poster.code().grouped())
                .append("</span></td><td class=\"signature\">");
        for (var line : poster.signature()) {
            page.append(esc(line)).append("<br/>");
        }
        return printer.print(page.append("（盖章）</td></tr></table></body></html>").toString());
    }

    private static void paragraphs(List<String> lines, StringBuilder page) {
        lines.forEach(line -> page.append("<p>").append(esc(line)).append("</p>"));
    }

    private static String esc(String text) {
        return PdfPrinter.escape(text);
    }
}
