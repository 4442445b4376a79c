package org.duenotice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.duenotice.evidence.ContentStore;
import org.duenotice.law.LegalBasis;
import org.duenotice.law.Measure;
import org.duenotice.law.Purpose;
import org.duenotice.law.Wording;
import org.duenotice.paper.Paper;
import org.junit.jupiter.api.Test;

/** What operators get must name exactly what was decided. */
class OrderPaperTest {

    private static final Wording ACT = new Wording("Закон «О связи»", "«Байланыс туралы» Заң", "Law on Communications");

    private final OrderPaper paper = new OrderPaper(new KeptBytes(), new Paper(), "https://duenotice.example");

    /** Keeps what was stored last. */
    private static final class KeptBytes implements ContentStore {

        private byte[] bytes;

        @Override
        public Stored store(InputStream content) throws IOException {
            bytes = content.readAllBytes();
            return new Stored("last", bytes.length);
        }

        @Override
        public InputStream open(String sha256) {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public List<String> after(String sha256, int limit) {
            return List.of("last");
        }

        @Override
        public void delete(String sha256) {
            bytes = null;
        }
    }

    private byte[] printed(String address) {
        var basis = new LegalBasis(
                new UUID(0, 1),
                "restriction-law",
                Purpose.RESTRICTION,
                ACT,
                "41-1",
                "1-1",
                ACT,
                List.of("ILLEGAL_GAMBLING"),
                false,
                Measure.DOMAIN,
                "source",
                false,
                LocalDate.parse("2020-07-02"),
                null);
        return paper.bytes(paper.store(new OrderPaper.Content(
                "O-2026-000001",
                OrderKind.RESTRICT,
                null,
                "DN-2026-000001",
                basis,
                "Қаржылық пирамида",
                Instant.parse("2026-11-02T05:00:00Z"),
                List.of(new OrderPaper.Line(1, address, "web:casino-demo.example|/|", "ITEM")))));
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
        }
    }

    @Test
    void anAddressThatTurnsItsDirectionIsShownAsItIs() throws IOException {
        assertThat(text(printed("https://casino-demo.example/\u202Efdp.exe")))
                .contains("https://casino-demo.example/%E2%80%AEfdp.exe");
    }

    @Test
    void bothLanguagesNameTheAddressAndTheKazakhLettersAreThere() throws IOException {
        assertThat(text(printed("https://casino-demo.example/")))
                .containsPattern("(?s)casino-demo\\.example.*Қаржылықпирамида.*casino-demo\\.example");
    }

    @Test
    void bothLanguagesTellWhereAnybodyAppeals() throws IOException {
        java.nio.file.Files.write(java.nio.file.Path.of("target/order.pdf"), printed("https://casino-demo.example/"));
        assertThat(text(printed("https://casino-demo.example/")))
                .contains("безвходавсистему:https://duenotice.example/appeals")
                .contains("жүйегекірмейберугеболады:https://duenotice.example/appeals");
    }

    @Test
    void theSameOrderGivesTheSameBytes() {
        assertThat(printed("https://casino-demo.example/")).isEqualTo(printed("https://casino-demo.example/"));
    }
}
