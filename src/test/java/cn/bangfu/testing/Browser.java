package cn.bangfu.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser does, without drawing: keeps cookies, sends the token that stands in a form, follows nothing by itself. */
public final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI site;

    /** @param port of the application under test */
    public Browser(int port) {
        this.site = URI.create("http://localhost:" + port);
    }

    /** Signs in and stays so. */
    public Browser signIn(String username, String password) {
        var response = trySignIn(username, password);
        var location = response.headers().firstValue("Location").orElse("");
        if (response.statusCode() != 302 || location.contains("/login")) {
            throw new AssertionError("not signed in: " + response.statusCode() + " " + location);
        }
        return this;
    }

    public HttpResponse<String> trySignIn(String username, String password) {
        return submit("/login", "/login", Map.of("username", username, "password", password));
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).header("Accept", "text/html").GET().build());
    }

    public HttpResponse<String> getJson(String path, String... headers) {
        return send(request(path, headers)
                .header("Accept", "application/json")
                .GET()
                .build());
    }

    /** The token that stands in a page's form. */
    public static String tokenIn(String page) {
        var token = TOKEN.matcher(page);
        if (!token.find()) {
            throw new AssertionError("no token on the page");
        }
        return token.group(1);
    }

    /** A file, such as a PDF. */
    public byte[] bytes(String path) {
        try {
            return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a form as it is, token included. */
    public HttpResponse<String> post(String path, String contentType, byte[] body) {
        return send(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    /** Opens a page and sends one of its forms with the token that stands there. */
    public HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
        return post(action, fields, "X-CSRF-TOKEN", token(page));
    }

    public String token(String page) {
        var body = get(page).body();
        var token = TOKEN.matcher(body);
        if (!token.find()) {
            throw new AssertionError("no token on " + page + ": " + body);
        }
        return token.group(1);
    }

    public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        var form = fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    public HttpResponse<String> postJson(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** Sends one file as a form does. */
    public HttpResponse<String> upload(String page, String action, String field, String fileName, byte[] content) {
        var boundary = UUID.randomUUID().toString();
        var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                + fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        return send(request(action, "X-CSRF-TOKEN", token(page))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(
                        head.getBytes(StandardCharsets.UTF_8),
                        content,
                        ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8))))
                .build());
    }

    /** The body as it came, for files. */
    public byte[] download(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(site.resolve(path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    public String cookie(String name) {
        return cookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Value of the {@code Authorization} header. */
    public static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
