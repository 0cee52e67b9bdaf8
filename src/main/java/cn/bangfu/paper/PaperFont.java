package cn.bangfu.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/** The typeface of all papers (Noto Serif SC, SIL Open Font License 1.1), read once. */
enum PaperFont {
    REGULAR("NotoSerifSC_400Regular.ttf", 400),
    BOLD("NotoSerifSC_700Bold.ttf", 700);

    /** What style sheets call it. */
    static final String FAMILY = "Paper";
    /** Stands where a character has no glyph; the office writes it in by hand. */
    static final String BLANK = "□";

    private final String file;
    private final int weight;
    private byte @Nullable [] content;
    private @Nullable CmapLookup glyphs;

    PaperFont(String file, int weight) {
        this.file = file;
        this.weight = weight;
    }

    int weight() {
        return weight;
    }

    InputStream open() {
        return new ByteArrayInputStream(content());
    }

    synchronized byte[] content() {
        if (content == null) {
            try (var in = PaperFont.class.getResourceAsStream("/paper/fonts/" + file)) {
                content = Objects.requireNonNull(in, "font missing; the front end's build copies it")
                        .readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return content;
    }

    /** Whether it can print the character. */
    synchronized boolean has(int codePoint) {
        if (glyphs == null) {
            try (var font = new TTFParser().parse(new RandomAccessReadBuffer(content()))) {
                glyphs = font.getUnicodeCmapLookup();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return glyphs.getGlyphId(codePoint) > 0;
    }

    /** The characters of a text that no paper can show, each once. */
    static String missing(String text) {
        return text.codePoints()
                .filter(c -> c > 0x20 && !Character.isISOControl(c) && !REGULAR.has(c))
                .distinct()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The text with a blank to write in for each character that has no glyph. */
    static String printable(String text) {
        if (text.codePoints().allMatch(c -> c <= 0x20 || REGULAR.has(c))) {
            return text;
        }
        var printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c <= 0x20 || REGULAR.has(c)) {
                printable.appendCodePoint(c);
            } else if (Character.getType(c) != Character.FORMAT) {
                printable.append(BLANK);
            }
        });
        return printable.toString();
    }
}
