package cn.bangfu.evidence;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at photographs, and draws small ones, turned upright as the camera says. The photograph itself is kept as it was taken. */
final class Pictures {

    private static final Logger log = LoggerFactory.getLogger(Pictures.class);

    private static final int SIDE = 320;
    private static final int EXIF_BYTES = 1 << 17;
    private static final long MAX_PIXELS = 120_000_000;
    /** WebP is drawn in full before it is made small. */
    private static final long MAX_WEBP_PIXELS = 40_000_000;

    private Pictures() {}

    /** Whether it is a picture, and none that would fill the memory. */
    static boolean isReadable(EvidenceType type, EvidenceService.Source source) throws IOException {
        var reader = reader(type);
        try (var in = source.open();
                var image = new MemoryCacheImageInputStream(in)) {
            reader.setInput(image, true, true);
            var pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            return pixels > 0 && pixels <= (type == EvidenceType.WEBP ? MAX_WEBP_PIXELS : MAX_PIXELS);
        } catch (IIOException | RuntimeException e) {
            return false;
        } finally {
            reader.dispose();
        }
    }

    /** A small JPEG; nothing where the picture can be kept, but not be drawn here. */
    static byte @Nullable [] thumbnail(EvidenceType type, EvidenceService.Source source) {
        var reader = reader(type);
        try (var in = source.open();
                var image = new MemoryCacheImageInputStream(in)) {
            reader.setInput(image, true, true);
            var parameters = reader.getDefaultReadParam();
            var step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (SIDE * 2));
            parameters.setSourceSubsampling(step, step, 0, 0);
            return jpeg(upright(reader.read(0, parameters), orientation(type, source)));
        } catch (IOException | RuntimeException e) {
            log.info("no thumbnail: {}", e.getClass().getSimpleName());
            return null;
        } finally {
            reader.dispose();
        }
    }

    /**
     * What a picture looks like: for each of eight rows, whether it gets darker from one of nine places to the next. Saved again, made
     * smaller or a little brighter it changes in a few bits only.
     */
    static @Nullable Long look(byte[] thumbnail) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(thumbnail));
            if (image == null) {
                return null;
            }
            var small = new BufferedImage(9, 8, BufferedImage.TYPE_BYTE_GRAY);
            var canvas = small.createGraphics();
            canvas.drawImage(image.getScaledInstance(9, 8, Image.SCALE_AREA_AVERAGING), 0, 0, null);
            canvas.dispose();
            var look = 0L;
            for (var y = 0; y < 8; y++) {
                for (var x = 0; x < 8; x++) {
                    look = look << 1
                            | (small.getRaster().getSample(x, y, 0)
                                            > small.getRaster().getSample(x + 1, y, 0)
                                    ? 1
                                    : 0);
                }
            }
            return look;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** When the camera says it took the picture. */
    static @Nullable Instant takenAt(EvidenceType type, EvidenceService.Source source) throws IOException {
        if (type != EvidenceType.JPEG) {
            return null;
        }
        try (var in = source.open()) {
            return Orientation.takenAt(in.readNBytes(EXIF_BYTES));
        }
    }

    private static int orientation(EvidenceType type, EvidenceService.Source source) throws IOException {
        if (type != EvidenceType.JPEG) {
            return 1;
        }
        try (var in = source.open()) {
            return Orientation.ofJpeg(in.readNBytes(EXIF_BYTES));
        }
    }

    private static ImageReader reader(EvidenceType type) {
        return type == EvidenceType.WEBP
                ? new WebPImageReaderSpi().createReaderInstance(null)
                : ImageIO.getImageReadersByFormatName(type.extension()).next();
    }

    /** @param orientation as in EXIF: 1 upright, 3 upside down, 6 and 8 on a side, even numbers of the rest mirrored */
    private static BufferedImage upright(BufferedImage rough, int orientation) {
        var scale = Math.min(1.0, (double) SIDE / Math.max(rough.getWidth(), rough.getHeight()));
        var width = Math.max(1, (int) Math.round(rough.getWidth() * scale));
        var height = Math.max(1, (int) Math.round(rough.getHeight() * scale));
        var turned = orientation >= 5;
        var image = new BufferedImage(turned ? height : width, turned ? width : height, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setBackground(Color.WHITE);
        canvas.clearRect(0, 0, image.getWidth(), image.getHeight());
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.transform(turn(orientation, width, height));
        canvas.drawImage(rough, 0, 0, width, height, null);
        canvas.dispose();
        return image;
    }

    private static AffineTransform turn(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, EvidenceType.JPEG.extension(), out)) {
            throw new IOException("no writer for JPEG");
        }
        return out.toByteArray();
    }
}
