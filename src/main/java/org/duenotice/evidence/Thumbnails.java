package org.duenotice.evidence;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Small pictures of images. An image is hostile until it is shown otherwise: its size is read from its header and refused before
 * anything is decoded, decoding takes only every n-th pixel, and one image at a time is worked on.
 */
@Component
class Thumbnails {

    static final String TYPE = "image/jpeg";

    private static final int LONGEST_SIDE = 320;
    private static final int LONGEST_PACKED_WORDS = 64 * 1024;
    private static final int MOST_ON_A_SIDE = 100_000;
    private static final Map<String, String> FORMATS =
            Map.of("image/png", "png", "image/jpeg", "jpeg", "image/gif", "gif", "image/bmp", "bmp");
    private static final Set<String> PACKED_WORDS = Set.of("zTXt", "iTXt");
    private static final long PNG_SIGNATURE = 0x89504e470d0a1a0aL;

    private final long mostPixels;
    private final Semaphore turn = new Semaphore(1, true);

    Thumbnails(@Value("${duenotice.evidence.most-pixels}") long mostPixels) {
        this.mostPixels = mostPixels;
    }

    /** What came of it: a JPEG, a reason why there is none, or neither when the file is no image that we know. */
    record Made(byte[] jpeg, Finding finding) {

        static final Made NONE = new Made(null, null);

        static Made not(Finding.Code why, String detail) {
            return new Made(null, new Finding(why, detail));
        }
    }

    Made of(Path file, String mediaType) throws IOException {
        var format = FORMATS.get(mediaType);
        if (format == null) {
            return Made.NONE;
        }
        if (format.equals("png") && hasPackedWords(file)) {
            return Made.not(Finding.Code.IMAGE_BROKEN, "");
        }
        turn.acquireUninterruptibly();
        try {
            return made(file, format);
        } finally {
            turn.release();
        }
    }

    private Made made(Path file, String format) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var input = new FileImageInputStream(file.toFile())) {
            reader.setInput(input, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > mostPixels || Math.max(width, height) > MOST_ON_A_SIDE) {
                return Made.not(Finding.Code.IMAGE_TOO_LARGE, width + " × " + height);
            }
            return new Made(jpeg(subsampled(reader, (int) Math.max(width, height))), null);
        } catch (IOException | RuntimeException e) {
            // the readers throw whatever a broken file leads them to
            return Made.not(Finding.Code.IMAGE_BROKEN, "");
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage subsampled(ImageReader reader, int longest) throws IOException {
        var every = Math.max(1, longest / (2 * LONGEST_SIDE));
        var how = reader.getDefaultReadParam();
        how.setSourceSubsampling(every, every, 0, 0);
        return reader.read(0, how);
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var scale = Math.min(1.0, (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
        var width = Math.max(1, (int) (image.getWidth() * scale));
        var height = Math.max(1, (int) (image.getHeight() * scale));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(small, "jpeg", out);
        return out.toByteArray();
    }

    /** Whether a PNG has so much packed text that reading its header alone could fill the memory. */
    private static boolean hasPackedWords(Path file) throws IOException {
        try (var in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readLong() != PNG_SIGNATURE) {
                return true;
            }
            var packed = 0L;
            while (true) {
                var length = in.readInt();
                var type = new String(in.readNBytes(4), java.nio.charset.StandardCharsets.US_ASCII);
                packed += PACKED_WORDS.contains(type) ? length : 0;
                if (length < 0 || packed > LONGEST_PACKED_WORDS) {
                    return true;
                }
                if (type.equals("IDAT") || type.equals("IEND")) {
                    return false;
                }
                in.skipNBytes(length + 4L);
            }
        } catch (java.io.EOFException e) {
            return true;
        }
    }
}
