package cn.bangfu.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.SAXException;

/**
 * Prints well-formed XHTML with CSS 2.1 (and {@code @page}) as a PDF in one embedded Chinese typeface. Reaches nothing outside the
 * document: pictures stand in it as data. A character that the typeface lacks is printed as a blank to be written in by hand.
 */
@Component
public class PdfPrinter {

    private static final String INLINE_PICTURE = "data:image/";

    static {
        XRLog.setLoggingEnabled(false);
    }

    /** @throws IllegalArgumentException if it is no well-formed XML, or defines entities */
    public byte[] print(String xhtml) {
        return print(parse(xhtml));
    }

    byte[] print(Document document) {
        return print(document, builder -> {});
    }

    /**
     * As PDF/A-1b (ISO 19005-1), which any reader will still show in decades: everything that it takes stands in it.
     *
     * @throws IllegalArgumentException if it is no well-formed XML, or defines entities
     */
    public byte[] archive(String xhtml) {
        var printed = print(parse(xhtml), builder -> builder.usePdfAConformance(
                        PdfRendererBuilder.PdfAConformance.PDFA_1_B)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
        var kept = new ByteArrayOutputStream(2 * printed.length);
        try (var document = Loader.loadPDF(printed)) {
            // the standard wants the table of objects as plain text
            document.save(kept, CompressParameters.NO_COMPRESSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kept.toByteArray();
    }

    private static byte[] print(Document document, Consumer<PdfRendererBuilder> more) {
        fillBlanks(document.getDocumentElement());
        var pdf = new ByteArrayOutputStream(1 << 16);
        var builder = new PdfRendererBuilder()
                .withW3cDocument(document, "")
                .withProducer("帮扶")
                .useFastMode()
                .useReplacementText(PaperFont.BLANK)
                .useUriResolver((base, uri) -> uri.startsWith(INLINE_PICTURE) ? uri : "")
                .useExternalResourceAccessControl(
                        (uri, type) -> uri.startsWith(INLINE_PICTURE),
                        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .toStream(pdf);
        for (var font : PaperFont.values()) {
            builder.useFont(font::open, PaperFont.FAMILY, font.weight(), FontStyle.NORMAL, true);
        }
        more.accept(builder);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    /** One after the other, each beginning on a page of its own. */
    public byte[] join(List<byte[]> papers) {
        if (papers.size() == 1) {
            return papers.get(0);
        }
        var merger = new PDFMergerUtility();
        var joined = new ByteArrayOutputStream(papers.size() << 16);
        var open = new ArrayList<PDDocument>();
        try (var all = new PDDocument()) {
            for (var paper : papers) {
                var one = Loader.loadPDF(paper);
                open.add(one);
                merger.appendDocument(all, one);
            }
            all.save(joined);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.forEach(IOUtils::closeQuietly);
        }
        return joined.toByteArray();
    }

    /** A text as it may stand in XHTML. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }

    private static void fillBlanks(Node node) {
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Text text) {
                text.setData(PaperFont.printable(Objects.requireNonNull(text.getData())));
            } else {
                fillBlanks(child);
            }
        }
    }

    private static Document parse(String xhtml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xhtml.getBytes(StandardCharsets.UTF_8)));
        } catch (SAXException e) {
            throw new IllegalArgumentException("no well-formed page: " + e.getMessage(), e);
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
