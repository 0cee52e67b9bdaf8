package cn.bangfu.paper;

import static cn.bangfu.paper.DocxParts.attribute;
import static cn.bangfu.paper.DocxParts.children;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.data.PictureType;
import com.deepoove.poi.data.Pictures;
import com.deepoove.poi.plugin.table.LoopRowTableRenderPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A Word file with places to fill in: checked once when an office brings it, filled each time a paper is printed. */
final class DocxTemplate {

    static final String NUMBER = "文书编号";
    static final String CODE = "识别码";
    static final String QR = "二维码";
    /** In front of a name: whether it is not empty. */
    static final String HAS = "有";

    private static final int QR_PIXELS = 76;
    private static final int MAX_PIXELS = 12_000_000;
    private static final Pattern TAG = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern COLUMN = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final String MAIN_TYPE =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    /** What no paper can show, and what to do instead. */
    private static final Map<String, String> UNPRINTABLE = Map.ofEntries(
            Map.entry("txbxContent", "有文本框，请改为普通段落或表格"),
            Map.entry("anchor", "有浮动的图片，请把图片的环绕方式设为“嵌入型”"),
            Map.entry("chart", "有图表，请删去"),
            Map.entry("footnoteReference", "有脚注，请改写在正文里"),
            Map.entry("endnoteReference", "有尾注，请改写在正文里"),
            Map.entry("commentReference", "有批注，请删去"),
            Map.entry("ins", "有未接受的修订，请先接受全部修订"),
            Map.entry("del", "有未接受的修订，请先接受全部修订"),
            Map.entry("moveFrom", "有未接受的修订，请先接受全部修订"),
            Map.entry("oMath", "有公式，请改写为文字"),
            Map.entry("object", "有嵌入的对象，请删去"),
            Map.entry("control", "有控件，请删去"),
            Map.entry("altChunk", "有插入的外部文件，请删去"),
            Map.entry("subDoc", "有子文档，请删去"));

    private final byte[] docx;

    DocxTemplate(byte[] docx) {
        this.docx = docx;
    }

    byte[] docx() {
        return docx;
    }

    /** Why it can't be taken, in Chinese; none if it can. */
    static List<String> faults(byte[] docx, List<PaperField> fields) {
        try {
            var parts = DocxParts.read(docx);
            var faults = new LinkedHashSet<String>();
            checkParts(parts, faults);
            if (!faults.isEmpty()) {
                return List.copyOf(faults);
            }
            checkContent(parts, faults);
            checkPlaces(parts, fields, faults);
            return List.copyOf(faults);
        } catch (DocxParts.NotDocxException e) {
            return List.of(e.getMessage());
        }
    }

