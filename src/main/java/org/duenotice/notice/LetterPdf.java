package org.duenotice.notice;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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

    /** More addresses than this stand in an annex, so that the letter itself stays readable. */
    static {
        // the renderer has its own way to the console and tells each of its steps there
        XRLog.listRegisteredLoggers().forEach(log -> XRLog.setLevel(log, Level.WARNING));
    }

    private static final int ITEMS_IN_BODY = 12;

    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";
    private static final String WIDEST_FONT = "DejaVuSans.ttf";

    private final TemplateEngine templates = templates();
    private final Ink ink = new Ink(font(WIDEST_FONT));

    byte[] render(LetterContent content) {
        try (PdfBoxRenderer renderer = renderer(page(content));
                PDDocument pdf = pdf(renderer);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            describe(pdf, content);
            pdf.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String page(LetterContent content) {
        Context context = new Context(Locale.ROOT);
        context.setVariable("letter", content);
        context.setVariable("ink", ink);
        context.setVariable("paragraphs", content.reasons().strip().lines().toList());
        context.setVariable("annexed", content.items().size() > ITEMS_IN_BODY);
        context.setVariable("partsUnverified", anythingUnverified(content));
        return ink.text(templates.process("letter", context));
    }

    private static boolean anythingUnverified(LetterContent content) {
        LetterContent.Term term = content.term();
        boolean termUnverified = term != null && term.citation() != null && !term.verified();
        return termUnverified || content.basis().stream().anyMatch(basis -> !basis.verified());
    }

    private static PdfBoxRenderer renderer(String page) {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withHtmlContent(page, null)
                .withProducer("DueNotice")
                .useUnicodeLineBreaker(new LineBreaks())
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        addFont(builder, "DejaVuSerifCondensed.ttf", "letter", 400, FontStyle.NORMAL);
        addFont(builder, "DejaVuSerifCondensed-Bold.ttf", "letter", 700, FontStyle.NORMAL);
        addFont(builder, "DejaVuSerifCondensed-Italic.ttf", "letter", 400, FontStyle.ITALIC);
        addFont(builder, "DejaVuSansCondensed.ttf", "address", 400, FontStyle.NORMAL);
        addFont(builder, "DejaVuSansCondensed-Bold.ttf", "address", 700, FontStyle.NORMAL);
        addFont(builder, WIDEST_FONT, "widest", 400, FontStyle.NORMAL);
        return builder.buildPdfRenderer();
    }

    private static void addFont(PdfRendererBuilder builder, String file, String family, int weight, FontStyle style) {
        builder.useFont(() -> font(file), family, weight, style, true);
    }

    private static InputStream font(String file) {
        return LetterPdf.class.getResourceAsStream(FONTS + file);
    }

    private static PDDocument pdf(PdfBoxRenderer renderer) throws IOException {
        renderer.layout();
        return renderer.createPDFKeepOpen();
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
