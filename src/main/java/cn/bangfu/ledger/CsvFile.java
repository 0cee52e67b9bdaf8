package cn.bangfu.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnmappableCharacterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A text file with separated columns, in the encodings that offices send: UTF-8 with and without byte-order mark, GB18030, UTF-16. */
final class CsvFile {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LOOKED_AT = 1 << 16;

    private CsvFile() {}

    static void read(Path file, RowSink sink) throws IOException {
        var head = head(file);
        var charset = charsetOf(head);
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
            skipByteOrderMark(reader);
            var format = CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(separatorOf(new String(head, charset)))
                    .setIgnoreEmptyLines(false)
                    .get();
            sink.sheet("");
            var row = new RowCells();
            try (var parser = format.parse(reader)) {
                var blank = 0;
                for (var line : parser) {
                    take(line, (int) parser.getCurrentLineNumber(), row, sink);
                    blank = row.isBlank() ? blank + 1 : 0;
                    if (blank > SheetRows.MOST_BLANK_ROWS) {
                        throw SheetRows.tooManyBlankRows((int) parser.getCurrentLineNumber());
                    }
                }
            }
            sink.endOfSheet();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw unreadable();
            }
            if (e.getCause() instanceof CSVException) {
                throw unpairedQuotes();
            }
            throw e.getCause();
        } catch (MalformedInputException | UnmappableCharacterException e) {
            throw unreadable();
        } catch (IllegalStateException e) {
            throw unpairedQuotes();
        }
    }

    private static RefusedFile unpairedQuotes() {
        return new RefusedFile("文件里的引号不成对，不能分列。请用Excel或WPS打开核对后，另存为“Excel 工作簿（.xlsx）”再上传。");
    }

    private static RefusedFile unreadable() {
        return new RefusedFile("文件的文字编码不能识别。请用Excel或WPS打开，另存为“Excel 工作簿（.xlsx）”再上传。");
    }

    private static void take(CSVRecord record, int line, RowCells row, RowSink sink) {
        if (record.size() > XlsxFile.MOST_COLUMNS) {
            throw new RefusedFile("第" + line + "行超过" + XlsxFile.MOST_COLUMNS + "列，不是正常台账。");
        }
        row.clear();
        for (var i = 0; i < record.size(); i++) {
            var text = record.get(i);
            if (text.length() > XlsxFile.LONGEST_TEXT) {
                throw XlsxFile.textTooLong();
            }
            row.set(i, LedgerCell.text(text));
        }
        if (!row.isBlank()) {
            sink.row(line, row);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(LOOKED_AT);
        }
    }

    private static Charset charsetOf(byte[] head) {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        var wide = withoutMark(head);
        if (wide != null) {
            return wide;
        }
        if (isText(head, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        if (isText(head, GB18030)) {
            return GB18030;
        }
        throw unreadable();
    }

    /**
     * UTF-16 without its mark: digits, commas and line ends leave one byte of a pair zero, nearly always the same one (the other is zero
     * in 一 and its like). No other text has a zero byte.
     */
    private static @Nullable Charset withoutMark(byte[] head) {
        var zeros = new int[2];
        for (var i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                zeros[i % 2]++;
            }
        }
        if (Math.max(zeros[0], zeros[1]) <= 4 * Math.min(zeros[0], zeros[1])) {
            return null;
        }
        var charset = zeros[1] > zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        return isText(head, charset) ? charset : null;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (var i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** The head may end inside a character, so up to three bytes at its end do not count. */
    private static boolean isText(byte[] head, Charset charset) {
        for (var cut = 0; cut <= (head.length == LOOKED_AT ? 3 : 0); cut++) {
            try {
                var text = charset.newDecoder().decode(ByteBuffer.wrap(head, 0, head.length - cut));
                return text.chars().noneMatch(c -> c < ' ' && c != '\t' && c != '\r' && c != '\n');
            } catch (CharacterCodingException e) {
                // one byte less
            }
        }
        return false;
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != 0xFEFF) {
            reader.reset();
        }
    }

    private static String separatorOf(String head) {
        var first = head.lines().filter(line -> !line.isBlank()).limit(5).toList();
        for (var separator : List.of("\t", ";")) {
            if (first.stream().anyMatch(line -> line.contains(separator))
                    && first.stream().noneMatch(line -> line.contains(","))) {
                return separator;
            }
        }
        return ",";
    }
}
