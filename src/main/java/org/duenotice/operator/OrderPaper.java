package org.duenotice.operator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.duenotice.calendar.WallTime;
import org.duenotice.evidence.ContentStore;
import org.duenotice.law.LegalBasis;
import org.duenotice.paper.Paper;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** An order on paper: one PDF, Russian part first, then Kazakh. */
@Component
class OrderPaper {

    private final ContentStore store;
    private final Paper paper;
    private final String publicAddress;

    OrderPaper(ContentStore store, Paper paper, @Value("${duenotice.notice.public-address}") String publicAddress) {
        this.store = store;
        this.paper = paper;
        this.publicAddress = publicAddress;
    }

    /** One target as it stands in the order. */
    record Line(int no, String address, String key, String scope) {}

    /** What an order says; {@code cancels} is the number of the order that it takes back, or null. */
    record Content(
            String number,
            OrderKind kind,
            String cancels,
            String caseNumber,
            LegalBasis basis,
            String reasons,
            Instant issuedAt,
            List<Line> lines) {

        public String issued() {
            return WallTime.shown(issuedAt);
        }
    }

    static String title(OrderKind kind) {
        return kind == OrderKind.RESTRICT
                ? "Предписание об ограничении доступа / Қолжетімділікті шектеу туралы нұсқама"
                : "Отмена предписания / Нұсқаманың күшін жою";
    }

    /** Prints the order and keeps it; returns its hash. */
    String store(Content content) {
        try {
            return store.store(new ByteArrayInputStream(render(content))).sha256();
        } catch (IOException e) {
            throw new UncheckedIOException("The order could not be stored", e);
        }
    }

    byte[] bytes(String sha256) {
        try (var content = store.open(sha256)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The order could not be read", e);
        }
    }

    private byte[] render(Content content) {
        return paper.print(
                "orders/order",
                Map.of("order", content, "appeals", publicAddress + "/appeals"),
                new Paper.Marks(content.number(), "", content.issuedAt(), digest(content)));
    }

    private static String digest(Content content) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(content.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
