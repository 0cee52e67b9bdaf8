package cn.bangfu.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.EmptyFileException;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Reads the tables of a file as rows under known headings, however the office filled it in: titles above the headings, headings in any
 * order and by other names, one or two rows of them, blank rows, totals, footers, merged cells, more sheets. What it says of a file that
 * it refuses is meant for the person who sent it.
 */
public final class LedgerReader<C extends LedgerColumn> {

    private final List<C> columns;

    /** @param columns all columns that are looked for */
    public LedgerReader(List<C> columns) {
        this.columns = List.copyOf(columns);
    }

    /** @throws IOException if the file itself can't be read; a hostile or damaged one is refused instead */
    public LedgerReading read(Path file, LedgerHandler<C> handler) throws IOException {
        var tables = new TableFinder<>(columns, handler);
        try {
            switch (kindOf(file)) {
                case OOXML -> XlsxFile.read(file, tables);
                case OLE2 -> throw oldOrEncrypted(file);
                case UNKNOWN -> CsvFile.read(file, tables);
                default ->
                    throw new RefusedFile(
                            "这不是Excel工作簿，也不是文本表格。请上传扩展名为.xlsx或.csv的文件；如果是改过扩展名的文件，请用Excel或WPS打开后另存为“Excel 工作簿（.xlsx）”。");
            }
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

    private static FileMagic kindOf(Path file) throws IOException {
        try {
            return FileMagic.valueOf(file.toFile());
        } catch (EmptyFileException e) {
            throw new RefusedFile("文件是空的。请检查后重新上传。");
        }
    }

    private static RefusedFile oldOrEncrypted(Path file) {
        try (var container = new POIFSFileSystem(file.toFile(), true)) {
            if (container.getRoot().hasEntryCaseInsensitive("EncryptedPackage")) {
                return new RefusedFile("文件设有打开密码，不能读取。请在Excel或WPS里取消密码后再上传。");
            }
        } catch (IOException | RuntimeException e) {
            return XlsxFile.damaged();
        }
        return new RefusedFile("这是旧版Excel文件（.xls）。请用Excel或WPS打开后另存为“Excel 工作簿（.xlsx）”再上传。");
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
