package org.duenotice.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The typefaces that letters are set in, read once: a parsed font serves all letters, also those printed at the same time. */
final class Typefaces {

    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";

    private final Face widest = new Face("DejaVuSans.ttf", "widest", 400, FontStyle.NORMAL);
    private final List<Face> faces = List.of(
            new Face("DejaVuSerifCondensed.ttf", "letter", 400, FontStyle.NORMAL),
            new Face("DejaVuSerifCondensed-Bold.ttf", "letter", 700, FontStyle.NORMAL),
            new Face("DejaVuSerifCondensed-Italic.ttf", "letter", 400, FontStyle.ITALIC),
            new Face("DejaVuSansCondensed.ttf", "address", 400, FontStyle.NORMAL),
            new Face("DejaVuSansCondensed-Bold.ttf", "address", 700, FontStyle.NORMAL),
            widest);

    private record Face(TrueTypeFont font, String family, int weight, FontStyle style) {

        private Face(String file, String family, int weight, FontStyle style) {
            this(parsed(file), family, weight, style);
        }

        private static TrueTypeFont parsed(String file) {
            try (var content = Typefaces.class.getResourceAsStream(FOLDER + file)) {
                var font = new TTFParser().parse(new RandomAccessReadBuffer(content));
                // no ligatures: every letter stays itself, as wide as it was measured, and is found by a search
                font.setEnableGsub(false);
                return font;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Offers all of them to the letter; only those it uses become part of it. */
    void addTo(PdfRendererBuilder builder, PDDocument letter) {
        faces.forEach(face ->
                builder.useFont(new WhenUsed(letter, face.font()), face.family(), face.weight(), face.style(), true));
    }

    /** The characters of the face that has the most. */
    CmapLookup widest() {
        try {
            return widest.font().getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class WhenUsed extends PDFontSupplier {

        private final PDDocument letter;
        private final TrueTypeFont font;

        private WhenUsed(PDDocument letter, TrueTypeFont font) {
            super(null);
            this.letter = letter;
            this.font = font;
        }

        @Override
        public PDFont supply() {
            try {
                return PDType0Font.load(letter, font, true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
