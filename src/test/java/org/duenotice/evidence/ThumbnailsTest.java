package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.duenotice.evidence.Finding.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures are made small without believing them anything. */
class ThumbnailsTest {

    @TempDir
    private Path folder;

    private final Thumbnails thumbnails = new Thumbnails(30_000_000);

    private Thumbnails.Made made(byte[] png) throws IOException {
        return thumbnails.of(Files.write(folder.resolve("x"), png), "image/png");
    }

    @Test
    void anImageIsMadeSmall() throws IOException {
        var small = ImageIO.read(
                new ByteArrayInputStream(made(EvidenceDesk.png(1600, 900)).jpeg()));

        assertThat(small.getWidth()).isEqualTo(320);
        assertThat(small.getHeight()).isBetween(179, 181);
    }

    @Test
    void anImageWithHugeMeasuresIsNotDecoded() throws IOException {
        assertThat(made(png(60_000, 60_000, new byte[100])).finding())
                .isEqualTo(new Finding(Code.IMAGE_TOO_LARGE, "60000 × 60000"));
        assertThat(made(png(2_000_000_000, 1, new byte[100])).finding().code()).isEqualTo(Code.IMAGE_TOO_LARGE);
    }

    @Test
    void aTruncatedImageAndOneThatIsNoneAreTold() throws IOException {
        var whole = EvidenceDesk.png(800, 600);

        assertThat(made(Arrays.copyOf(whole, 60)).finding().code()).isEqualTo(Code.IMAGE_BROKEN);
        assertThat(made(Arrays.copyOf(whole, 12)).finding().code()).isEqualTo(Code.IMAGE_BROKEN);
        assertThat(made("<html>".getBytes(StandardCharsets.UTF_8)).finding().code())
                .isEqualTo(Code.IMAGE_BROKEN);
    }

    @Test
    void textPackedIntoAnImageIsNotUnpacked() throws IOException {
        assertThat(made(png(10, 10, packed(100_000_000))).finding().code()).isEqualTo(Code.IMAGE_BROKEN);
    }

    @Test
    void whatIsNoImageGetsNone() throws IOException {
        assertThat(thumbnails.of(Files.write(folder.resolve("y"), new byte[3]), "text/html"))
                .isEqualTo(Thumbnails.Made.NONE);
    }

    private static byte[] packed(int size) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(new byte[] {'k', 0, 0});
        try (var deflater = new DeflaterOutputStream(out)) {
            var zeros = new byte[1_000_000];
            for (var written = 0; written < size; written += zeros.length) {
                deflater.write(zeros);
            }
        }
        return out.toByteArray();
    }

    /** A PNG with a header of those measures and one chunk of packed text. */
    private static byte[] png(int width, int height, byte[] packedText) throws IOException {
        var out = new ByteArrayOutputStream();
        var data = new DataOutputStream(out);
        data.writeLong(0x89504e470d0a1a0aL);
        var header = new ByteArrayOutputStream();
        var fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        chunk(data, "IHDR", header.toByteArray());
        chunk(data, "zTXt", packedText);
        chunk(data, "IDAT", new byte[0]);
        chunk(data, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        var sum = new CRC32();
        sum.update(type.getBytes(StandardCharsets.US_ASCII));
        sum.update(content);
        out.writeInt(content.length);
        out.writeBytes(type);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }
}
