package org.duenotice.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.Deadlines;
import org.duenotice.channel.Dispatch;
import org.springframework.stereotype.Component;

/** Puts a letter into the form in which channels take it. */
@Component
@RequiredArgsConstructor
class Dispatches {

    private final Letters letters;
    private final LetterPapers papers;
    private final Notices notices;
    private final Deadlines deadlines;
    private final NoticeSettings settings;
    private final Clock clock;

    Dispatch of(Letter letter, Deliveries.Attempt attempt) {
        var platform = notices.byNumber(letter.noticeNumber()).platformCode();
        return new Dispatch(
                platform,
                attempt.key(),
                attempt.messageId(),
                attempt.address(),
                settings.sender(),
                settings.replyTo(letter.noticeNumber()),
                told(letter, platform),
                LetterMail.subject(letter.number(), letter.kind()),
                LetterMail.text(letter.number(), letter.kind()),
                letter.number().replace('/', '-') + ".pdf",
                pdf(letter),
                letter.pdfSha256());
    }

    private Dispatch.Letter told(Letter letter, String platform) {
        var content = papers.content(letter);
        return new Dispatch.Letter(
                letter.noticeNumber(),
                letter.number(),
                letter.kind().name(),
                content.map(said -> said.basis().stream().map(Dispatches::cited).toList())
                        .orElse(List.of()),
                term(letter),
                content.map(said -> said.items().stream()
                                .map(item -> new Dispatch.Item(item.no(), item.address(), item.key()))
                                .toList())
                        .orElse(List.of()),
                settings.callbackAddress(platform));
    }

    private static String cited(LetterContent.Basis basis) {
        var place = LetterLanguage.EN.say(
                "basis." + basis.division(), basis.title().en(), basis.article(), basis.paragraph());
        return place + ": " + basis.summary().en();
    }

    /** As it runs when the letter arrives now. */
    private Dispatch.Term term(Letter letter) {
        if (letter.deadlineRule() == null) {
            return null;
        }
        var deadline = deadlines.due(letter.deadlineRule(), clock.instant());
        return new Dispatch.Term(deadline.due(), deadline.citation().en());
    }

    private byte[] pdf(Letter letter) {
        try (var pdf = letters.pdf(letter)) {
            return pdf.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The letter could not be read", e);
        }
    }
}
