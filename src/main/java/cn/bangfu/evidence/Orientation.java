package cn.bangfu.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How the camera was held, from the EXIF part of a JPEG. */
public final class Orientation {

    private static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;

    private Orientation() {}

    /** 1 to 8 as EXIF counts them; 1 where the picture does not say. */
    public static int ofJpeg(byte[] head) {
        try {
            return read(ByteBuffer.wrap(head));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return UPRIGHT;
        }
    }

    private static int read(ByteBuffer jpeg) {
        var at = 2;
        while ((jpeg.get(at) & 0xFF) == 0xFF) {
            var marker = jpeg.get(at + 1) & 0xFF;
            var length = jpeg.getShort(at + 2) & 0xFFFF;
            if (marker == 0xE1 && jpeg.getInt(at + 4) == 0x45786966) {
                return readTiff(jpeg.slice(at + 10, Math.min(length - 8, jpeg.capacity() - at - 10)));
            }
            if (marker == 0xDA) {
                break;
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    private static int readTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = tiff.getInt(4);
        var entries = tiff.getShort(directory) & 0xFFFF;
        for (var i = 0; i < entries; i++) {
            var entry = directory + 2 + i * 12;
            if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
                var value = tiff.getShort(entry + 8);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
