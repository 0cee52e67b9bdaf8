package cn.bangfu.paper;

import cn.bangfu.evidence.EvidenceType;
import cn.bangfu.evidence.Orientation;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.multipdf.Splitter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/** Looks at scans and photographs of papers: one page each, upright, with the code that stands on it. */
final class ScanReader {

    /** Of one file. */
    static final int MAX_PAGES = 100;

    private static final long MAX_PIXELS = 60_000_000;
    private static final int READ_SIDE = 2400;
    private static final int FORM_DEPTH = 4;
    private static final Map<DecodeHintType, Object> HARDER = Map.of(DecodeHintType.TRY_HARDER, true);

    private ScanReader() {}

    /** A file that can't be read; the message is for people. */
    static final class UnreadableException extends Exception {

        private final String said;

        UnreadableException(String said) {
            super(said);
            this.said = said;
        }

        String said() {
            return said;
        }
    }

    /**
     * One page.
     *
     * @param turned degrees to turn it clockwise, after what the camera says of itself
     */
    record Page(@Nullable PaperCode code, int turned) {}

    /** Each page as a file of its own, without loss; a photograph is one. */
    static List<byte[]> pages(EvidenceType type, byte[] content) throws UnreadableException {
        if (type != EvidenceType.PDF) {
            return List.of(content);
        }
        try (var pdf = open(content)) {
            if (pdf.getNumberOfPages() == 1) {
                return List.of(content);
            }
            if (pdf.getNumberOfPages() > MAX_PAGES) {
                throw new UnreadableException("这个文件超过" + MAX_PAGES + "页，请分成几个文件上传");
            }
            var pages = new ArrayList<byte[]>();
            for (var page : new Splitter().split(pdf)) {
                var out = new ByteArrayOutputStream();
                page.save(out);
                page.close();
                pages.add(out.toByteArray());
            }
            return pages;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableException("这个PDF打不开，可能已加密或损坏，请重新扫描");
        }
    }

    /** Reads the code of one page, as from {@link #pages}. */
    static Page read(EvidenceType type, byte[] page) throws UnreadableException {
        var image = image(type, page, READ_SIDE);
        var found = decode(image);
        if (found.isEmpty()) {
            return new Page(null, 0);
        }
        return new Page(PaperCode.parse(found.get().getText()).orElse(null), turn(found.get()));
    }

