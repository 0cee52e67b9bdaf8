package cn.bangfu.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** An xlsx workbook read as a stream of events: what it needs of the heap does not depend on its size. */
final class XlsxFile {

    static final int MOST_COLUMNS = 512;
    static final int LONGEST_TEXT = 32_767;
    static final int DEEPEST = 64;
    private static final int MOST_SHEETS = 256;

    static {
        // Before anything is unpacked: a part may not be more than 200 times its packed size nor more than 2 GB.
        ZipSecureFile.setMinInflateRatio(0.005);
        ZipSecureFile.setMaxEntrySize(2L << 30);
        ZipSecureFile.setMaxFileCount(2_000);
    }

    private record Sheet(String name, String part, boolean hidden) {}

    private XlsxFile() {}

    static void read(Path file, RowSink sink) throws IOException {
        try (var container = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            if (!container
                    .getRelationshipsByType(PackageRelationshipTypes.STRICT_CORE_DOCUMENT)
                    .isEmpty()) {
                throw new RefusedFile("文件是“Strict Open XML”格式，不能读取。请用Excel或WPS打开，另存为普通的“Excel 工作簿（.xlsx）”再上传。");
            }
            refuseMacros(container);
            var reader = new XSSFReader(container);
            var book = new Book();
            parse(reader.getWorkbookData(), book);
            try (var strings = strings(reader)) {
                var styles = styles(reader);
                for (var sheet : book.sheets) {
                    if (sheet.hidden()) {
                        sink.note("隐藏的工作表“" + sheet.name() + "”没有读取。");
                        continue;
                    }
                    sink.sheet(sheet.name());
                    Merges merges;
                    try (var bytes = reader.getSheet(sheet.part())) {
                        merges = Merges.find(bytes);
                    }
                    var rows = new SheetRows(sink, strings, styles, merges, book.from1904);
                    try {
                        parse(reader.getSheet(sheet.part()), rows);
                    } catch (LedgerSketch.Enough e) {
                        // On to the next one.
                    }
                    sink.endOfSheet();
                }
            }
        } catch (OpenXML4JException e) {
            throw damaged();
        }
    }

    private static void refuseMacros(OPCPackage container) throws InvalidFormatException {
        var names = new HashSet<String>();
        for (var part : container.getParts()) {
            var name = part.getPartName().getName().toLowerCase(Locale.ROOT);
            var type = part.getContentType().toLowerCase(Locale.ROOT);
            if (name.contains("vbaproject") || name.contains("/macrosheets/") || type.contains("macroenabled")) {
                throw new RefusedFile("文件带有宏，不能读取。请另存为不带宏的“Excel 工作簿（.xlsx）”再上传。");
            }
            if (!names.add(name)) {
                throw damaged();
            }
        }
    }

    private static SharedStrings strings(XSSFReader reader) throws IOException, OpenXML4JException {
        var table = reader.getSharedStringsData();
        if (table == null) {
            return SharedStrings.NONE;
        }
        try (var parser = new SharedStrings.Parser()) {
            parse(table, parser);
            return parser.strings();
        }
    }

    private static Styles styles(XSSFReader reader) throws IOException, OpenXML4JException {
        var styles = new Styles();
        var table = reader.getStylesData();
        if (table != null) {
            parse(table, styles);
        }
        return styles;
    }

    private static void parse(InputStream xml, DefaultHandler handler) throws IOException {
        try (xml) {
            var reader = XMLHelper.newXMLReader();
            reader.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            reader.setContentHandler(handler);
            reader.setErrorHandler(handler);
            reader.setEntityResolver((publicId, systemId) -> {
                throw new RefusedFile("文件引用了外部内容，不能读取。请用Excel或WPS打开后另存一份再上传。");
            });
            reader.parse(new InputSource(xml));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        } catch (SAXException e) {
            throw damaged();
        }
    }

    static RefusedFile damaged() {
        return new RefusedFile("文件已损坏或不是真正的xlsx工作簿。请用Excel或WPS打开后另存为“Excel 工作簿（.xlsx）”再上传。");
    }

    static RefusedFile textTooLong() {
        return new RefusedFile("有单元格的文字超过" + LONGEST_TEXT + "字，不是正常台账。请检查后再上传。");
    }

    /** A whole number of an attribute; -1 if it is missing or none. */
    static int number(@Nullable String attribute) {
        if (attribute == null || attribute.isEmpty() || attribute.length() > 9) {
            return -1;
        }
        var number = 0;
        for (var i = 0; i < attribute.length(); i++) {
            var digit = attribute.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    static boolean isDigits(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Excel writes characters that XML can't hold as {@code _x000D_}. */
    static String decoded(StringBuilder text) {
        var at = text.indexOf("_x");
        if (at < 0) {
            return text.toString();
        }
        var decoded = new StringBuilder(text.length());
        var from = 0;
        for (; at >= 0; at = text.indexOf("_x", Math.max(at + 1, from))) {
            if (at + 7 > text.length() || text.charAt(at + 6) != '_' || !isHex(text, at + 2)) {
                continue;
            }
            decoded.append(text, from, at).append((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
            from = at + 7;
        }
        return decoded.append(text, from, text.length()).toString();
    }

    private static boolean isHex(CharSequence text, int from) {
        for (var i = from; i < from + 4; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The workbook's own part: which sheets there are, and whether its days count from 1904. */
    private static final class Book extends DefaultHandler {

        private final List<Sheet> sheets = new ArrayList<>();
        private boolean from1904;

        @Override
        public void startElement(@Nullable String uri, String name, String qName, Attributes attributes) {
            switch (name) {
                case "workbookPr" -> {
                    var flag = attributes.getValue("date1904");
                    from1904 = "1".equals(flag) || "true".equals(flag);
                }
                case "sheet" -> {
                    var part = attributes.getValue(
                            "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id");
                    var state = attributes.getValue("state");
                    if (sheets.size() == MOST_SHEETS) {
                        throw new RefusedFile("工作表超过" + MOST_SHEETS + "个。请只保留台账所在的工作表再上传。");
                    }
                    if (part != null) {
                        var title = attributes.getValue("name");
                        sheets.add(
                                new Sheet(title == null ? "" : title, part, state != null && !state.equals("visible")));
                    }
                }
                default -> {}
            }
        }
    }
}
