package cn.bangfu.bench;

import cn.bangfu.household.CountyDivisions;
import cn.bangfu.household.Imports;
import cn.bangfu.household.RegisterColumn;
import cn.bangfu.household.RegisterImport;
import cn.bangfu.household.RegisterImport.State;
import cn.bangfu.household.RegisterImportService;
import cn.bangfu.household.jdbc.JdbcParts;
import cn.bangfu.ledger.LedgerReader;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.TestPostgres;
import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Taking in a ledger against only reading that workbook, in turn. The reference is POI's own streaming reader, which nobody here can make
 * slower or faster; our reader is timed beside it. Taking in means all of it: reading, checking, sealing, staging, comparing, writing into
 * an empty register. The heap that counts is what lives after a collection.
 */
public final class RegisterImportBench {

    private static final AtomicLong LIVE = new AtomicLong();

    private RegisterImportBench() {}

    public static void main(String[] arguments) throws IOException {
        var members = Integer.parseInt(arguments[0]);
        var rounds = Integer.parseInt(arguments[1]);
        watchHeap();
        var database = TestPostgres.newDatabase();
        var owner = JdbcClient.create(database.owner());
        var divisions = new CountyDivisions(owner);
        var parts = JdbcParts.of(database.app());
        var service = Imports.service(parts.imports(), parts.register(), divisions, parts.transaction());
        var villages = divisions.villagesIn(new DivisionCode("150625")).stream()
                .filter(village -> village.holdsHouseholds())
                .map(village -> village.code().value())
                .toList();
        var file = Files.createTempFile("ledger", ".xlsx");
        LargeLedger.write(file, members, villages, 0);
        say(
                "members=%d file=%.1fMB cores=%d load=%.1f maxHeap=%dMB",
                members,
                Files.size(file) / 1e6,
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().maxMemory() >> 20);
        readWithPoi(file);
        read(file);
        var ratios = new double[rounds];
        var reads = new double[rounds];
        var ownReads = new double[rounds];
        var imports = new double[rounds];
        for (var round = 0; round < rounds; round++) {
            JdbcParts.empty(database);
            owner.sql("vacuum").update();
            reads[round] = seconds(() -> readWithPoi(file));
            ownReads[round] = seconds(() -> read(file));
            LIVE.set(0);
            imports[round] = seconds(() -> take(service, file, members));
            ratios[round] = imports[round] / reads[round];
            say(
                    "round %d: read by POI %.2fs, by our reader %.2fs, taken in %.2fs, ratio %.2f, live heap at most %dMB",
                    round + 1, reads[round], ownReads[round], imports[round], ratios[round], LIVE.get() >> 20);
        }
        var newer = Files.createTempFile("newer", ".xlsx");
        LargeLedger.write(newer, members, villages, 1);
        var compared = seconds(() -> compare(service, newer, members));
        Files.delete(newer);
        say("a newer ledger with a changed income for each tenth household, read and compared: %.2fs", compared);
        Files.delete(file);
        say(
                "median: read by POI %.2fs, by our reader %.2fs, taken in %.2fs; ratio to POI %.2f (range %.2f to %.2f), goal at most 3.00;"
                        + " ratio to our reader %.2f",
                median(reads),
                median(ownReads),
                median(imports),
                median(ratios),
                Arrays.stream(ratios).min().orElse(0),
                Arrays.stream(ratios).max().orElse(0),
                median(imports) / median(ownReads));
        System.exit(0);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static void watchHeap() {
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, back) -> {
                                var info = GarbageCollectionNotificationInfo.from(
                                        (CompositeData) notification.getUserData());
                                var live = info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                                        .filter(pool -> !pool.getKey().contains("Metaspace")
                                                && !pool.getKey().contains("Code")
                                                && !pool.getKey().contains("Class"))
                                        .mapToLong(pool -> pool.getValue().getUsed())
                                        .sum();
                                LIVE.accumulateAndGet(live, Math::max);
                            },
                            null,
                            null);
        }
    }

    private static double seconds(Runnable work) {
        var started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e9;
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void read(Path file) {
        try {
            var rows = new int[1];
            new LedgerReader<>(List.of(RegisterColumn.values())).read(file, row -> rows[0]++);
            if (rows[0] == 0) {
                throw new IllegalStateException("nothing read");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readWithPoi(Path file) {
        try (var container = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            var reader = new XSSFReader(container);
            var cells = new CountedCells();
            var xml = XMLHelper.newXMLReader();
            xml.setContentHandler(
                    new XSSFSheetXMLHandler(null, new ReadOnlySharedStringsTable(container), cells, false));
            try (var sheet = reader.getSheetsData().next()) {
                xml.parse(new InputSource(sheet));
            }
            if (cells.count == 0) {
                throw new IllegalStateException("nothing read");
            }
        } catch (IOException | OpenXML4JException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class CountedCells implements XSSFSheetXMLHandler.SheetContentsHandler {

        private int count;

        @Override
        public void startRow(int row) {}

        @Override
        public void endRow(int row) {}

        @Override
        public void cell(String reference, String text, XSSFComment comment) {
            count++;
        }
    }

    private static void take(RegisterImportService service, Path file, int members) {
        check(Imports.run(service, file, "150625", null), State.DONE, members);
    }

    private static void compare(RegisterImportService service, Path file, int members) {
        check(Imports.run(service, file, "150625", null), State.AWAITING_CONFIRMATION, members);
    }

    private static void check(RegisterImport done, State state, int members) {
        var counts = done.counts();
        if (done.state() != state || counts == null || counts.members() != members) {
            throw new IllegalStateException("not taken in: " + done);
        }
    }
}