    private static void checkParts(DocxParts parts, Set<String> faults) {
        var types = parts.xml("[Content_Types].xml").orElseThrow();
        var main = children(types).stream()
                .filter(type -> type.getAttribute("PartName").equals("/" + DocxParts.MAIN))
                .map(type -> type.getAttribute("ContentType"))
                .findFirst()
                .orElse("");
        if (!main.equals(MAIN_TYPE)) {
            faults.add("这不是普通的Word文档（可能带宏或是模板格式），请另存为“Word 文档（.docx）”");
        }
        for (var name : parts.names()) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.contains("vbaproject") || lower.contains("vbadata")) {
                faults.add("文件带有宏，请另存为不带宏的“Word 文档（.docx）”");
            } else if (lower.contains("embeddings/") || lower.contains("activex/") || lower.contains("customui/")) {
                faults.add("文件里嵌有别的文件或控件，请删去");
            } else if (lower.contains("/media/")) {
                checkPicture(name, parts.require(name), faults);
            } else if (!lower.matches(".*\\.(xml|rels|odttf|fntdata)$|.*thumbnail\\.(jpeg|jpg|png|emf|wmf)$")) {
                faults.add("文件里有不认识的部分" + name + "，请用Word另存一份");
            }
        }
        parts.relations().values().stream()
                .flatMap(List::stream)
                .filter(DocxParts.Relation::outside)
                .forEach(relation -> faults.add("文件引用了外部内容“" + shortened(relation.target()) + "”，请取消链接、模板引用或超链接"));
    }

    private static void checkPicture(String name, byte[] content, Set<String> faults) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (!lower.matches(".*\\.(png|jpe?g)$")) {
            faults.add("图片只能是PNG或JPG格式，请替换" + name.substring(name.lastIndexOf('/') + 1));
            return;
        }
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                faults.add("有一张图片打不开，请重新插入");
                return;
            }
            var reader = readers.next();
            reader.setInput(in, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                faults.add("有一张图片尺寸过大，请压缩图片后再试");
            }
            reader.dispose();
        } catch (IOException | RuntimeException e) {
            faults.add("有一张图片打不开，请重新插入");
        }
    }

    private static void checkContent(DocxParts parts, Set<String> faults) {
        for (var root : contents(parts)) {
            var all = root.getElementsByTagName("*");
            var sections = 0;
            for (var i = 0; i < all.getLength(); i++) {
                var element = (Element) all.item(i);
                var fault = UNPRINTABLE.get(element.getLocalName());
                if (fault != null && !element.getLocalName().isEmpty()) {
                    faults.add(fault);
                }
                switch (element.getLocalName()) {
                    case "sectPr" -> sections++;
                    case "cols" -> {
                        if (!attribute(element, "num").isEmpty()
                                && !attribute(element, "num").equals("1")) {
                            faults.add("有分栏，请改为一栏");
                        }
                    }
                    case "instrText" -> checkField(element.getTextContent(), faults);
                    case "fldSimple" -> checkField(attribute(element, "instr"), faults);
                    default -> {}
                }
            }
            if (sections > 1) {
                faults.add("有分节符，请删去，整份文书用同一种页面");
            }
        }
    }

    private static void checkField(String instruction, Set<String> faults) {
        var word = instruction.strip().split("\\s+")[0].toUpperCase(Locale.ROOT);
        if (!word.isEmpty() && !Set.of("PAGE", "NUMPAGES", "SECTIONPAGES").contains(word)) {
            faults.add("有域“" + shortened(instruction.strip()) + "”，只能用页码和总页数，请改为文字");
        }
    }

    private static void checkPlaces(DocxParts parts, List<PaperField> fields, Set<String> faults) {
        var known = fields.stream().collect(Collectors.toMap(PaperField::name, field -> field, (one, other) -> one));
        var used = new LinkedHashSet<String>();
        for (var root : contents(parts)) {
            var open = new ArrayDeque<String>();
            var all = root.getElementsByTagNameNS(DocxParts.WORD, "p");
            for (var i = 0; i < all.getLength(); i++) {
                var text = text((Element) all.item(i));
                var tags = TAG.matcher(text);
                while (tags.find()) {
                    checkPlace(tags.group(1).strip(), known, used, open, faults);
                }
                var rest = TAG.matcher(text).replaceAll("");
                if (rest.contains("{{") || rest.contains("}}")) {
                    faults.add("“" + shortened(text) + "”里的花括号不成对，应写成{{名称}}，并放在同一段里");
                }
            }
            open.forEach(name -> faults.add("{{?" + name + "}}没有用{{/" + name + "}}结束"));
            checkColumns(root, known, faults);
        }
        for (var required : List.of(NUMBER, CODE, "@" + QR)) {
            if (!used.contains(required)) {
                faults.add("缺少{{" + required + "}}，没有它签字件无法对上案件，请加在页眉或页首");
            }
        }
    }

    private static void checkPlace(
            String tag, Map<String, PaperField> known, Set<String> used, ArrayDeque<String> open, Set<String> faults) {
        used.add(tag);
        if (tag.startsWith("?") || tag.startsWith("/")) {
            var name = tag.substring(1);
            if (!isCondition(name, known)) {
                faults.add("不认识{{" + shortened(tag) + "}}，条件只能写成{{?" + HAS + "名称}}");
            } else if (tag.startsWith("?")) {
                open.push(name);
            } else if (!name.equals(open.peek())) {
                faults.add("{{/" + name + "}}前面没有对应的{{?" + name + "}}");
            } else {
                open.pop();
            }
        } else if (tag.startsWith("@") ? !tag.equals("@" + QR) : !known.containsKey(tag)) {
            faults.add("不认识{{" + shortened(tag) + "}}，请从可用名称中选用");
        }
    }

    private static boolean isCondition(String name, Map<String, PaperField> known) {
        return name.startsWith(HAS) && known.containsKey(name.substring(HAS.length()));
    }

    private static void checkColumns(Element root, Map<String, PaperField> known, Set<String> faults) {
        var tables = root.getElementsByTagNameNS(DocxParts.WORD, "tbl");
        for (var i = 0; i < tables.getLength(); i++) {
            PaperField filled = null;
            for (var row : children((Element) tables.item(i))) {
                if (!"tr".equals(row.getLocalName())) {
                    continue;
                }
                var text = text(row);
                if (filled != null) {
                    var columns = COLUMN.matcher(text);
                    while (columns.find()) {
                        if (!filled.columns().contains(columns.group(1).strip())) {
                            faults.add("表{{" + filled.name() + "}}没有“" + shortened(columns.group(1)) + "”这一列，可用的列："
                                    + String.join("、", filled.columns()));
                        }
                    }
                }
                filled = null;
                var tags = TAG.matcher(text);
                while (tags.find()) {
                    var field = known.get(tags.group(1).strip());
                    if (field != null && field.isTable()) {
                        filled = field;
                    }
                }
            }
        }
    }

    private static List<Element> contents(DocxParts parts) {
        var contents = new ArrayList<Element>();
        for (var name : parts.names()) {
            if (name.matches("word/(document|header\\d*|footer\\d*|footnotes|endnotes)\\.xml")) {
                contents.add(parts.xml(name).orElseThrow());
            }
        }
        return contents;
    }

    private static String text(Element parent) {
        var text = new StringBuilder();
        var all = parent.getElementsByTagNameNS(DocxParts.WORD, "t");
        for (var i = 0; i < all.getLength(); i++) {
            text.append(all.item(i).getTextContent());
        }
        return text.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** The Word file with everything filled in; places nobody fills stay empty. */
    byte[] fill(PaperContent content, @Nullable PaperCode code, List<PaperField> fields) {
        var values = new HashMap<String, Object>();
        var configuration = Configure.builder();
        for (var field : fields) {
            if (field.isTable()) {
                var rows = content.tables().getOrDefault(field.name(), List.of());
                configuration.bind(field.name(), new LoopRowTableRenderPolicy());
                values.put(
                        field.name(),
                        rows.stream()
                                .map(row -> row.entrySet().stream()
                                        .collect(Collectors.toMap(Map.Entry::getKey, cell -> plain(cell.getValue()))))
                                .toList());
                values.put(HAS + field.name(), !rows.isEmpty());
            } else {
                var text = content.texts().getOrDefault(field.name(), "");
                values.put(field.name(), plain(text));
                values.put(HAS + field.name(), !text.isBlank());
            }
        }
        var configured = configuration
                .setValidErrorHandler(new Configure.DiscardHandler())
                .build();
        values.put(CODE, code == null ? "预览件" : code.grouped());
        values.put(
                QR,
                Pictures.ofBytes(QrCodes.png(code == null ? "BANGFU" : code.qrContent()), PictureType.PNG)
                        .size(QR_PIXELS, QR_PIXELS)
                        .create());
        var filled = new ByteArrayOutputStream(docx.length * 2);
        try (var template =
                XWPFTemplate.compile(new ByteArrayInputStream(docx), configured).render(values)) {
            template.write(filled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return filled.toByteArray();
    }

    /** Nothing that was typed can be a place to fill in. */
    private static String plain(String text) {
        return text.replace("{{", "｛｛").replace("}}", "｝｝").replace("\r", "").replaceAll("[\\p{Cntrl}&&[^\\n]]", " ");
    }
}
