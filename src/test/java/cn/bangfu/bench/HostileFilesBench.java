package cn.bangfu.bench;

import cn.bangfu.comparison.ImportJobs;
import cn.bangfu.comparison.Register;
import cn.bangfu.ledger.Workbooks;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** How long a hostile file keeps the reader busy, in a heap that would hold none of them unpacked. */
public final class HostileFilesBench {

    private static final String SHEET = "<worksheet><sheetData>";

    private HostileFilesBench() {}

    private interface Maker {
        Path make() throws IOException, GeneralSecurityException;
    }

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        var folder = Files.createTempDirectory("hostile");
        System.out.println(String.format(
                Locale.ROOT,
                "heap of %d MB, load %.1f",
                Runtime.getRuntime().maxMemory() >> 20,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        // The first file of a process pays for loading the classes; it counts too.
        say(
                "one cell of 500 MB",
                () -> sheet(folder, out -> {
                    write(out, SHEET + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>");
                    for (var i = 0; i < 500; i++) {
                        write(out, " ".repeat(1 << 20));
                    }
                }));
        say(
                "two GB of equal rows",
                () -> sheet(folder, out -> {
                    write(out, SHEET);
                    var rows = "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>".repeat(20_000);
                    for (var i = 0; i < 2_000; i++) {
                        write(out, rows);
                    }
                }));
        say(
                "billion laughs",
                () -> sheet(folder, out -> {
                    write(out, "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\">");
                    for (var c = 'b'; c <= 'z'; c++) {
                        write(out, "<!ENTITY %c \"%s\">".formatted(c, ("&" + (char) (c - 1) + ";").repeat(10)));
                    }
                    write(out, "]>" + SHEET + "<row><c><v>&z;</v></c></row></sheetData></worksheet>");
                }));
        say(
                "entity that is a file of the server",
                () -> sheet(
                        folder,
                        out -> write(
                                out,
                                "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet>&x;</worksheet>")));
        say(
                "a million blank rows",
                () -> sheet(folder, out -> {
                    write(out, SHEET);
                    for (var i = 1; i <= 1_000_000; i++) {
                        write(out, "<row r=\"" + i + "\"/>");
                    }
                    write(out, "</sheetData></worksheet>");
                }));
        say("a million blank lines", () -> Files.writeString(folder.resolve("blank.csv"), "\n".repeat(1_000_000)));
        say(
                "a row of a million columns",
                () -> sheet(folder, out -> {
                    write(out, SHEET + "<row>");
                    for (var i = 0; i < 100; i++) {
                        write(out, "<c><v>1</v></c>".repeat(10_000));
                    }
                }));
        say("a million elements in each other", () -> sheet(folder, out -> write(out, "<a>".repeat(1_000_000))));
        say("workbook with a password", () -> locked(folder));
        say(
                "picture called xlsx",
                () -> Files.write(
                        folder.resolve("picture.xlsx"),
                        new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 0}));
        say("100 MB of zeros called csv", () -> text(folder, "", "\0", 100));
        say("one line of 100 MB", () -> text(folder, "", "a", 100));
        say("one quoted cell of 100 MB", () -> text(folder, "\"", "a\n", 50));
        System.exit(0);
    }

    /** A megabyte of the same, so many times. */
    private static Path text(Path folder, String head, String same, int times) throws IOException {
        var file = folder.resolve("text.csv");
        try (var out = Files.newOutputStream(file)) {
            write(out, head);
            var bytes = same.repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (var i = 0; i < times; i++) {
                out.write(bytes);
            }
        }
        return file;
    }

    private static Path sheet(Path folder, Workbooks.Part part) throws IOException {
        return Workbooks.raw(folder, part);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Path locked(Path folder) throws IOException, GeneralSecurityException {
        var file = folder.resolve("locked.xlsx");
        try (var container = new POIFSFileSystem();
                var book = new XSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            book.createSheet();
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("123456");
            try (var encrypted = encryptor.getDataStream(container)) {
                book.write(encrypted);
            }
            container.writeFilesystem(out);
        }
        return file;
    }

    private static void say(String what, Maker maker) throws IOException, GeneralSecurityException {
        var file = maker.make();
        var bytes = Files.size(file);
        var started = System.nanoTime();
        var refusal = ImportJobs.refusal(Register.DEATHS, file);
        System.out.println(String.format(
                Locale.ROOT,
                "%-36s %,12d bytes: %.2fs %s",
                what,
                bytes,
                (System.nanoTime() - started) / 1e9,
                refusal.substring(0, Math.min(24, refusal.length()))));
        Files.delete(file);
    }
}
