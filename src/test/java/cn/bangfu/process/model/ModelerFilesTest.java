package cn.bangfu.process.model;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Department;
import cn.bangfu.access.Role;
import cn.bangfu.policy.Parameter;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.Term;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.junit.jupiter.api.Test;

/**
 * What Camunda Modeler offers to choose from, so that a diagram is put together without a Java name typed. Made from the product:
 * {@code mvn test -Dtest=ModelerFilesTest -Dbangfu.docs=write}.
 */
class ModelerFilesTest {

    private static final Path TEMPLATES = Path.of(".camunda/element-templates/bangfu.json");
    private static final Path VOCABULARY = Path.of("modeler/lint/vocabulary.json");
    private static final String SCHEMA =
            "https://unpkg.com/@camunda/element-templates-json-schema@0.14.0/resources/schema.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theTemplatesAreUpToDate() throws IOException {
        var templates = new ArrayList<Map<String, Object>>();
        for (var role : Role.values()) {
            if (role.handlesCases()) {
                templates.add(step(role));
            }
        }
        systemSteps().forEach((stem, name) -> templates.add(systemStep(stem, name)));
        for (var call : ProcessModel.IDENTIFICATION.elements(CallActivity.class)) {
            templates.add(call(call.getCalledElement(), call.getName()));
        }
        check(TEMPLATES, templates);
    }

    @Test
    void theLintersVocabularyIsUpToDate() throws IOException {
        var vocabulary = new LinkedHashMap<String, Object>();
        vocabulary.put(
                "roles",
                Arrays.stream(Role.values())
                        .filter(Role::handlesCases)
                        .map(Role::groupName)
                        .sorted()
                        .toList());
        vocabulary.put(
                "terms", Parameters.TERMS.stream().map(Parameter::name).sorted().toList());
        vocabulary.put(
                "delegates",
                systemSteps().keySet().stream()
                        .map(stem -> stem.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + stem.substring(1)
                                + "Delegate")
                        .toList());
        check(VOCABULARY, vocabulary);
    }

    private static void check(Path file, Object content) throws IOException {
        var printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        var text = JSON.writer(printer).writeValueAsString(content) + "\n";
        if ("write".equals(System.getProperty("bangfu.docs"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("%s is stale: run this test with -Dbangfu.docs=write", file)
                .hasContent(text);
    }

    /** By stem, with the name that the diagrams give it. */
    private static Map<String, String> systemSteps() {
        var steps = new TreeMap<String, String>();
        ProcessModel.all().forEach(model -> model.elements(ServiceTask.class)
                .forEach(task -> steps.put(ProcessModel.stem(task.getId()), task.getName())));
        return steps;
    }

    private static Map<String, Object> template(String id, String name, String description, String type) {
        var template = new LinkedHashMap<String, Object>();
        template.put("$schema", SCHEMA);
        template.put("name", name);
        template.put("id", "cn.bangfu." + id);
        template.put("version", 1);
        template.put("description", description);
        template.put("appliesTo", List.of(type));
        return template;
    }

    private static Map<String, Object> attribute(String name) {
        return ordered("type", "property", "name", "camunda:" + name);
    }

    private static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static Map<String, Object> field(String label, String type, Map<String, Object> binding) {
        return ordered("label", label, "type", type, "binding", binding, "constraints", Map.of("notEmpty", true));
    }

    private static Map<String, Object> step(Role role) {
        var template = template(
                "step." + role.groupName(),
                "环节：" + role.label() + "办理",
                "由" + role.label() + "在Tasklist里填表办理。编号写成UserTask_英文名称，表单同名。",
                "bpmn:UserTask");
        var properties = new ArrayList<Map<String, Object>>();
        properties.add(ordered("type", "Hidden", "value", role.groupName(), "binding", attribute("candidateGroups")));
        properties.add(ordered("type", "Hidden", "value", "deployment", "binding", attribute("formRefBinding")));
        properties.add(field("表单（与编号同名，如visit-household）", "String", attribute("formRef")));
        var deadline = field("时限", "Dropdown", ordered("type", "camunda:property", "name", "deadline"));
        deadline.put(
                "choices",
                Parameters.TERMS.stream().map(ModelerFilesTest::choice).toList());
        properties.add(deadline);
        if (role == Role.DEPARTMENT_CLERK) {
            var department = field("哪个部门", "Dropdown", ordered("type", "camunda:inputParameter", "name", "department"));
            department.put(
                    "choices",
                    Arrays.stream(Department.values())
                            .map(one -> ordered("name", one.label(), "value", one.name()))
                            .toList());
            properties.add(department);
        }
        template.put("properties", properties);
        return template;
    }

    private static Map<String, Object> choice(Parameter<Term> term) {
        return ordered("name", term.label(), "value", term.name());
    }

    private static Map<String, Object> systemStep(String stem, String name) {
        var bean = stem.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + stem.substring(1) + "Delegate";
        var template =
                template("system." + stem, "系统步骤：" + name, "由系统自动完成。编号写成ServiceTask_" + stem + "。", "bpmn:ServiceTask");
        template.put(
                "properties",
                List.of(ordered(
                        "type", "Hidden", "value", "${" + bean + "}", "binding", attribute("delegateExpression"))));
        return template;
    }

    private static Map<String, Object> call(String called, String name) {
        var template = template("call." + called, "调用流程：" + name, "按同一个案件编号办理另一个流程。", "bpmn:CallActivity");
        template.put(
                "properties",
                List.of(
                        ordered(
                                "type",
                                "Hidden",
                                "value",
                                called,
                                "binding",
                                ordered("type", "property", "name", "calledElement")),
                        ordered(
                                "type",
                                "Hidden",
                                "value",
                                "#{execution.processBusinessKey}",
                                "binding",
                                ordered("type", "camunda:in:businessKey"))));
        return template;
    }
}
