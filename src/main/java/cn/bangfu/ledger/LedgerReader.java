package cn.bangfu.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.EmptyFileException;
import org.apache.poi.poifs.filesystem.FileMagic;

/**
 * Reads the tables of a file as rows under known headings, however the office filled it in: titles above the headings, headings in any
 * order and by other names, one or two rows of them, blank rows, totals, footers, merged cells, more sheets. What it says of a file that
 * it refuses is meant for the person who sent it.
 */
public final class LedgerReader<C extends LedgerColumn> {

    private static final String EMPTY = "文件是空的。请检查后重新上传。";

    private final List<C> columns;
    private final Map<String, Optional<C>> said;

    /** @param columns all columns that are looked for */
    public LedgerReader(List<C> columns) {
        this(columns, Map.of());
    }

    /**
     * @param columns all columns that are looked for
     * @param said what somebody said of headings, by {@link LedgerText#heading}: which column, or none. It goes before what the columns
     *     are called.
     */
    public LedgerReader(List<C> columns, Map<String, Optional<C>> said) {
        this.columns = List.copyOf(columns);
        this.said = Map.copyOf(said);
    }

    /** @throws IOException if the file itself can't be read; a hostile or damaged one is refused instead */
    public LedgerReading read(Path file, LedgerHandler<C> handler) throws IOException {
        var tables = new TableFinder<>(columns, said, handler);
        try {
            readRows(file, tables);
            return tables.finish();
        } catch (TableFinder.HandlerFailure e) {
            throw e.failure();
        } catch (RefusedFile e) {
            return new LedgerReading.Refused(e.reason());
        } catch (IOException e) {
            if (!Files.isReadable(file)) {
                throw e;
            }
            return new LedgerReading.Refused(reasonOf(e));
        } catch (RuntimeException e) {
            return new LedgerReading.Refused(reasonOf(e));
        }
    }

    /** What a look at a file's first rows gave. */
    public sealed interface Sketching {
        record Seen(LedgerSketch sketch) implements Sketching {}

        /** @param message in Chinese: what is wrong with the file and what to do */
        record Refused(String message) implements Sketching {}
    }

    /** Looks at the first rows only. @throws IOException as {@link #read} */
    public static Sketching sketch(Path file) throws IOException {
        var rows = new LedgerSketch.Sink();
        try {
            readRows(file, rows);
        } catch (LedgerSketch.Enough e) {
            rows.endOfSheet();
        } catch (RefusedFile e) {
            return new Sketching.Refused(e.reason());
        } catch (IOException e) {
            if (!Files.isReadable(file)) {
                throw e;
            }
            return new Sketching.Refused(reasonOf(e));
        } catch (RuntimeException e) {
            return new Sketching.Refused(reasonOf(e));
        }
        var sketch = rows.sketch();
        return sketch.sheets().isEmpty() ? new Sketching.Refused(EMPTY) : new Sketching.Seen(sketch);
    }

    private static void readRows(Path file, RowSink sink) throws IOException {
        switch (kindOf(file)) {
            case OOXML -> XlsxFile.read(file, sink);
            case OLE2 -> XlsFile.read(file, sink);
            case UNKNOWN -> CsvFile.read(file, sink);
            case HTML, XML -> throw CsvFile.page();
            case BIFF2, BIFF3, BIFF4 ->
                throw new RefusedFile("这是Excel 95或更早的文件。请用Excel或WPS打开后另存为“Excel 工作簿（.xlsx）”再上传。");
            default ->
                throw new RefusedFile(
                        "这不是Excel工作簿，也不是文本表格。请上传扩展名为.xlsx、.xls或.csv的文件；如果是改过扩展名的文件，请用Excel或WPS打开后另存为“Excel 工作簿（.xlsx）”。");
        }
    }

    private static FileMagic kindOf(Path file) throws IOException {
        try {
            return FileMagic.valueOf(file.toFile());
        } catch (EmptyFileException e) {
            throw new RefusedFile(EMPTY);
        }
    }

    /** POI tells a zip bomb only by the words of its message. */
    private static String reasonOf(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            if (Arrays.asList("Zip bomb", "ZipSecureFile").stream().anyMatch(message::contains)) {
                return "文件解压后异常膨胀，不是正常台账，不能读取。";
            }
        }
        return XlsxFile.damaged().reason();
    }
}
