package cn.bangfu.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.preflight.parser.PreflightParser;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfPrinterTest {

    private static final String PAGE =
            "<html><head><style>body{font-family:Paper;font-size:16pt}h1{font-weight:700}</style></head><body>%s</body></html>";

    private final PdfPrinter printer = new PdfPrinter();

    @Test
    void chineseIsPrintedInAnEmbeddedTypeface() throws IOException {
        try (var pdf = Loader.loadPDF(printer.print(PAGE.formatted("<h1>告知书</h1><p>巴音布拉格嘎查　阿拉坦仓·巴特尔</p>")))) {
            assertThat(text(pdf)).contains("告知书", "巴音布拉格嘎查", "阿拉坦仓·巴特尔");
            for (var name : pdf.getPage(0).getResources().getFontNames()) {
                assertThat(pdf.getPage(0).getResources().getFont(name).isEmbedded())
                        .isTrue();
            }
        }
    }

    /** Names of the register: extension A, and standard characters beyond the first 65,536. */
    @Test
    void rareCharactersOfNamesArePrinted() throws IOException {
        try (var pdf = Loader.loadPDF(printer.print(PAGE.formatted("<p>㛃 㻁 䶮 𬭎 𫖯</p>")))) {
            assertThat(text(pdf)).contains("㛃", "㻁", "䶮", "𬭎", "𫖯");
        }
    }

    @Test
    void whatHasNoGlyphIsABlankToWriteIn() throws IOException {
        assertThat(PaperFont.missing("张𠮷𠮷")).isEqualTo("𠮷");
        try (var pdf = Loader.loadPDF(printer.print(PAGE.formatted("<p>张𠮷 \u200b李</p>")))) {
            assertThat(text(pdf)).contains("张□ 李");
        }
    }

    @Test
    void nothingOutsideThePaperIsReached() {
        assertThatThrownBy(() -> printer.print(
                        "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><html><body>&x;</body></html>"))
                .isInstanceOf(IllegalArgumentException.class);
        var pdf = printer.print(
                PAGE.formatted("<img src=\"file:///etc/hostname\"/><a href=\"http://127.0.0.1:1/\">x</a>"));
        assertThat(pdf).isNotEmpty();
    }

    @Test
    void whatIsKeptForDecadesIsPdfA(@TempDir Path folder) throws IOException {
        var paper = PAGE.formatted("<h1>一户一档</h1><table><tr><td>阿拉坦仓·巴特尔</td></tr></table>");
        var kept = Files.write(folder.resolve("kept.pdf"), printer.archive(paper));
        assertThat(PreflightParser.validate(kept.toFile()).getErrorsList())
                .extracting(error -> error.getErrorCode() + " " + error.getDetails())
                .isEmpty();
        var common = Files.write(folder.resolve("common.pdf"), printer.print(paper));
        assertThat(PreflightParser.validate(common.toFile()).isValid()).isFalse();
    }

    @Test
    void papersOfABatchAreOneFile() throws IOException {
        var one = printer.print(PAGE.formatted("<p>第一户</p>"));
        var other = printer.print(PAGE.formatted("<p>第二户</p>"));
        try (var pdf = Loader.loadPDF(printer.join(List.of(one, other)))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            assertThat(text(pdf)).contains("第一户", "第二户");
        }
    }

    private static String text(PDDocument pdf) throws IOException {
        return new PDFTextStripper().getText(pdf);
    }
}
