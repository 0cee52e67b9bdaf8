package cn.bangfu.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A text file with separated columns, in the encodings that offices send: UTF-8 with and without byte-order mark, GB18030, UTF-16. */
final class CsvFile {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LOOKED_AT = 1 << 16;
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private CsvFile() {}

    static void read(Path file, RowSink sink) throws IOException {
        var head = head(file);
        var charset = charsetOf(head);
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var beginning = new String(head, charset);
        refusePage(beginning);
        try (var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
            skipByteOrderMark(reader);
            var cells = new Cells(reader, separatorOf(beginning));
            sink.sheet("");
            var row = new RowCells();
            var blank = 0;
            while (cells.next(row)) {
                if (!row.isBlank()) {
                    blank = 0;
                    sink.row(cells.line, row);
                } else if (++blank > SheetRows.MOST_BLANK_ROWS) {
                    throw SheetRows.tooManyBlankRows(cells.line);
                }
            }
            sink.endOfSheet();
        } catch (CharacterCodingException e) {
            throw unreadable();
        }
    }

    /** Cells of one line after the other. What is too long is refused while it comes, so no text of a file fills the memory. */
    private static final class Cells {

        private static final int END = -1;

        private final Reader reader;
        private final char separator;
        private final char[] buffer = new char[1 << 13];
        private int from;
        private int to;
        private final StringBuilder text = new StringBuilder();
        /** What was read last. */
        private String cell = "";

        private int ends;
        /** Where the line ends that was read last, as an editor counts; a quoted cell may go over several. */
        private int line;

        Cells(Reader reader, char separator) {
            this.reader = reader;
            this.separator = separator;
        }

        /** @return whether there was a line */
        boolean next(RowCells row) throws IOException {
            row.clear();
            if (peek() == END) {
                return false;
            }
            var column = 0;
            int after;
            do {
                if (column == XlsxFile.MOST_COLUMNS) {
                    throw new RefusedFile("第" + (ends + 1) + "行超过" + XlsxFile.MOST_COLUMNS + "列，不是正常台账。");
                }
                text.setLength(0);
                after = peek() == '"' ? quoted() : plain();
                row.set(column++, LedgerCell.text(bare(cell)));
            } while (after == separator);
            line = after == END ? ends + 1 : ends;
            return true;
        }

        /** Without the {@code ="…"} by which systems keep Excel from calculating with a number. */
        private static String bare(String text) {
            return text.length() > 2 && text.startsWith("=\"") && text.endsWith("\"")
                    ? text.substring(2, text.length() - 1)
                    : text;
        }

        /** @return what stands after the cell: a separator, the end of the line or of the file */
        private int plain() throws IOException {
            while (peek() != END) {
                var end = from;
                while (end < to && buffer[end] != separator && buffer[end] != '\n' && buffer[end] != '\r') {
                    end++;
                }
                if (end < to && text.isEmpty() && end - from <= XlsxFile.LONGEST_TEXT) {
                    // As nearly always: nothing of it stood in an earlier buffer.
                    cell = new String(buffer, from, end - from);
                    from = end;
                    return read();
                }
                append(end);
                if (end < to) {
                    cell = text.toString();
                    return read();
                }
            }
            cell = text.toString();
            return END;
        }

        /** What stands there up to the end, which is in the buffer. */
        private void append(int end) {
            if (text.length() + end - from > XlsxFile.LONGEST_TEXT) {
                throw XlsxFile.textTooLong();
            }
            text.append(buffer, from, end - from);
            from = end;
        }

        private int quoted() throws IOException {
            read();
            for (var c = read(); ; c = read()) {
                if (c == END) {
                    throw unpairedQuotes();
                }
                if (c != '"') {
                    add(c);
                } else if (peek() == '"') {
                    add(read());
                } else {
                    break;
                }
            }
            cell = text.toString();
            for (var c = read(); ; c = read()) {
                if (c == separator || c == '\n' || c == END) {
                    return c;
                }
                if (!Character.isWhitespace(c)) {
                    throw unpairedQuotes();
                }
            }
        }

        private void add(int c) {
            if (text.length() == XlsxFile.LONGEST_TEXT) {
                throw XlsxFile.textTooLong();
            }
            text.append((char) c);
        }

        /** One character; each kind of line end is a line feed. */
        private int read() throws IOException {
            var c = peek();
            from++;
            if (c == '\r') {
                if (peek() == '\n') {
                    from++;
                }
                c = '\n';
            }
            ends += c == '\n' ? 1 : 0;
            return c;
        }

        private int peek() throws IOException {
            if (from >= to) {
                to = reader.read(buffer);
                from = 0;
                if (to <= 0) {
                    to = 0;
                    return END;
                }
            }
            return buffer[from];
        }
    }

    /** What many systems call an Excel file: a page, or a mail with a page in it. */
    static RefusedFile page() {
        return new RefusedFile("这是网页格式的表格，只是扩展名写成了.xls，不能直接读取。请用Excel或WPS打开，另存为“Excel 工作簿（.xlsx）”再上传。");
    }

    private static void refusePage(String beginning) {
        var text = LedgerText.clean(beginning.substring(0, Math.min(200, beginning.length())));
        if (text.startsWith("<") || text.startsWith("MIME-Version:")) {
            throw page();
        }
    }

    private static RefusedFile unpairedQuotes() {
        return new RefusedFile("文件里的引号不成对，不能分列。请用Excel或WPS打开核对后，另存为“Excel 工作簿（.xlsx）”再上传。");
    }

    private static RefusedFile unreadable() {
        return new RefusedFile("文件的文字编码不能识别。请用Excel或WPS打开，另存为“Excel 工作簿（.xlsx）”再上传。");
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
                return text.chars().noneMatch(CsvFile::isNoText);
            } catch (CharacterCodingException e) {
                // one byte less
            }
        }
        return false;
    }

    /** Form feeds are in what was meant for a printer, and DOS ends a file by a character of its own. */
    private static boolean isNoText(int c) {
        return c < ' ' && "\t\r\n\f\u000B\u001A".indexOf(c) < 0;
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != 0xFEFF) {
            reader.reset();
        }
    }

    /** The one that stands equally often in the most lines; the comma if none does. */
    private static char separatorOf(String head) {
        var lines = head.lines()
                .map(line -> QUOTED.matcher(line).replaceAll(""))
                .filter(line -> !line.isBlank())
                .limit(30)
                .toList();
        var best = ',';
        var bestScore = 0L;
        for (var separator : List.of(',', '\t', ';', '|')) {
            var times = lines.stream()
                    .map(line -> line.chars().filter(c -> c == separator).count())
                    .filter(count -> count > 0)
                    .collect(Collectors.groupingBy(count -> count, Collectors.counting()));
            var score = times.entrySet().stream()
                    .mapToLong(entry -> entry.getValue() * 100 + entry.getKey())
                    .max()
                    .orElse(0);
            if (score > bestScore) {
                best = separator;
                bestScore = score;
            }
        }
        return best;
    }
}
