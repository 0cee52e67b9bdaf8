package cn.bangfu.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The parts of a Word file, read within narrow limits: a paper's template is small. */
final class DocxParts {

    static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    static final String RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    static final String MAIN = "word/document.xml";

    private static final int MAX_PARTS = 200;
    private static final int MAX_BYTES = 20 << 20;

    private final Map<String, byte[]> parts;

    private DocxParts(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    /** @throws NotDocxException if it cannot be read within the limits */
    static DocxParts read(byte[] docx) {
        var parts = new TreeMap<String, byte[]>();
        var total = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                var content = zip.readNBytes(MAX_BYTES - total + 1);
                total += content.length;
                if (total > MAX_BYTES || parts.size() >= MAX_PARTS) {
                    throw new NotDocxException("文件展开后过大，请删去图片后再试");
                }
                if (parts.put(entry.getName(), content) != null) {
                    throw new NotDocxException("文件内有重名的部分，请用Word另存一份");
                }
            }
        } catch (IOException e) {
            throw new NotDocxException("打不开这个文件，请用Word另存为“Word 文档（.docx）”");
        }
        if (!parts.containsKey(MAIN) || !parts.containsKey("[Content_Types].xml")) {
            throw new NotDocxException("这不是Word文档（.docx），请用Word另存为“Word 文档（.docx）”");
        }
        return new DocxParts(parts);
    }

    /** A file that is no template; the message is for people. */
    static final class NotDocxException extends RuntimeException {
        NotDocxException(String message) {
            super(message);
        }
    }

    Set<String> names() {
        return parts.keySet();
    }

    byte[] require(String name) {
        var part = parts.get(name);
        if (part == null) {
            throw new NotDocxException("文件不完整，缺少" + name);
        }
        return part;
    }

    Optional<Element> xml(String name) {
        var part = parts.get(name);
        return part == null ? Optional.empty() : Optional.of(parse(name, part).getDocumentElement());
    }

    /**
     * What a part refers to.
     *
     * @param target the part's name; as it stands there if outside
     */
    record Relation(String id, String type, String target, boolean outside) {}

    List<Relation> relationsOf(String name) {
        var slash = name.lastIndexOf('/');
        var folder = name.substring(0, slash + 1);
        return xml(folder + "_rels/" + name.substring(slash + 1) + ".rels")
                .map(root -> relations(root, folder))
                .orElse(List.of());
    }

    /** Of all parts, by the part that refers. */
    Map<String, List<Relation>> relations() {
        var all = new HashMap<String, List<Relation>>();
        for (var name : names()) {
            if (name.endsWith(".rels")) {
                all.put(name, relations(xml(name).orElseThrow(), ""));
            }
        }
        return all;
    }

    private static List<Relation> relations(Element root, String folder) {
        var relations = new ArrayList<Relation>();
        for (var child : children(root)) {
            var outside = "External".equals(child.getAttribute("TargetMode"));
            var target = child.getAttribute("Target");
            relations.add(new Relation(
                    child.getAttribute("Id"),
                    child.getAttribute("Type"),
                    outside ? target : target.startsWith("/") ? target.substring(1) : folder + target,
                    outside));
        }
        return relations;
    }

    static List<Element> children(Element parent) {
        var children = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static @Nullable Element child(@Nullable Element parent, String name) {
        if (parent != null) {
            for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element && name.equals(element.getLocalName())) {
                    return element;
                }
            }
        }
        return null;
    }

    /** An attribute of the Word namespace; empty if absent. */
    static String attribute(@Nullable Element element, String name) {
        return element == null ? "" : element.getAttributeNS(WORD, name);
    }

    private static Document parse(String name, byte[] part) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(part));
        } catch (SAXException e) {
            throw new NotDocxException("文件已损坏（" + name + "），请用Word打开后另存一份");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
