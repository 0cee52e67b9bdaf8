package cn.bangfu.process.flow;

import cn.bangfu.testing.TestOfficers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Camunda Modeler at its deploy button: the requests that it sends, in its words. */
public final class Modeler {

    /** What came back. */
    public record Reply(int status, JsonNode body) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String base;
    private final String authorization;

    /** @param username nobody if empty */
    public Modeler(int port, String username) {
        base = "http://localhost:" + port + "/engine-rest";
        authorization = username.isEmpty()
                ? ""
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (username + ":" + TestOfficers.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    Reply send(String method, String path) {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "application/json");
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var text = response.body();
            return new Reply(
                    response.statusCode(),
                    text.startsWith("{") || text.startsWith("[") ? json.readTree(text) : json.nullNode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param files text by name */
    public Reply deploy(String name, Map<String, String> files) {
        var boundary = "----" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        field(body, boundary, "deployment-name", name);
        field(body, boundary, "deployment-source", "Camunda Modeler");
        field(body, boundary, "enable-duplicate-filtering", "true");
        files.forEach((file, text) -> body.writeBytes(("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"" + file + "\"; filename=\"" + file
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + text + "\r\n")
                .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request("/deployment/create")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void field(ByteArrayOutputStream body, String boundary, String name, String value) {
        body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    public static String shipped(String name) {
        try {
            return Files.readString(Path.of(name.endsWith(".form") ? "forms" : "processes", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The visit's form with one more question. */
    public static String visitWithAQuestion() {
        var text = shipped("visit-household.form");
        var end = text.lastIndexOf(']');
        return text.substring(0, end) + """
            ,{"type": "radio", "key": "hasInternet", "label": "家里有没有网络", "id": "Field_HasInternet",
              "values": [{"label": "有宽带", "value": "YES"}, {"label": "没有网络", "value": "NO"}],
              "validate": {"required": true}}\
            """ + text.substring(end);
    }

    /** The diagram with a step after the announcement. */
    public static String diagramWithAStep() {
        return shipped("household-identification.bpmn")
                .replaceFirst(
                        "(<bpmn:sequenceFlow"
                                + " id=\"Flow_DecisionAnnounced\"[^>]*targetRef=\")ServiceTask_EnterMonitoring\"",
                        "$1UserTask_AskBack\"")
                .replace("<bpmn:sequenceFlow id=\"Flow_MonitoringEntered\"", """
                    <bpmn:userTask id="UserTask_AskBack" name="回访听明白没有" camunda:formRef="ask-back"
                      camunda:formRefBinding="deployment" camunda:candidateGroups="villageClerk">
                      <bpmn:extensionElements><camunda:properties>
                        <camunda:property name="deadline" value="refusalLimit" />
                      </camunda:properties></bpmn:extensionElements>
                      <bpmn:incoming>Flow_DecisionAnnounced</bpmn:incoming><bpmn:outgoing>Flow_AskedBack</bpmn:outgoing>
                    </bpmn:userTask>
                    <bpmn:sequenceFlow id="Flow_AskedBack" sourceRef="UserTask_AskBack" targetRef="ServiceTask_EnterMonitoring" />
                    <bpmn:sequenceFlow id="Flow_MonitoringEntered\"\
                    """)
                .replace(
                        "<bpmndi:BPMNShape id=\"ServiceTask_EnterMonitoring_di\"",
                        "<bpmndi:BPMNShape id=\"UserTask_AskBack_di\" bpmnElement=\"UserTask_AskBack\">"
                                + "<dc:Bounds x=\"1975\" y=\"1160\" width=\"110\" height=\"66\" /></bpmndi:BPMNShape>"
                                + "<bpmndi:BPMNShape id=\"ServiceTask_EnterMonitoring_di\"");
    }

    public static final String ASK_BACK = """
        {"id": "ask-back", "type": "default", "schemaVersion": 18, "executionPlatform": "Camunda Platform",
         "executionPlatformVersion": "7.24.0", "components": [
          {"type": "radio", "key": "understood", "label": "农户听明白了吗", "id": "Field_Understood",
           "values": [{"label": "明白", "value": "YES"}, {"label": "不明白", "value": "NO"}],
           "validate": {"required": true}}]}
        """;
}
