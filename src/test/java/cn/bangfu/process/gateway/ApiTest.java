package cn.bangfu.process.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.evidence.Photographs;
import cn.bangfu.process.gateway.form.FormJson;
import cn.bangfu.shared.CaseId;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The interface for programs, over HTTP. */
@ApplicationTest
class ApiTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    GatewayTrial trial;

    @LocalServerPort
    int port;

    SignedInOfficer clerk;
    CaseId caseId;
    String task;

    @BeforeEach
    void aCaseWaitsForItsVisit() {
        clerk = trial.officer(trial.village(4), Role.VILLAGE_CLERK);
        caseId = trial.open(trial.village(4));
        task = trial.task(caseId);
    }

    private record Reply(int status, JsonNode body, HttpResponse<byte[]> raw) {}

    private Reply call(
            SignedInOfficer officer, String method, String path, String type, byte[] body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            if (officer != null) {
                var credentials = officer.username() + ":" + GatewayTrial.PASSWORD;
                request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
            }
            if (body != null) {
                request.header("Content-Type", type);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            var json = response.headers().firstValue("Content-Type").orElse("").contains("json")
                    ? FormJson.read(response.body())
                    : null;
            return new Reply(response.statusCode(), json, response);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply get(SignedInOfficer officer, String path) {
        return call(officer, "GET", path, "", null);
    }

    private Reply send(SignedInOfficer officer, String method, String path, Object body, String... headers) {
        return call(
                officer,
                method,
                path,
                "application/json",
                FormJson.write(body).getBytes(StandardCharsets.UTF_8),
                headers);
    }

    private static Map<String, Object> visit(Map<String, Object> more) {
        var answer = new HashMap<String, Object>(Map.of(
                "visitedOn", "2026-11-21",
                "words", "家里有人住院",
                "tryRoute", "GO",
                "members", List.of(Map.of("counted", "YES"), Map.of("counted", "NO"))));
        answer.putAll(more);
        return answer;
    }

    @Test
    void anOfficialsProgramListsOpensAndSubmits() {
        var list = get(clerk, "/api/tasks?filter=office&size=100");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body().path("tasks").findValuesAsText("id")).contains(task);
        var line = list.body().path("tasks").get(0);
        assertThat(line.path("caseNumber").asText()).isNotEmpty();
        assertThat(line.path("village").asText()).isNotEmpty();

        var form = get(clerk, "/api/tasks/" + task + "/form").body();
        assertThat(form.path("task").path("caseId").asText()).isEqualTo(caseId.toString());
        assertThat(form.path("schema").path("id").asText()).isEqualTo("try-visit");
        assertThat(form.path("values").path("head").asText()).isEqualTo(GatewayTrial.HEAD);
        assertThat(form.path("summary").get(0).path("label").asText()).isEqualTo("户主");

        var refused = send(clerk, "POST", "/api/tasks/" + task + "/submit", visit(Map.of("words", "", "x", 1)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").findValuesAsText("field")).containsExactly("x", "words");
        assertThat(refused.body().path("errors").findValuesAsText("message")).contains("请填写“户里怎么说”");

        var done =
                send(clerk, "POST", "/api/tasks/" + task + "/submit", visit(Map.of()), "Idempotency-Key", "p-" + task);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().path("caseId").asText()).isEqualTo(caseId.toString());
        assertThat(done.body().path("next").asText()).contains("试验审核");
        assertThat(send(
                                clerk,
                                "POST",
                                "/api/tasks/" + task + "/submit",
                                visit(Map.of()),
                                "Idempotency-Key",
                                "p-" + task)
                        .body())
                .isEqualTo(done.body());
        var again = send(clerk, "POST", "/api/tasks/" + task + "/submit", visit(Map.of()));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("message").asText()).startsWith(clerk.name());

        var file = get(clerk, "/api/cases/" + caseId).body();
        assertThat(file.path("id").asText()).isEqualTo(caseId.toString());
        assertThat(file.path("trail").findValuesAsText("action")).contains("step.submitted");
        assertThat(file.path("tasks").get(0).path("element").asText()).isEqualTo("UserTask_TryReview");
    }

    @Test
    void draftsGoAndCome() {
        var path = "/api/tasks/" + task + "/draft";
        assertThat(get(clerk, path).status()).isEqualTo(404);
        var values = new HashMap<String, Object>(Map.of("words", "写了一半"));
        values.put("visitedOn", null);
        assertThat(send(clerk, "PUT", path, values).body().path("savedAt").asText())
                .contains("T");
        var draft = get(clerk, path).body().path("values");
        assertThat(draft.path("words").asText()).isEqualTo("写了一半");
        assertThat(draft.path("visitedOn").isNull()).isTrue();
        assertThat(get(clerk, "/api/tasks/" + task + "/form")
                        .body()
                        .path("draft")
                        .path("values"))
                .isEqualTo(draft);
        assertThat(call(clerk, "DELETE", path, "", null).status()).isEqualTo(204);
        assertThat(get(clerk, path).status()).isEqualTo(404);
    }

    @Test
    void aCaseIsOpenedFromItsStartForm() {
        assertThat(get(clerk, "/api/starts").body().findValuesAsText("element")).contains("StartEvent_GatewayTrial");
        assertThat(get(clerk, "/api/starts/StartEvent_GatewayTrial/form")
                        .body()
                        .path("schema")
                        .path("id")
                        .asText())
                .isEqualTo("gateway-trial");
        assertThat(send(clerk, "POST", "/api/starts/StartEvent_GatewayTrial", Map.of())
                        .status())
                .isEqualTo(422);
        var started = send(clerk, "POST", "/api/starts/StartEvent_GatewayTrial", Map.of("head", "阿拉坦"));
        assertThat(started.status()).isEqualTo(200);
        assertThat(get(clerk, "/api/cases/" + started.body().path("caseId").asText())
                        .status())
                .isEqualTo(200);
        assertThat(get(clerk, "/api/starts/StartEvent_None/form").status()).isEqualTo(404);
    }

    @Test
    void anotherVillageIsToldTheSameAsOfNoCase() {
        var stranger = trial.officer(trial.village(5), Role.VILLAGE_CLERK);
        var of = get(stranger, "/api/cases/" + caseId);
        var none = get(stranger, "/api/cases/" + CaseId.next());
        assertThat(of.status()).isEqualTo(404);
        assertThat(of.body()).isEqualTo(none.body());
        var foreign = send(stranger, "POST", "/api/tasks/" + task + "/submit", visit(Map.of()));
        var unknown = send(stranger, "POST", "/api/tasks/" + CaseId.next() + "/submit", visit(Map.of()));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(get(stranger, "/api/tasks?size=100").body().path("tasks").findValuesAsText("id"))
                .doesNotContain(task);
    }

    @Test
    void badRequestsAreRefusedInChineseAndNameNoClass() {
        var path = "/api/tasks/" + task + "/submit";
        var deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        var replies = List.of(
                raw("POST", path, "{"),
                raw("POST", path, "[]"),
                raw("POST", path, ""),
                raw("POST", path, "{\"a\":1,\"a\":2}"),
                raw("POST", path, deep),
                raw("POST", path, "{\"words\":\"" + "长".repeat(500_000) + "\"}"),
                call(clerk, "POST", path, "text/plain", "{}".getBytes(StandardCharsets.UTF_8)),
                call(
                        clerk,
                        "POST",
                        path,
                        "application/json",
                        "{}".getBytes(StandardCharsets.UTF_8),
                        "Idempotency-Key",
                        "short"),
                call(clerk, "DELETE", path, "", null),
                get(clerk, "/api/tasks?filter=all"),
                get(clerk, "/api/tasks?page=x"),
                get(clerk, "/api/cases/1"),
                get(clerk, "/api/nothing"),
                get(clerk, "/api/evidence/1"));
        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.status()).isBetween(400, 499);
            var text = new String(reply.raw().body(), StandardCharsets.UTF_8);
            assertThat(text)
                    .containsPattern("\\p{IsHan}")
                    .doesNotContainPattern("(?i)exception|org\\.|java|cn\\.bangfu|jackson");
        });
    }

    private Reply raw(String method, String path, String body) {
        return call(clerk, method, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whoIsNotSignedInGetsNothing() {
        for (var path : List.of(
                "/api/tasks", "/api/tasks/" + task + "/form", "/api/starts", "/api/cases/" + caseId, "/v3/api-docs")) {
            assertThat(get(null, path).status()).as(path).isEqualTo(401);
        }
        assertThat(send(null, "POST", "/api/tasks/" + task + "/submit", visit(Map.of()))
                        .status())
                .isIn(401, 403);
    }

    @Test
    void theInterfaceIsDescribedInChinese() {
        var docs = get(clerk, "/v3/api-docs");
        assertThat(docs.status()).isEqualTo(200);
        var paths = docs.body().path("paths");
        assertThat(paths.fieldNames())
                .toIterable()
                .contains(
                        "/api/tasks",
                        "/api/tasks/{id}/form",
                        "/api/tasks/{id}/submit",
                        "/api/tasks/{id}/draft",
                        "/api/starts",
                        "/api/starts/{element}",
                        "/api/cases/{id}",
                        "/api/evidence",
                        "/api/evidence/{id}");
        paths.fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
            if (path.getKey().startsWith("/api/tasks") || path.getKey().startsWith("/api/starts")) {
                assertThat(operation.getValue().path("summary").asText()).containsPattern("\\p{IsHan}");
                assertThat(operation.getValue().path("tags").get(0).asText()).containsPattern("\\p{IsHan}");
            }
        }));
    }

    @Test
    void tasklistsOwnFormGoesThroughTheGateway() {
        var browser = new Browser(port).signIn(clerk.username(), GatewayTrial.PASSWORD);
        var engine = "/camunda/api/engine/engine/default/task/" + task;
        var values = browser.getJson(engine + "/form-variables");
        assertThat(values.statusCode()).isEqualTo(200);
        var head = FormJson.read(values.body().getBytes(StandardCharsets.UTF_8)).path("head");
        assertThat(head.path("type").asText()).isEqualTo("String");
        assertThat(head.path("value").asText()).isEqualTo(GatewayTrial.HEAD);
        assertThat(browser.getJson(engine + "/deployed-form").body()).contains("try-visit");

        var variables = new HashMap<String, Object>();
        visit(Map.of())
                .forEach((key, value) -> variables.put(
                        key,
                        value instanceof List<?>
                                ? Map.of("type", "Json", "value", FormJson.write(value))
                                : Map.of("type", "String", "value", value)));
        var unsigned = browser.postJson(engine + "/submit-form", FormJson.write(Map.of("variables", variables)));
        assertThat(unsigned.statusCode()).isEqualTo(403);

        var signed = new Browser(port).signIn(clerk.username(), GatewayTrial.PASSWORD);
        signed.getJson("/camunda/api/engine/engine/");
        var token = signed.cookie("XSRF-TOKEN");
        variables.put("countyApproved", Map.of("type", "Boolean", "value", true));
        var refused = signed.postJson(
                engine + "/submit-form", FormJson.write(Map.of("variables", variables)), "X-XSRF-TOKEN", token);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("表单里没有这一项", "\"field\":\"countyApproved\"", "RestException");
        assertThat(signed.postJson(engine + "/complete", "{\"variables\":{}}", "X-XSRF-TOKEN", token)
                        .statusCode())
                .isEqualTo(403);
        assertThat(trial.task(caseId)).isEqualTo(task);

        variables.remove("countyApproved");
        var taken = signed.postJson(
                engine + "/submit-form", FormJson.write(Map.of("variables", variables)), "X-XSRF-TOKEN", token);
        assertThat(taken.statusCode()).isEqualTo(204);
        assertThat(trial.task(caseId)).isNotEqualTo(task);
    }

    @Test
    void thePageForNewCasesIsThereForWhoMayOpenThem() {
        var page = new Browser(port)
                .signIn(clerk.username(), GatewayTrial.PASSWORD)
                .get("/cases/new");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("id=\"start-form\"", "/assets/new-case.js", "<h1>新申报</h1>");
        var auditor = trial.officer(trial.village(4), Role.PROCESS_OWNER);
        assertThat(new Browser(port)
                        .signIn(auditor.username(), GatewayTrial.PASSWORD)
                        .get("/cases/new")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPhotographIsUploadedShownAndHandedIn() throws IOException {
        var png = Photographs.png(600, 300);
        var uploaded = upload(clerk, "入户 照片.png", png);
        assertThat(uploaded.status()).isEqualTo(201);
        var id = uploaded.body().path("id").asText();
        assertThat(uploaded.body().path("name").asText()).isEqualTo("入户 照片.png");
        assertThat(uploaded.body().path("type").asText()).isEqualTo("image/png");
        assertThat(uploaded.body().path("size").asLong()).isEqualTo(png.length);

        var original = get(clerk, "/api/evidence/" + id).raw();
        assertThat(original.body()).isEqualTo(png);
        assertThat(original.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(original.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(get(clerk, "/api/evidence/" + id + "/thumbnail")
                        .raw()
                        .headers()
                        .firstValue("Content-Type"))
                .contains("image/jpeg");

        var town = trial.officer(trial.village(4), Role.TOWN_CLERK);
        assertThat(get(town, "/api/evidence/" + id).status()).isEqualTo(404);
        assertThat(send(clerk, "POST", "/api/tasks/" + task + "/submit", visit(Map.of("photos", List.of(id))))
                        .status())
                .isEqualTo(200);
        assertThat(get(town, "/api/evidence/" + id).status()).isEqualTo(200);
        assertThat(get(trial.officer(trial.village(5), Role.VILLAGE_CLERK), "/api/evidence/" + id)
                        .status())
                .isEqualTo(404);

        var refused = upload(clerk, "台账.xlsx", "PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("message").asText()).contains("JPG");
        assertThat(upload(clerk, "大.png", new byte[32 << 20]).status()).isIn(413, 422);
    }

    private Reply upload(SignedInOfficer officer, String name, byte[] bytes) {
        var boundary = "----bangfu";
        var head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        var body = new byte[head.length + bytes.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(bytes, 0, body, head.length, bytes.length);
        System.arraycopy(tail, 0, body, head.length + bytes.length, tail.length);
        return call(officer, "POST", "/api/evidence", "multipart/form-data; boundary=" + boundary, body);
    }
}
