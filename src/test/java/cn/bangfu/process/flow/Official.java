package cn.bangfu.process.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An official at work through the interface for programs, which goes through the same gateway as Tasklist. What a test does not say
 * about a form is filled in with something that fits it.
 */
public final class Official {

    /** The smallest picture that is one. */
    public static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static final String DEMO_PASSWORD = "bangfu-demo-2026";

    private static final int ROUNDS = 12;
    private static final Pattern PLACE = Pattern.compile("(\\w+)(?:\\[(\\d+)])?");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String base;
    private final String username;
    private final String authorization;
    private LocalDate today = LocalDate.now();

    Official(int port, String username, String password) {
        this.base = "http://localhost:" + port;
        this.username = username;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Of the demo county, in a process that does not run in this one. */
    public static Official demo(int port, String username) {
        return new Official(port, username, DEMO_PASSWORD);
    }

    /** The id of the case's task once it lies with this official; the engine's jobs run elsewhere. Empty if it never comes. */
    public String waitsFor(String caseId, String element) throws InterruptedException {
        for (var tries = 0; tries < 60; tries++) {
            var task = task(caseId, element);
            if (!task.isEmpty()) {
                return task;
            }
            Thread.sleep(1_000);
        }
        return "";
    }

    /** What came back. */
    public record Reply(int status, JsonNode body) {}

    /** Dates that the official fills in are this day's. */
    void liveOn(LocalDate day) {
        today = day;
    }

    public String username() {
        return username;
    }

    public Reply get(String path) {
        return send(request(path).GET().build());
    }

    public Reply post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    public Reply put(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json.valueToTree(body).toString()))
                .build());
    }

    /** Of an answer that need not be JSON. */
    int status(String path) {
        try {
            return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .timeout(Duration.ofSeconds(60));
    }

    private Reply send(HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.body().isBlank() ? json.nullNode() : json.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A photograph, uploaded. */
    public String photograph() {
        var boundary = UUID.randomUUID().toString();
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(PICTURE);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        var reply = send(request("/api/evidence")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
        assertThat(reply.status()).as("%s", reply.body()).isLessThan(300);
        return reply.body().get("id").asText();
    }

    /** Opens a case; the reply of the last try. */
    public Reply start(String element, @Nullable String household, Map<String, ?> said) {
        var query = household == null ? "" : "?household=" + household;
        var form = get("/api/starts/" + element + "/form" + query);
        assertThat(form.status())
                .as("%s opens %s: %s", username, element, form.body())
                .isEqualTo(200);
        return answer("/api/starts/" + element + query, form.body(), said);
    }

    /** The id of the case's task, if it lies with this official. */
    public String task(String caseId, String element) {
        var tasks = get("/api/tasks?size=100&element=" + element);
        assertThat(tasks.status()).as("%s", tasks.body()).isEqualTo(200);
        for (var task : tasks.body().findValue("tasks")) {
            if (task.get("caseId").asText().equals(caseId)) {
                return task.get("id").asText();
            }
        }
        return "";
    }

    /** Does a step; fails with what was wrong if it is refused. */
    public JsonNode does(String caseId, String element, Map<String, ?> said) {
        var reply = tries(caseId, element, said);
        assertThat(reply.status())
                .as("%s at %s: %s", username, element, reply.body())
                .isEqualTo(200);
        return reply.body();
    }

    /** What the step's form opens with. */
    public JsonNode form(String caseId, String element) {
        var form = get("/api/tasks/" + task(caseId, element) + "/form");
        assertThat(form.status()).as("%s", form.body()).isEqualTo(200);
        return form.body();
    }

    /** Tries a step. */
    public Reply tries(String caseId, String element, Map<String, ?> said) {
        var task = task(caseId, element);
        if (task.isEmpty()) {
            return fail("%s has no task %s of case %s", username, element, caseId);
        }
        var form = get("/api/tasks/" + task + "/form");
        assertThat(form.status())
                .as("%s opens %s: %s", username, element, form.body())
                .isEqualTo(200);
        return answer("/api/tasks/" + task + "/submit", form.body(), said);
    }

    /** Submits, and fills in what the form says is missing until it says nothing new. */
    private Reply answer(String path, JsonNode form, Map<String, ?> said) {
        var answer = ((ObjectNode) form.get("values")).deepCopy();
        said.forEach((key, value) -> answer.set(key, json.valueToTree(value)));
        Reply reply = null;
        for (var round = 0; round < ROUNDS; round++) {
            reply = post(path, answer);
            if (reply.status() != 422) {
                return reply;
            }
            var filled = false;
            for (var error : reply.body().get("errors")) {
                filled |= fill(
                        answer,
                        form.get("schema").get("components"),
                        error.get("field").asText(),
                        said);
            }
            if (!filled) {
                return reply;
            }
        }
        return reply;
    }

    private boolean fill(ObjectNode answer, JsonNode components, String path, Map<String, ?> said) {
        if (path.isEmpty()) {
            return false;
        }
        var place = answer;
        var fields = components;
        var parts = path.split("\\.");
        for (var i = 0; i < parts.length - 1; i++) {
            var matcher = PLACE.matcher(parts[i]);
            if (!matcher.matches()) {
                return false;
            }
            var list = find(fields, matcher.group(1));
            if (list == null || matcher.group(2) == null) {
                return false;
            }
            var rows = place.withArray(matcher.group(1));
            var index = Integer.parseInt(matcher.group(2));
            while (rows.size() <= index) {
                ((ArrayNode) rows).addObject();
            }
            place = (ObjectNode) rows.get(index);
            fields = list.get("components");
        }
        var key = parts[parts.length - 1];
        var field = find(fields, key);
        if (field == null
                || said.containsKey(key) && parts.length == 1
                || place.hasNonNull(key) && !place.get(key).asText("x").isEmpty()) {
            return false;
        }
        place.set(key, something(field));
        return true;
    }

    private static JsonNode find(JsonNode components, String key) {
        for (var component : components) {
            if (key.equals(component.path("key").asText())
                    || key.equals(component.path("path").asText())) {
                return component;
            }
            if (component.get("type").asText().equals("group")) {
                var inside = find(component.get("components"), key);
                if (inside != null) {
                    return inside;
                }
            }
        }
        return null;
    }

    private JsonNode something(JsonNode field) {
        var kind = field.path("properties").path("kind").asText();
        return switch (field.get("type").asText()) {
            case "checkbox" -> json.getNodeFactory().booleanNode(true);
            case "datetime" -> json.getNodeFactory().textNode(today.toString());
            case "select", "radio" -> field.get("values").get(0).get("value");
            case "checklist" ->
                json.createArrayNode().add(field.get("values").get(0).get("value"));
            case "evidence" -> json.createArrayNode().add(photograph());
            case "dynamiclist" -> {
                var rows = json.createArrayNode();
                rows.addObject();
                yield rows;
            }
            default -> json.getNodeFactory().textNode(kind.equals("money") || kind.equals("count") ? "0" : text(field));
        };
    }

    private static String text(JsonNode field) {
        var key = field.path("key").asText();
        if (key.endsWith("At")) {
            return "09:30";
        }
        return key.toLowerCase(Locale.ROOT).contains("phone") ? "04771234567" : "已核实";
    }
}
