package cn.bangfu.bench;

import cn.bangfu.access.Role;
import cn.bangfu.household.People;
import cn.bangfu.notice.NoticePosting;
import cn.bangfu.notice.NoticeService;
import cn.bangfu.notice.NoticeSubject;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.PosterOutcome;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonName;
import cn.bangfu.testing.ApplicationTest;
import cn.bangfu.testing.Browser;
import cn.bangfu.testing.TestOfficers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** See {@code bench/public-pages.sh}. Clients and server share the machine's cores. */
@ApplicationTest
@EnabledIfSystemProperty(named = "bench.seconds", matches = "\\d+")
class PublicPagesBench {

    private static final String VILLAGE = "150625101200";
    private static final int HOUSEHOLDS = 60;
    private static final int LINES = 8;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private NoticeService service;

    @Autowired
    private Notices notices;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestOfficers officers;

    @Test
    void pagesUnderLoad() throws Exception {
        var paths = new ArrayList<String>();
        for (var code : posted()) {
            paths.add("/public/notices/" + code);
        }
        paths.add("/public/places/" + VILLAGE.substring(0, 9));
        paths.add("/public");
        var clerk = officers.hire(Role.TOWN_CLERK, VILLAGE.substring(0, 9));
        var official = new Browser(port).signIn(clerk.username(), TestOfficers.PASSWORD);
        var seconds = Integer.getInteger("bench.seconds", 20);
        load(paths, 5);
        official(official, 5);
        var alone = official(official, seconds / 2);
        var pool = Executors.newSingleThreadExecutor();
        var busy = pool.submit(() -> load(paths, seconds));
        TimeUnit.SECONDS.sleep(1);
        var during = official(official, seconds - 2);
        var pages = busy.get();
        pool.shutdown();
        say("pages %.0f/s p50 %.0f ms p95 %.0f ms, not 200: %d"
                .formatted(
                        pages.size() / (double) seconds,
                        at(pages, 50),
                        at(pages, 95),
                        pages.stream().filter(t -> t < 0).count()));
        say("officials alone p95 %.0f ms, during the load p95 %.0f ms, ratio %.2f"
                .formatted(at(alone, 95), at(during, 95), at(during, 95) / at(alone, 95)));
        say("cores %d load %.1f households %d lines %d"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        HOUSEHOLDS,
                        LINES));
    }

    private static void say(String line) {
        System.out.println("PUBLIC " + line);
    }

    private static double at(List<Double> times, int percent) {
        var sorted = times.stream().filter(t -> t >= 0).sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    /** Milliseconds of the home page and the list of notices, one after the other. */
    private static List<Double> official(Browser official, int seconds) throws InterruptedException {
        var times = new ArrayList<Double>();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            for (var path : List.of("/", "/notices")) {
                var begin = System.nanoTime();
                official.get(path);
                times.add((System.nanoTime() - begin) / 1e6);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return times;
    }

    /** Milliseconds of each page; negative where it was not answered with 200. */
    private List<Double> load(List<String> paths, int seconds) throws InterruptedException {
        var times = Collections.synchronizedList(new ArrayList<Double>());
        var pool = Executors.newFixedThreadPool(LINES);
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (var line = 0; line < LINES; line++) {
            var number = line;
            pool.execute(() -> {
                for (var turn = number; System.nanoTime() < end; turn++) {
                    // Each of fifty addresses reads ten pages over one connection.
                    try (var socket = new Socket()) {
                        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.1." + (turn % 50 + 1)), 0));
                        socket.connect(new InetSocketAddress("127.0.0.1", port));
                        var in = new BufferedInputStream(socket.getInputStream());
                        for (var page = 0; page < 10 && System.nanoTime() < end; page++) {
                            var begin = System.nanoTime();
                            var ok = get(socket, in, paths.get((turn * 7 + page) % paths.size()));
                            times.add(ok ? (System.nanoTime() - begin) / 1e6 : -1.0);
                        }
                    } catch (IOException e) {
                        times.add(-1.0);
                    }
                }
            });
        }
        pool.shutdown();
        pool.awaitTermination(seconds + 30L, TimeUnit.SECONDS);
        return new ArrayList<>(times);
    }

    private static boolean get(Socket socket, InputStream in, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var status = line(in);
        var length = -1;
        var chunked = false;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding: chunked");
        }
        if (chunked) {
            for (var size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                in.readNBytes(size + 2);
            }
            line(in);
        } else if (length > 0) {
            in.readNBytes(length);
        }
        return status.contains(" 200");
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new byte[8192];
        var count = 0;
        for (var b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                bytes[count++] = (byte) b;
            }
        }
        return new String(Arrays.copyOf(bytes, count), StandardCharsets.ISO_8859_1);
    }

    private List<String> posted() {
        var subjects = new ArrayList<NoticeSubject>();
        for (var i = 0; i < HOUSEHOLDS; i++) {
            var caseId = CaseId.next();
            var household = HouseholdId.next();
            jdbc.sql("""
                            insert into app.household (id, number, division, village_group, registration_type, residency, origin)
                            values (?, ?, ?, ?, 'ORDINARY', 'YES', 'ADDED')
                            """)
                    .params(household.value(), household.toString(), VILLAGE, (i % 9 + 1) + "社")
                    .update();
            jdbc.sql("""
                            insert into app.identification_case (id, number, household_id, village, channel, state)
                            values (?, ?, ?, ?, 'APPLICATION', 'NOTICE')
                            """)
                    .params(caseId.value(), "150625-2017-" + (1_000_000 + i), household.value(), VILLAGE)
                    .update();
            subjects.add(new NoticeSubject(
                    caseId,
                    household,
                    new DivisionCode(VILLAGE),
                    (i % 9 + 1) + "社",
                    new PersonName("张" + (char) ('一' + i) + "明"),
                    3,
                    MonitoringCategory.MARGINAL,
                    List.of(),
                    List.of()));
        }
        var ready = (PosterOutcome.Ready) service.poster(subjects, null);
        var photographs =
                Map.of(NoticeLevel.VILLAGE, List.of(UUID.randomUUID()), NoticeLevel.TOWN, List.of(UUID.randomUUID()));
        var clerk = People.actor(Role.TOWN_CLERK, VILLAGE.substring(0, 9));
        transaction.executeWithoutResult(status -> subjects.forEach(
                subject -> service.publish(subject, new NoticePosting(null, photographs, ready.id()), clerk)));
        return subjects.stream()
                .map(subject ->
                        notices.newest(subject.caseId()).orElseThrow().code().value())
                .toList();
    }
}
