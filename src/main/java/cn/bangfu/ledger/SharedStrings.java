package cn.bangfu.ledger;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The strings that a workbook's cells point to. They lie in a nameless file that the system maps, not on the heap: a ledger of a hundred
 * thousand people has some three hundred thousand of them. The file is deleted as soon as it is open, so it can't outlive a killed process.
 */
final class SharedStrings implements AutoCloseable {

    static final SharedStrings NONE = new SharedStrings(ByteBuffer.allocate(0), ByteBuffer.allocate(0));

    private static final int MOST_STRINGS = 8_000_000;
    private static final int MOST_BYTES = 1 << 30;
    /** Power of two. Most cells repeat a few words (汉族, 是, 健康). */
    private static final int REMEMBERED = 4096;

    private final ByteBuffer bytes;
    private final ByteBuffer ends;
    private final int[] rememberedAt = new int[REMEMBERED];
    private final @Nullable String[] remembered = new String[REMEMBERED];

    private SharedStrings(ByteBuffer bytes, ByteBuffer ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    /** @throws RefusedFile if the index points outside the table */
    String get(int index) {
        if (index < 0 || index >= ends.limit() / Integer.BYTES) {
            throw new RefusedFile("文件已损坏（文本表不完整）。请用Excel或WPS打开后另存为“Excel 工作簿（.xlsx）”再上传。");
        }
        var slot = index & (REMEMBERED - 1);
        var known = remembered[slot];
        if (known != null && rememberedAt[slot] == index) {
            return known;
        }
        var from = index == 0 ? 0 : ends.getInt((index - 1) * Integer.BYTES);
        var text = new byte[ends.getInt(index * Integer.BYTES) - from];
        bytes.get(from, text);
        var string = new String(text, StandardCharsets.UTF_8);
        rememberedAt[slot] = index;
        remembered[slot] = string;
        return string;
    }

    @Override
    public void close() {
        // The mappings go with the buffers; nothing else is held.
    }

    /** Takes the table's XML. */
    static final class Parser extends DefaultHandler implements AutoCloseable {

        private final FileChannel bytesFile;
        private final FileChannel endsFile;
        private final OutputStream bytesOut;
        private final OutputStream endsOut;
        private final StringBuilder text = new StringBuilder();
        private final ArrayDeque<String> open = new ArrayDeque<>();
        private boolean inText;
        private int phonetic;
        private int strings;
        private int end;

        Parser() throws IOException {
            bytesFile = nameless();
            endsFile = nameless();
            bytesOut = new BufferedOutputStream(Channels.newOutputStream(bytesFile), 1 << 16);
            endsOut = new BufferedOutputStream(Channels.newOutputStream(endsFile), 1 << 16);
        }

        private static FileChannel nameless() throws IOException {
            var path = Files.createTempFile("bangfu-ledger", null);
            return FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }

        @Override
        public void startElement(@Nullable String uri, String name, String qName, Attributes attributes) {
            open.push(name);
            if (open.size() > XlsxFile.DEEPEST) {
                throw XlsxFile.damaged();
            }
            switch (name) {
                case "si" -> text.setLength(0);
                case "t" -> inText = phonetic == 0;
                case "rPh" -> phonetic++;
                default -> {}
            }
        }

        @Override
        public void characters(char[] chars, int start, int length) {
            if (inText) {
                if (text.length() + length > XlsxFile.LONGEST_TEXT) {
                    throw XlsxFile.textTooLong();
                }
                text.append(chars, start, length);
            }
        }

        @Override
        public void endElement(@Nullable String uri, String name, String qName) {
            open.pop();
            switch (name) {
                case "t" -> inText = false;
                case "rPh" -> phonetic--;
                case "si" -> add(XlsxFile.decoded(text));
                default -> {}
            }
        }

        private void add(String string) {
            var encoded = string.getBytes(StandardCharsets.UTF_8);
            if (++strings > MOST_STRINGS || encoded.length > MOST_BYTES - end) {
                throw new RefusedFile("文件太大。请按苏木乡镇拆成几个文件分别上传。");
            }
            end += encoded.length;
            try {
                bytesOut.write(encoded);
                endsOut.write(new byte[] {(byte) (end >> 24), (byte) (end >> 16), (byte) (end >> 8), (byte) end});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        SharedStrings strings() throws IOException {
            bytesOut.flush();
            endsOut.flush();
            return new SharedStrings(
                    bytesFile.map(FileChannel.MapMode.READ_ONLY, 0, bytesFile.size()),
                    endsFile.map(FileChannel.MapMode.READ_ONLY, 0, endsFile.size()));
        }

        @Override
        public void close() throws IOException {
            try (bytesFile;
                    endsFile) {
                text.setLength(0);
            }
        }
    }
}
