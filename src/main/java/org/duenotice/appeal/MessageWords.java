package org.duenotice.appeal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.appeal.AppealMessages.Message;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The very words of a message for whoever puts it on paper, in the appellant's language. A letter says at once what a mail leaves to the page
 * behind the code, for it reaches nobody else.
 */
@Component
@RequiredArgsConstructor
public class MessageWords {

    private final Appeals appeals;
    private final AppealMessages messages;
    private final AppealMails mails;
    private final AppealStatuses statuses;
    private final AppealCodes codes;
    private final AppealRecords records;
    private final FileAccesses files;
    private final AppealWords shown;
    private final Words words;

    /**
     * Its words; a code in them is made when who has the task sees them for the first time, and shown that once.
     *
     * @param inHand true for who has the task
     */
    @Transactional
    public String of(String number, boolean inHand, String person) {
        var message = messages.byNumber(number);
        var appeal = appeals.byNumber(AppealMessages.appealOf(number));
        var language = Locale.forLanguageTag(appeal.language());
        return Stream.concat(
                        Stream.of(mails.text(appeal, message, () -> code(appeal, message, inHand, person, language))),
                        more(appeal, message.kind(), language))
                .collect(Collectors.joining("\n\n"));
    }

    private String code(Appeal appeal, Message message, boolean inHand, String person, Locale language) {
        return inHand
                ? codes.makeOnce(appeal, message.id(), person)
                        .orElseGet(() -> words.text("appeal-paper.code-shown", language))
                : words.text("appeal-paper.code-later", language);
    }

    private Stream<String> more(Appeal appeal, Kind kind, Locale language) {
        var sections = shown.sections(statuses.of(appeal, language), language).stream()
                .filter(section -> of(kind).stream()
                        .anyMatch(title -> section.title().equals(words.text("page.appeal." + title, language))));
        return Stream.concat(sections, file(appeal, kind, language)).map(MessageWords::text);
    }

    /** The parts of the page that the kind of message is about. */
    private static Set<String> of(Kind kind) {
        return switch (kind) {
            case ADMIT, LEAVE_WITHOUT_CONSIDERATION, FORWARD -> Set.of("admission", "suspension");
            case DECISION -> Set.of("decision");
            case FULFILLED -> Set.of("fulfilment");
            case COURT -> Set.of("court");
            default -> Set.of();
        };
    }

    /** On paper the file comes with the answer; that it was given is kept with the message. */
    private Stream<AppealWords.Section> file(Appeal appeal, Kind kind, Locale language) {
        if (kind != Kind.FILE_ACCESS) {
            return Stream.empty();
        }
        var access = records.fileAccess(appeal).orElseThrow();
        if (!Boolean.TRUE.equals(access.granted())) {
            return Stream.of(
                    new AppealWords.Section(words.text("page.appeal.file", language), List.of(access.reasons())));
        }
        var file = shown.of(files.redacted(appeal), language);
        var captured = new AppealWords.Section(
                words.text("page.appeal.captured", language),
                file.evidence().stream().map(one -> one.at() + " " + one.what()).toList());
        return Stream.concat(file.decisions().stream(), Stream.of(captured));
    }

    private static String text(AppealWords.Section section) {
        return section.title() + "\n" + String.join("\n", section.paragraphs());
    }
}
