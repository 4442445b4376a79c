package org.duenotice.operator;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.WallTime;
import org.duenotice.evidence.ContentStore;
import org.duenotice.law.LegalBasis;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** An order on paper: one PDF, Russian part first, then Kazakh. Nothing is fetched while rendering, and all content is text. */
@Component
@RequiredArgsConstructor
class OrderPaper {

    private static final String FONT = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";

    private final ContentStore store;
    private final TemplateEngine templates = templates();

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
        var context = new Context(Locale.ROOT);
        context.setVariable("order", content);
        try (var bytes = new ByteArrayOutputStream()) {
            new PdfRendererBuilder()
                    .withHtmlContent(templates.process("order", context), null)
                    .withProducer("DueNotice")
                    .useFont(() -> OrderPaper.class.getResourceAsStream(FONT), "order")
                    .useExternalResourceAccessControl(
                            (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                    .toStream(bytes)
                    .run();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The order could not be printed", e);
        }
    }

    private static TemplateEngine templates() {
        var resolver = new ClassLoaderTemplateResolver(OrderPaper.class.getClassLoader());
        resolver.setPrefix("letters/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }
}
