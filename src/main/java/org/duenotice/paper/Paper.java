package org.duenotice.paper;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Prints a template as PDF. The same content gives the same bytes. Nothing is fetched while rendering, and whatever the content
 * says is text: a template writes an address through {@code ink}.
 */
@Component
public class Paper {

    static {
        // the renderer has its own way to the console and tells each of its steps there
        XRLog.listRegisteredLoggers().forEach(log -> XRLog.setLevel(log, Level.WARNING));
    }

    private final TemplateEngine templates = templates();
    private final Typefaces typefaces = new Typefaces();
    private final Ink ink = new Ink(typefaces.widest());

    /**
     * What the file says about itself; moment and id come from the content instead of the clock, otherwise two prints would differ.
     *
     * @param digest hexadecimal, at least 16 digits, of the content
     */
    public record Marks(String title, String author, Instant composedAt, String digest) {}

    /** @param template a file on the class path, without its ending {@code .html} */
    public byte[] print(String template, Map<String, Object> content, Marks marks) {
        try (var pdf = new PDDocument();
                var renderer = renderer(page(template, content), pdf);
                var bytes = new ByteArrayOutputStream()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            describe(pdf, marks);
            pdf.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String page(String template, Map<String, Object> content) {
        var context = new Context(Locale.ROOT, content);
        context.setVariable("ink", ink);
        return ink.text(templates.process(template, context));
    }

    private PdfBoxRenderer renderer(String page, PDDocument pdf) {
        var builder = new PdfRendererBuilder()
                .usePDDocument(pdf)
                .withHtmlContent(page, null)
                .withProducer("DueNotice")
                .useUnicodeLineBreaker(new LineBreaks())
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        typefaces.addTo(builder, pdf);
        return builder.buildPdfRenderer();
    }

    private static void describe(PDDocument pdf, Marks marks) {
        var composed = GregorianCalendar.from(marks.composedAt().atZone(ZoneOffset.UTC));
        var information = pdf.getDocumentInformation();
        information.setTitle(marks.title());
        information.setAuthor(marks.author());
        information.setCreationDate(composed);
        information.setModificationDate(composed);
        pdf.setDocumentId(Long.parseUnsignedLong(marks.digest().substring(0, 16), 16));
    }

    private static TemplateEngine templates() {
        var resolver = new ClassLoaderTemplateResolver(Paper.class.getClassLoader());
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }
}
