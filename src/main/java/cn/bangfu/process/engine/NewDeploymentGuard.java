package cn.bangfu.process.engine;

import cn.bangfu.access.Role;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Refuses a new deployment that carries code: a diagram is a picture of the procedure, not a program (H14, T19). It looks at new
 * deployments only, so that a rule tightened later does not make released versions unreadable at the next start.
 */
class NewDeploymentGuard implements Deployer {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    /** The engine still reads the namespace of its ancestor. */
    private static final Set<String> CAMUNDA = Set.of("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn");

    private static final int MAX_BYTES = 2_000_000;

    private static final Set<String> ROLE_GROUPS =
            Arrays.stream(Role.values()).map(Role::groupName).collect(Collectors.toUnmodifiableSet());

    /** Elements that run code, or reach outside. */
    private static final Set<String> REFUSED_ELEMENTS =
            Set.of("scriptTask", "script", "connector", "validator", "businessRuleImplementation");

    /** Attributes of Camunda's that run code, reach outside or hand a task to a person instead of an office. */
    private static final Set<String> REFUSED_ATTRIBUTES = Set.of(
            "class",
            "expression",
            "type",
            "topic",
            "resource",
            "scriptFormat",
            "formHandlerClass",
            "variableMappingClass",
            "variableMappingDelegateExpression",
            "assignee",
            "candidateUsers",
            "dueDate",
            "followUpDate",
            "formKey",
            "initiator",
            "candidateStarterUsers",
            "candidateStarterGroups");

    private static final Set<String> REFUSED_COMPONENTS =
            Set.of("html", "iframe", "script", "expression", "filepicker", "documentPreview", "image");

    private final ModelExpressions expressions;
    private final ObjectMapper json = new ObjectMapper();

    NewDeploymentGuard(ModelBeans beans) {
        expressions = new ModelExpressions(beans);
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        var faults = deployment.getResources().values().stream()
                .flatMap(resource -> faults(resource).stream().map(fault -> resource.getName() + ": " + fault))
                .toList();
        if (!faults.isEmpty()) {
            throw new BadUserRequestException("refused: " + String.join("; ", faults));
        }
    }

    private List<String> faults(ResourceEntity resource) {
        var name = resource.getName();
        var bytes = resource.getBytes();
        if (bytes.length > MAX_BYTES) {
            return List.of("larger than " + MAX_BYTES + " bytes");
        }
        if (name.endsWith(".form")) {
            return formFaults(bytes);
        }
        if (name.endsWith(".bpmn") || name.endsWith(".dmn")) {
            return xmlFaults(bytes, name.endsWith(".dmn"));
        }
        return List.of("only .bpmn, .dmn and .form files can be deployed");
    }

    private List<String> xmlFaults(byte[] bytes, boolean decision) {
        var faults = new ArrayList<String>();
        try {
            visit(parse(bytes).getDocumentElement(), decision, faults);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            faults.add("unreadable: " + e.getMessage());
        }
        return faults;
    }

    private void visit(Element element, boolean decision, List<String> faults) {
        var local = element.getLocalName();
        if (REFUSED_ELEMENTS.contains(local)) {
            faults.add("<" + local + "> runs code");
        }
        if (decision) {
            decisionFaults(element, faults);
        } else {
            processFaults(element, faults);
        }
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element nested) {
                visit(nested, decision, faults);
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                expressionFaults(child.getNodeValue(), decision, "in <" + local + ">", faults);
            }
        }
    }

    private void processFaults(Element element, List<String> faults) {
        var local = element.getLocalName();
        if (BPMN.equals(element.getNamespaceURI())
                && local.equals("conditionExpression")
                && element.hasAttribute("language")) {
            faults.add("a condition is written in a script language");
        }
        var attributes = element.getAttributes();
        if (BPMN.equals(element.getNamespaceURI())
                && local.equals("userTask")
                && CAMUNDA.stream().noneMatch(namespace -> element.hasAttributeNS(namespace, "candidateGroups"))) {
            faults.add("user task " + element.getAttribute("id") + " is nobody's");
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            var attribute = attributes.item(i);
            var name = attribute.getLocalName();
            var value = attribute.getNodeValue();
            var where = "@" + name + " of <" + local + ">";
            if (isCamunda(attribute)) {
                if (REFUSED_ATTRIBUTES.contains(name)
                        || name.toLowerCase(Locale.ROOT).endsWith("class")) {
                    faults.add(where + " is not allowed");
                }
                if (name.equals("candidateGroups") && !ROLE_GROUPS.contains(value)) {
                    faults.add(where + " names no single role: " + value);
                }
            } else if (isCamunda(element) && REFUSED_ATTRIBUTES.contains(name)) {
                // Camunda's own elements carry theirs without a prefix.
                faults.add(where + " is not allowed");
            }
            expressionFaults(value, false, where, faults);
        }
    }

    private static boolean isCamunda(Node node) {
        return node.getNamespaceURI() != null && CAMUNDA.contains(node.getNamespaceURI());
    }

    private static void decisionFaults(Element element, List<String> faults) {
        for (var name : List.of("expressionLanguage", "typeLanguage")) {
            var language = element.getAttribute(name).toLowerCase(Locale.ROOT);
            if (!language.isEmpty() && !language.contains("feel")) {
                faults.add(name + " of <" + element.getLocalName() + "> is not FEEL");
            }
        }
        var functionKind = element.getAttribute("kind").toLowerCase(Locale.ROOT);
        if (functionKind.equals("java") || functionKind.equals("pmml")) {
            faults.add("a function is written in " + functionKind);
        }
    }

    private void expressionFaults(String text, boolean decision, String where, List<String> faults) {
        if (decision) {
            if (text.contains("${") || text.contains("#{") || text.contains("external")) {
                faults.add("code " + where);
            }
            return;
        }
        expressions.faults(text).forEach(fault -> faults.add(fault + " " + where));
    }

    private List<String> formFaults(byte[] bytes) {
        var faults = new ArrayList<String>();
        try {
            visit(json.readTree(bytes), faults);
        } catch (JsonProcessingException e) {
            faults.add("unreadable: " + e.getOriginalMessage());
        } catch (IOException e) {
            faults.add("unreadable");
        }
        return faults;
    }

    private static void visit(JsonNode node, List<String> faults) {
        var type = node.path("type").asText();
        if (node.isObject() && REFUSED_COMPONENTS.contains(type)) {
            faults.add("component " + node.path("key").asText(node.path("id").asText()) + " of type " + type
                    + " is not allowed");
        }
        node.forEach(child -> visit(child, faults));
    }

    private static Document parse(byte[] bytes) throws ParserConfigurationException, SAXException, IOException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setExpandEntityReferences(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Throwing());
        return builder.parse(new ByteArrayInputStream(bytes));
    }

    private static final class Throwing implements ErrorHandler {

        @Override
        public void warning(SAXParseException exception) {
            // Warnings are the engine's parser's business.
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