    /** As it should be looked at: a JPEG, upright, no side longer than that. */
    static byte[] upright(EvidenceType type, byte[] page, int turned, int side) throws UnreadableException {
        var image = turned(image(type, page, side), turned);
        var jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", jpeg);
        } catch (IOException e) {
            throw new UnreadableException("这一页不能显示");
        }
        return jpeg.toByteArray();
    }

    /** In black, white and grey turned as the camera was held, on white. */
    private static BufferedImage image(EvidenceType type, byte[] content, int side) throws UnreadableException {
        try {
            return type == EvidenceType.PDF ? rendered(content, side) : photographed(type, content, side);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableException("这个文件打不开，可能已损坏，请重新拍照或扫描");
        }
    }

    private static BufferedImage rendered(byte[] content, int side) throws IOException, UnreadableException {
        try (var pdf = open(content)) {
            var page = pdf.getPage(0);
            checkImages(page.getResources(), 0);
            var box = page.getCropBox();
            var longest = Math.max(box.getWidth(), box.getHeight());
            if (!(longest > 0)) {
                throw new UnreadableException("这一页是空的");
            }
            return new PDFRenderer(pdf).renderImage(0, side / longest, ImageType.RGB);
        }
    }

    /** A small file can hold a picture that fills the memory. */
    private static void checkImages(@Nullable PDResources resources, int depth)
            throws IOException, UnreadableException {
        if (resources == null) {
            return;
        }
        if (depth > FORM_DEPTH) {
            throw new UnreadableException("这个PDF结构过于复杂，请重新扫描");
        }
        for (COSName name : resources.getXObjectNames()) {
            var object = resources.getXObject(name);
            if (object instanceof PDImageXObject image && (long) image.getWidth() * image.getHeight() > MAX_PIXELS) {
                throw new UnreadableException("扫描的分辨率过高，请用300dpi以下重新扫描");
            } else if (object instanceof PDFormXObject form) {
                checkImages(form.getResources(), depth + 1);
            }
        }
    }

    private static PDDocument open(byte[] content) throws IOException {
        return Loader.loadPDF(content, "", null, null, IOUtils.createMemoryOnlyStreamCache());
    }

    private static BufferedImage photographed(EvidenceType type, byte[] content, int side)
            throws IOException, UnreadableException {
        var readers = ImageIO.getImageReadersByFormatName(type.extension());
        if (!readers.hasNext()) {
            throw new UnreadableException("这种照片不能识别，请用JPG格式重拍");
        }
        var reader = readers.next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            if ((long) width * height > MAX_PIXELS * 2) {
                throw new UnreadableException("照片尺寸过大，请在手机上选“中等大小”再上传");
            }
            var parameters = reader.getDefaultReadParam();
            var step = Math.max(1, Math.max(width, height) / (side * 2));
            parameters.setSourceSubsampling(step, step, 0, 0);
            var image = shrunk(reader.read(0, parameters), side);
            return type == EvidenceType.JPEG ? held(image, Orientation.ofJpeg(content)) : image;
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage shrunk(BufferedImage image, int side) {
        var scale = Math.min(1.0, (double) side / Math.max(image.getWidth(), image.getHeight()));
        var width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        var height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        return drawn(
                image,
                new AffineTransform((double) width / image.getWidth(), 0, 0, (double) height / image.getHeight(), 0, 0),
                width,
                height);
    }

    /** @param orientation as EXIF counts; mirrored ones do not occur with papers */
    private static BufferedImage held(BufferedImage image, int orientation) {
        return turned(
                image,
                switch (orientation) {
                    case 3, 4 -> 180;
                    case 5, 6 -> 90;
                    case 7, 8 -> 270;
                    default -> 0;
                });
    }

    private static BufferedImage turned(BufferedImage image, int degrees) {
        var w = image.getWidth();
        var h = image.getHeight();
        return switch (degrees) {
            case 90 -> drawn(image, new AffineTransform(0, 1, -1, 0, h, 0), h, w);
            case 180 -> drawn(image, new AffineTransform(-1, 0, 0, -1, w, h), w, h);
            case 270 -> drawn(image, new AffineTransform(0, -1, 1, 0, 0, w), h, w);
            default -> image;
        };
    }

    private static BufferedImage drawn(BufferedImage image, AffineTransform transform, int width, int height) {
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = drawn.createGraphics();
        canvas.setBackground(Color.WHITE);
        canvas.clearRect(0, 0, width, height);
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(image, transform, null);
        canvas.dispose();
        return drawn;
    }

    /** The whole page, then each corner enlarged: photographs hold much that is no paper. */
    private static Optional<Result> decode(BufferedImage image) {
        var whole = decodeOne(image, 0, 0);
        if (whole.isPresent()) {
            return whole;
        }
        var width = image.getWidth() / 2;
        var height = image.getHeight() / 2;
        for (var corner = 0; corner < 4 && width > 50 && height > 50; corner++) {
            var found = decodeOne(
                    image.getSubimage(corner % 2 * width, corner / 2 * height, width, height), width * 2, height * 2);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Result> decodeOne(BufferedImage part, int width, int height) {
        var image = width == 0 ? part : drawn(part, AffineTransform.getScaleInstance(2, 2), width, height);
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        LuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        for (var bitmap : List.of(
                new BinaryBitmap(new HybridBinarizer(source)),
                new BinaryBitmap(new GlobalHistogramBinarizer(source)))) {
            try {
                return Optional.of(new QRCodeReader().decode(bitmap, HARDER));
            } catch (ReaderException e) {
                // no code seen this way
            }
        }
        return Optional.empty();
    }

    /** From the lower left over the upper left to the upper right of the code: how the paper lies. */
    private static int turn(Result found) {
        var points = found.getResultPoints();
        if (points == null || points.length < 3) {
            return 0;
        }
        var right = points[2].getX() - points[1].getX();
        var down = points[2].getY() - points[1].getY();
        if (Math.abs(right) >= Math.abs(down)) {
            return right >= 0 ? 0 : 180;
        }
        return down >= 0 ? 270 : 90;
    }
}
