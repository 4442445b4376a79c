package org.duenotice.notice;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Puts a letter on paper: one PDF, Russian part first, then Kazakh, then English for an English-speaking addressee.
 *
 * <p>The same content gives the same bytes. Nothing is fetched while rendering, and whatever the content says is text.
 */
@Component
class LetterPdf {

    static {
        // the renderer has its own way to the console and tells each of its steps there
        XRLog.listRegisteredLoggers().forEach(log -> XRLog.setLevel(log, Level.WARNING));
    }

    /** More addresses than this stand in an annex, so that the letter itself stays readable. */
    private static final int ITEMS_IN_BODY = 12;

    private final TemplateEngine templates = templates();
    private final Typefaces typefaces = new Typefaces();
    private final Ink ink = new Ink(typefaces.widest());

    byte[] render(LetterContent content) {
        return render(content, "letter");
    }

    /** @param template the file under {@code letters/}, without its ending */
    byte[] render(LetterContent content, String template) {
        try (PDDocument pdf = new PDDocument();
                PdfBoxRenderer renderer = renderer(page(content, template), pdf);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            describe(pdf, content);
            pdf.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String page(LetterContent content, String template) {
        Context context = new Context(Locale.ROOT);
        context.setVariable("letter", content);
        context.setVariable("ink", ink);
        context.setVariable("paragraphs", content.reasons().strip().lines().toList());
        context.setVariable("annexed", content.items().size() > ITEMS_IN_BODY);
        context.setVariable("partsUnverified", anythingUnverified(content));
        return ink.text(templates.process(template, context));
    }

    private static boolean anythingUnverified(LetterContent content) {
        LetterContent.Term term = content.term();
        boolean termUnverified = term != null && term.citation() != null && !term.verified();
        return termUnverified || content.basis().stream().anyMatch(basis -> !basis.verified());
    }

    private PdfBoxRenderer renderer(String page, PDDocument pdf) {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .usePDDocument(pdf)
                .withHtmlContent(page, null)
                .withProducer("DueNotice")
                .useUnicodeLineBreaker(new LineBreaks())
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        typefaces.addTo(builder, pdf);
        return builder.buildPdfRenderer();
    }

    /** Date and id come from the content instead of the clock, otherwise two prints of one letter would differ. */
    private static void describe(PDDocument pdf, LetterContent content) {
        GregorianCalendar composed = GregorianCalendar.from(content.composedAt().atZone(ZoneOffset.UTC));
        PDDocumentInformation information = pdf.getDocumentInformation();
        information.setTitle(content.number());
        information.setAuthor(content.authority().ru());
        information.setCreationDate(composed);
        information.setModificationDate(composed);
        pdf.setDocumentId(Long.parseUnsignedLong(content.digest().substring(0, 16), 16));
    }

    private static TemplateEngine templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(LetterPdf.class.getClassLoader());
        resolver.setPrefix("letters/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }
}
