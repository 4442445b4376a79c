package org.duenotice.notice;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import lombok.RequiredArgsConstructor;
import org.duenotice.paper.Paper;
import org.duenotice.restriction.NotificationContent;
import org.duenotice.restriction.NotificationPaper;
import org.springframework.stereotype.Component;

/** The notification to the authorised body on paper: Russian part first, then Kazakh. */
@Component
@RequiredArgsConstructor
class BodyNotificationPdf implements NotificationPaper {

    private static final List<Part> PARTS = List.of(new Part(LetterLanguage.RU), new Part(LetterLanguage.KK));

    private final Paper paper;

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
        return paper.print(
                "notifications/notification",
                Map.of(
                        "n",
                        content,
                        "parts",
                        PARTS,
                        "code",
                        Letter.checkCode(digest),
                        "digest",
                        digest,
                        "unverified",
                        content.legalBasis().stream().anyMatch(basis -> !basis.verified())),
                new Paper.Marks(content.number(), content.unit().ru(), content.composedAt(), digest));
    }
}
