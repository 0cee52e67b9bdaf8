package cn.bangfu.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How the camera was held and when, from the EXIF part of a JPEG. */
public final class Orientation {

    private static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;
    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int TAKEN = 0x9003;
    /** Cameras know no zone. */
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private Orientation() {}

    /** 1 to 8 as EXIF counts them; 1 where the picture does not say. */
    public static int ofJpeg(byte[] head) {
        try {
            var tiff = tiff(ByteBuffer.wrap(head));
            if (tiff == null) {
                return UPRIGHT;
            }
            var entry = entry(tiff, tiff.getInt(4), TAG);
            var value = entry < 0 ? UPRIGHT : tiff.getShort(entry + 8);
            return value >= 1 && value <= 8 ? value : UPRIGHT;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return UPRIGHT;
        }
    }

    /** None where the picture does not say. */
    static @Nullable Instant takenAt(byte[] head) {
        try {
            var tiff = tiff(ByteBuffer.wrap(head));
            var exif = tiff == null ? -1 : entry(tiff, tiff.getInt(4), EXIF_DIRECTORY);
            if (tiff == null || exif < 0) {
                return null;
            }
            var taken = entry(tiff, tiff.getInt(exif + 8), TAKEN);
            if (taken < 0) {
                return null;
            }
            var text = new byte[19];
            tiff.get(tiff.getInt(taken + 8), text);
            return Instant.from(MOMENT.parse(new String(text, StandardCharsets.US_ASCII)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    private static @Nullable ByteBuffer tiff(ByteBuffer jpeg) {
        var at = 2;
        while ((jpeg.get(at) & 0xFF) == 0xFF) {
            var marker = jpeg.get(at + 1) & 0xFF;
            var length = jpeg.getShort(at + 2) & 0xFFFF;
            if (marker == 0xE1 && jpeg.getInt(at + 4) == 0x45786966) {
                var tiff = jpeg.slice(at + 10, Math.min(length - 8, jpeg.capacity() - at - 10));
                tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
                return tiff;
            }
            if (marker == 0xDA) {
                break;
            }
            at += 2 + length;
        }
        return null;
    }

    /** Where the entry of a tag stands in a directory; -1 if it is not there. */
    private static int entry(ByteBuffer tiff, int directory, int tag) {
        var entries = tiff.getShort(directory) & 0xFFFF;
        for (var i = 0; i < entries; i++) {
            var entry = directory + 2 + i * 12;
            if ((tiff.getShort(entry) & 0xFFFF) == tag) {
                return entry;
            }
        }
        return -1;
    }
}
