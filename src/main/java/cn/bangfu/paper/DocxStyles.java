package cn.bangfu.paper;

import static cn.bangfu.paper.DocxParts.attribute;
import static cn.bangfu.paper.DocxParts.child;
import static cn.bangfu.paper.DocxParts.children;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Styles and numbering of a Word file, as far as paper shows them. */
final class DocxStyles {

    private final Map<String, Element> styles = new HashMap<>();
    private final Map<String, Element> numbers = new HashMap<>();
    private final Map<String, Element> abstractNumbers = new HashMap<>();
    private final @Nullable Element runDefaults;
    private final @Nullable Element paragraphDefaults;
    private String defaultParagraph = "";
    private String defaultTable = "";

    DocxStyles(DocxParts parts) {
        Element runs = null;
        Element paragraphs = null;
        var root = parts.xml("word/styles.xml").orElse(null);
        if (root != null) {
            var defaults = child(root, "docDefaults");
            runs = child(child(defaults, "rPrDefault"), "rPr");
            paragraphs = child(child(defaults, "pPrDefault"), "pPr");
            for (var style : children(root)) {
                if (!"style".equals(style.getLocalName())) {
                    continue;
                }
                var id = attribute(style, "styleId");
                styles.put(id, style);
                if (isOn(attribute(style, "default"))) {
                    switch (attribute(style, "type")) {
                        case "paragraph" -> defaultParagraph = id;
                        case "table" -> defaultTable = id;
                        default -> {}
                    }
                }
            }
        }
        runDefaults = runs;
        paragraphDefaults = paragraphs;
        parts.xml("word/numbering.xml").ifPresent(numbering -> {
            for (var entry : children(numbering)) {
                switch (entry.getLocalName()) {
                    case "num" -> numbers.put(attribute(entry, "numId"), entry);
                    case "abstractNum" -> abstractNumbers.put(attribute(entry, "abstractNumId"), entry);
                    default -> {}
                }
            }
        });
    }

    /** Properties of a paragraph from the weakest to the strongest. */
    List<Element> paragraph(@Nullable Element direct) {
        var chain = new ArrayList<Element>();
        add(chain, paragraphDefaults);
        for (var style : chain(styleOf(direct))) {
            add(chain, child(style, "pPr"));
        }
        var level = numberingLevel(chain, direct);
        add(chain, child(level, "pPr"));
        add(chain, direct);
        return chain;
    }

    /** Properties of a run from the weakest to the strongest. */
    List<Element> run(@Nullable Element paragraph, @Nullable Element direct) {
        var chain = new ArrayList<Element>();
        add(chain, runDefaults);
        for (var style : chain(styleOf(paragraph))) {
            add(chain, child(style, "rPr"));
        }
        var runStyle = attribute(child(direct, "rStyle"), "val");
        if (!runStyle.isEmpty()) {
            for (var style : chain(runStyle)) {
                add(chain, child(style, "rPr"));
            }
        }
        add(chain, direct);
        return chain;
    }

    /** Properties of a table from the weakest to the strongest. */
    List<Element> table(@Nullable Element direct) {
        var chain = new ArrayList<Element>();
        var id = attribute(child(direct, "tblStyle"), "val");
        for (var style : chain(id.isEmpty() ? defaultTable : id)) {
            add(chain, child(style, "tblPr"));
        }
        add(chain, direct);
        return chain;
    }

    /** The strongest of those that say it. */
    static @Nullable Element last(List<Element> chain, String name) {
        for (var i = chain.size() - 1; i >= 0; i--) {
            var found = child(chain.get(i), name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** An attribute that each of them may say or leave to the weaker; empty if nobody says it. */
    static String last(List<Element> chain, String name, String attribute) {
        for (var i = chain.size() - 1; i >= 0; i--) {
            var found = attribute(child(chain.get(i), name), attribute);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    /** A property that is there, and not switched off. */
    static boolean isSet(List<Element> chain, String name) {
        var found = last(chain, name);
        return found != null && (!found.hasAttributeNS(DocxParts.WORD, "val") || isOn(attribute(found, "val")));
    }

    private static boolean isOn(String value) {
        return value.equals("1") || value.equals("true") || value.equals("on");
    }

    private String styleOf(@Nullable Element paragraph) {
        var id = attribute(child(paragraph, "pStyle"), "val");
        return styles.containsKey(id) ? id : defaultParagraph;
    }

    /** A style with those it is based on, the furthest first. */
    private List<Element> chain(String id) {
        var chain = new ArrayList<Element>();
        for (var style = styles.get(id); style != null && !chain.contains(style); ) {
            chain.add(0, style);
            style = styles.get(attribute(child(style, "basedOn"), "val"));
        }
        return chain;
    }

    private static void add(List<Element> chain, @Nullable Element one) {
        if (one != null) {
            chain.add(one);
        }
    }

    /** A list's level with its id; none for a paragraph without a number. */
    record Numbered(String list, int level, Element definition) {}

    @Nullable
    Numbered numbered(List<Element> paragraph) {
        var list = last(paragraph, "numPr");
        var id = attribute(child(list, "numId"), "val");
        if (id.isEmpty() || id.equals("0")) {
            return null;
        }
        var depth = attribute(child(list, "ilvl"), "val");
        var level = level(id, depth.isEmpty() ? "0" : depth);
        return level == null ? null : new Numbered(id, depth.isEmpty() ? 0 : Integer.parseInt(depth), level);
    }

    private @Nullable Element numberingLevel(List<Element> styled, @Nullable Element direct) {
        var chain = new ArrayList<>(styled);
        add(chain, direct);
        var numbered = numbered(chain);
        return numbered == null ? null : numbered.definition();
    }

    private @Nullable Element level(String number, String depth) {
        var definition = abstractNumbers.get(attribute(child(numbers.get(number), "abstractNumId"), "val"));
        if (definition != null) {
            for (var level : children(definition)) {
                if ("lvl".equals(level.getLocalName())
                        && attribute(level, "ilvl").equals(depth)) {
                    return level;
                }
            }
        }
        return null;
    }
}
