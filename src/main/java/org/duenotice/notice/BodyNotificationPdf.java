package org.duenotice.notice;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.duenotice.restriction.NotificationContent;
import org.duenotice.restriction.NotificationPaper;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The notification to the authorised body on paper: Russian part first, then Kazakh. The same content gives the same bytes. */
@Component
class BodyNotificationPdf implements NotificationPaper {

    private final TemplateEngine templates = templates();
    private final Typefaces typefaces = new Typefaces();
    private final Ink ink = new Ink(typefaces.widest());
    private final List<Part> parts = List.of(new Part(LetterLanguage.RU), new Part(LetterLanguage.KK));

    /** One language of the document: dates and shared words as in letters, its own words beside them. */
    static final class Part {

        private final LetterLanguage letters;
        private final ResourceBundle own;

        private Part(LetterLanguage letters) {
            this.letters = letters;
            this.own = ResourceBundle.getBundle(
                    "notifications.notification",
                    Locale.forLanguageTag(letters.tag()),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        }

        public String tag() {
            return letters.tag();
        }

        public LetterLanguage letters() {
            return letters;
        }

        public String of(NotificationContent.Text text) {
            return letters == LetterLanguage.RU ? text.ru() : text.kk();
        }

        public String say(String key, Object... values) {
            return new MessageFormat(own.getString(key), Locale.forLanguageTag(tag())).format(values);
        }
    }

    @Override
    public byte[] pdf(NotificationContent content, String digest) {
        try (PDDocument pdf = new PDDocument();
                PdfBoxRenderer renderer = renderer(page(content, digest), pdf);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            describe(pdf, content, digest);
            pdf.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String page(NotificationContent content, String digest) {
        var context = new Context(Locale.ROOT);
        context.setVariable("n", content);
        context.setVariable("parts", parts);
        context.setVariable("ink", ink);
        context.setVariable("code", Letter.checkCode(digest));
        context.setVariable("digest", digest);
        context.setVariable("unverified", content.legalBasis().stream().anyMatch(basis -> !basis.verified()));
        return ink.text(templates.process("notification", context));
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

    private static void describe(PDDocument pdf, NotificationContent content, String digest) {
        var composed = GregorianCalendar.from(content.composedAt().atZone(ZoneOffset.UTC));
        var information = pdf.getDocumentInformation();
        information.setTitle(content.number());
        information.setAuthor(content.unit().ru());
        information.setCreationDate(composed);
        information.setModificationDate(composed);
        pdf.setDocumentId(Long.parseUnsignedLong(digest.substring(0, 16), 16));
    }

    private static TemplateEngine templates() {
        var resolver = new ClassLoaderTemplateResolver(BodyNotificationPdf.class.getClassLoader());
        resolver.setPrefix("notifications/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }
}
