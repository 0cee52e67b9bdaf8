package cn.bangfu.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** What can be kept, told by the file's first bytes: names and declared types are the sender's word. */
public enum EvidenceType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    PDF("application/pdf", "pdf");

    /** How many bytes {@link #read} looks at. */
    public static final int HEAD = 64;

    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif", "avis");

    private final String mediaType;
    private final String extension;

    EvidenceType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    public String extension() {
        return extension;
    }

    public boolean isPicture() {
        return this != PDF;
    }

    /** Either a type or why not, in Chinese. */
    sealed interface Reading {
        record Read(EvidenceType type) implements Reading {}

        record Refused(String message) implements Reading {}
    }

    static Reading read(byte[] head) {
        if (startsWith(head, 0, 0xFF, 0xD8, 0xFF)) {
            return new Reading.Read(JPEG);
        }
        if (startsWith(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return new Reading.Read(PNG);
        }
        if (startsWith(head, 0, 'R', 'I', 'F', 'F') && startsWith(head, 8, 'W', 'E', 'B', 'P')) {
            return new Reading.Read(WEBP);
        }
        if (startsWith(head, 0, '%', 'P', 'D', 'F', '-')) {
            return new Reading.Read(PDF);
        }
        if (startsWith(head, 4, 'f', 't', 'y', 'p') && head.length >= 12 && HEIC_BRANDS.contains(brand(head))) {
            return new Reading.Refused("这是HEIC格式的照片，别的电脑打不开。请在手机“设置-相机-格式”中选“兼容性最佳”后重拍，或先把照片转成JPG再上传");
        }
        return new Reading.Refused("只能上传照片（JPG、PNG、WebP）或扫描件（PDF），请换一个文件");
    }

    private static String brand(byte[] head) {
        return new String(Arrays.copyOfRange(head, 8, 12), StandardCharsets.ISO_8859_1);
    }

    private static boolean startsWith(byte[] head, int from, int... bytes) {
        if (head.length < from + bytes.length) {
            return false;
        }
        for (var i = 0; i < bytes.length; i++) {
            if ((head[from + i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
