package cn.bangfu.evidence;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;

/** Photographs for tests; no two alike. The left half is red, the right half blue. */
public final class Photographs {

    private Photographs() {}

    public static byte[] png(int width, int height) throws IOException {
        return bytes(width, height, "png");
    }

    public static byte[] jpeg(int width, int height) throws IOException {
        return bytes(width, height, "jpg");
    }

    /** A JPEG that says how the camera was held. */
    static byte[] jpeg(int width, int height, int orientation) throws IOException {
        var plain = jpeg(width, height);
        var exif = ByteBuffer.allocate(2 + 2 + 6 + 8 + 2 + 12 + 4)
                .putShort((short) 0xFFE1)
                .putShort((short) (2 + 6 + 8 + 2 + 12 + 4))
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
        return ByteBuffer.allocate(plain.length + exif.length)
                .put(plain, 0, 2)
                .put(exif)
                .put(plain, 2, plain.length - 2)
                .array();
    }

    private static byte[] bytes(int width, int height, String format) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < width; x++) {
            for (var y = 0; y < height; y++) {
                image.setRGB(x, y, (x < width / 2 ? Color.RED : Color.BLUE).getRGB());
            }
        }
        image.setRGB(width / 2, height / 2, ThreadLocalRandom.current().nextInt());
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
