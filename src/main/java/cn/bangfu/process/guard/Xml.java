package cn.bangfu.process.guard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads XML that may be hostile: no document type, so no entities; nothing is fetched. */
final class Xml {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final int DEEPEST = 60;
    private static final int MOST_ELEMENTS = 20_000;

    private Xml() {}

    /** What can't be read, said in Chinese. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    static Document read(byte[] bytes) throws Unreadable {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setExpandEntityReferences(false);
            factory.setXIncludeAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Throwing());
            var document = builder.parse(new ByteArrayInputStream(bytes));
            measure(document.getDocumentElement(), 0, new int[1]);
            return document;
        } catch (SAXParseException e) {
            throw new Unreadable(
                    String.valueOf(e.getMessage()).contains("DOCTYPE")
                            ? "文件里有DOCTYPE（实体声明），不能接收。请在Modeler里重新保存。"
                            : "第%d行不是有效的XML，读不出来。请在Modeler里重新保存。".formatted(Math.max(1, e.getLineNumber())));
        } catch (SAXException | IOException e) {
            throw new Unreadable("不是有效的XML，读不出来。请在Modeler里重新保存。");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void measure(Element element, int depth, int[] count) throws Unreadable {
        if (depth > DEEPEST || ++count[0] > MOST_ELEMENTS) {
            throw new Unreadable("文件里的内容太多或嵌套太深，不是正常的流程或规则表。");
        }
        for (var child : children(element)) {
            measure(child, depth + 1, count);
        }
    }

    static List<Element> children(Element element) {
        var children = new ArrayList<Element>();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element nested) {
                children.add(nested);
            }
        }
        return children;
    }

    static List<Element> children(Element element, String local) {
        return children(element).stream()
                .filter(child -> local.equals(child.getLocalName()))
                .toList();
    }

    /** Text of its own, without that of elements in it. */
    static String text(Element element) {
        var text = new StringBuilder();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == org.w3c.dom.Node.TEXT_NODE
                    || child.getNodeType() == org.w3c.dom.Node.CDATA_SECTION_NODE) {
                text.append(child.getNodeValue());
            }
        }
        return text.toString().strip();
    }

    static String camunda(Element element, String name) {
        return element.getAttributeNS(CAMUNDA, name);
    }

    private static final class Throwing implements ErrorHandler {

        @Override
        public void warning(SAXParseException exception) {
            // Not ours to judge.
        }

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
