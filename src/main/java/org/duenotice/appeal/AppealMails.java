package org.duenotice.appeal;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.duenotice.appeal.AppealCodes.Purpose;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.appeal.AppealMessages.Message;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.calendar.WallTime;
import org.duenotice.channel.Dispatch;
import org.duenotice.security.OneTimeCodes;
import org.duenotice.web.Words;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the mails to appellants, in the language of their appeal. A code in one is made here and kept nowhere but in the mail. */
@Component
class AppealMails {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final JdbcClient sql;
    private final AppealCodes codes;
    private final AppealRecords records;
    private final AppealPaper paper;
    private final Words words;
    private final AppealSettings settings;
    private final String sender;

    AppealMails(
            JdbcClient sql,
            AppealCodes codes,
            AppealRecords records,
            AppealPaper paper,
            Words words,
            AppealSettings settings,
            @Value("${duenotice.notice.sender}") String sender) {
        this.sql = sql;
        this.codes = codes;
        this.records = records;
        this.paper = paper;
        this.words = words;
        this.settings = settings;
        this.sender = sender;
    }

    /** The mail address the appellant gave. */
    Optional<String> address(Appeal appeal) {
        return sql.sql("select mail from appellant where appeal_id = ? and mail is not null")
                .param(appeal.id())
                .query(String.class)
                .optional();
    }

    Dispatch compose(Appeal appeal, Message message) {
        var language = Locale.forLanguageTag(appeal.language());
        var pdf = paper(appeal, message).orElse(null);
        var id = "<%s@%s>".formatted(message.number().replace('/', '.'), sender.substring(sender.indexOf('@') + 1));
        return new Dispatch(
                appeal.number(),
                id,
                id,
                address(appeal).orElseThrow(),
                sender,
                sender,
                null,
                words.text("appeal-mail.subject", language, appeal.number()),
                text(appeal, message, () -> codes.make(appeal, Purpose.STATUS)),
                appeal.number() + ".pdf",
                pdf,
                pdf == null ? null : OneTimeCodes.sha256(pdf));
    }

    /** The words of a message; {@code code} is asked for where they hold one with which the appeal is followed. */
    String text(Appeal appeal, Message message, Supplier<String> code) {
        var language = Locale.forLanguageTag(appeal.language());
        return words.text(
                "appeal-mail." + message.kind(),
                language,
                appeal.number(),
                link(appeal, message.kind()),
                special(appeal, message.kind(), language, code));
    }

    /** What is printed for the message. */
    Optional<byte[]> paper(Appeal appeal, Message message) {
        return message.kind() == Kind.DECISION ? Optional.of(paper.decision(appeal)) : Optional.empty();
    }

    private String link(Appeal appeal, Kind kind) {
        var page = settings.publicAddress() + "/appeals/";
        return kind == Kind.CONFIRM
                ? page
                        + "confirm?lang=%s&number=%s&code=%s"
                                .formatted(appeal.language(), appeal.number(), codes.make(appeal, Purpose.CONFIRM))
                : page + "status?lang=" + appeal.language();
    }

    /** What only this kind of mail says: the code of an appeal that came on paper, the preliminary decision, the new day. */
    private String special(Appeal appeal, Kind kind, Locale language, Supplier<String> code) {
        return switch (kind) {
            case RECEIPT -> code.get();
            case HEARING ->
                records.hearing(appeal)
                        .map(hearing -> words.text(
                                "appeal-mail.preliminary",
                                language,
                                hearing.preliminary(),
                                WallTime.shown(hearing.objectionDueAt())))
                        .orElse("");
            case EXTENDED ->
                records.extension(appeal)
                        .map(extension -> DAY.format(extension.until()))
                        .orElse("");
            default -> "";
        };
    }
}
