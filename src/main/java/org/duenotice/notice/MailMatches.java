package org.duenotice.notice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.channel.ArrivedMail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the notice a mail belongs to: by the Message-ID it answers to or reports on, or by the number in recipient or subject. Our
 * numbers can be guessed, so that only a sender whose domain we wrote to is believed.
 */
@Component
@RequiredArgsConstructor
class MailMatches {

    /** What also names an appeal is for a person: the platform may be the one that appeals. */
    private static final Pattern APPEAL = Pattern.compile("(?i)\\bA-\\d{4}-\\d{6}\\b");

    private static final Pattern REFERENCE = Pattern.compile("(?i)\\bN-\\d{4}-\\d{6}\\b");
    private static final Pattern LETTER = Pattern.compile("(?i)\\bN-\\d{4}-\\d{6}/\\d{1,6}\\b");

    private final JdbcClient sql;
    private final NoticeSettings settings;
    private final Letters letters;
    private final Notices notices;

    enum How {
        REFERENCE,
        MESSAGE_ID,
        REPORT,
        PERSON,
        SET_ASIDE
    }

    /** What a mail belongs to; the letter and its attempt only where the mail names them. */
    record Match(String noticeNumber, UUID letterId, String letterNumber, Integer attemptNo, How how) {

        static Match byAPerson(String noticeNumber) {
            return new Match(noticeNumber, null, null, null, How.PERSON);
        }
    }

    private record Sent(UUID letterId, String number, int no, String address) {

        private String noticeNumber() {
            return number.substring(0, number.indexOf('/'));
        }
    }

    private record Named(UUID letterId, String letterNumber) {}

    Optional<Match> find(ArrivedMail mail) {
        if (mail.report() != ArrivedMail.Report.NONE) {
            return sent(mail.reported())
                    .filter(sent -> isOneOf(mail.sender(), List.of(sent.address(), settings.sender())))
                    .map(sent -> match(sent, How.REPORT));
        }
        var answered = sent(mail.thread());
        var text = mail.subject() + " " + String.join(" ", mail.recipients());
        var named = named(text);
        if (named.isPresent() && APPEAL.matcher(text).find()) {
            return Optional.empty();
        }
        if (answered.isPresent()
                && named.isPresent()
                && !named.get().equals(answered.get().noticeNumber())) {
            return Optional.empty();
        }
        return answered.map(sent -> match(sent, How.MESSAGE_ID))
                .or(() -> named.map(notice -> reference(notice, mail.subject())))
                .filter(match -> isWrittenTo(mail.sender(), match.noticeNumber()));
    }

    /** The subject of an answer often is the letter's own, with its number in it. */
    private Match reference(String notice, String subject) {
        return LETTER.matcher(subject)
                .results()
                .map(found -> found.group().toUpperCase(Locale.ROOT))
                .filter(letter -> letter.startsWith(notice + "/"))
                .findFirst()
                .flatMap(letter -> sql.sql(
                                "select id as letter_id, number as letter_number from letter where number = ?")
                        .param(letter)
                        .query(Named.class)
                        .optional())
                .map(letter -> new Match(notice, letter.letterId(), letter.letterNumber(), null, How.REFERENCE))
                .orElseGet(() -> new Match(notice, null, null, null, How.REFERENCE));
    }

    private static Match match(Sent sent, How how) {
        return new Match(sent.noticeNumber(), sent.letterId(), sent.number(), sent.no(), how);
    }

    /** The first number of a notice of ours in the text. */
    Optional<String> named(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(found -> found.group().toUpperCase(Locale.ROOT))
                .distinct()
                .limit(5)
                .filter(number -> sql.sql("select exists (select from notice where number = ?)")
                        .param(number)
                        .query(Boolean.class)
                        .single())
                .findFirst();
    }

    private Optional<Sent> sent(List<String> messageIds) {
        return sql.sql(
                        """
                        select a.letter_id, l.number, a.no, a.address from delivery_attempt a join letter l on l.id = a.letter_id
                        where a.message_id = any (?) order by a.claimed_at desc limit 1
                        """)
                .param(messageIds.toArray(String[]::new))
                .query(Sent.class)
                .optional();
    }

    private boolean isWrittenTo(String sender, String noticeNumber) {
        var addresses = sql.sql(
                        """
                        select a.address from delivery_attempt a join letter l on l.id = a.letter_id join notice n on n.id = l.notice_id
                        where n.number = :notice
                        union
                        select c.address from current_platform_contact c join notice n on n.platform_code = c.platform_code
                        where n.number = :notice
                        """)
                .param("notice", noticeNumber)
                .query(String.class)
                .list();
        return isOneOf(sender, addresses);
    }

    /** Whether the sender's domain is one of the addresses' domains, or lies below it. */
    private static boolean isOneOf(String sender, List<String> addresses) {
        var from = domain(sender);
        return !from.isEmpty()
                && addresses.stream()
                        .map(MailMatches::domain)
                        .filter(domain -> !domain.isEmpty())
                        .anyMatch(domain -> from.equals(domain) || from.endsWith("." + domain));
    }

    private static String domain(String address) {
        return Stream.of(address)
                .filter(text -> text.indexOf('@') >= 0)
                .map(text -> text.substring(text.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    /** The attempt is the last one of the letter that set the term now running. */
    boolean isLastWord(Match match) {
        var asking = letters.of(notices.byNumber(match.noticeNumber()).id()).stream()
                .filter(letter -> letter.kind().isAsking())
                .reduce((earlier, later) -> later);
        var last = sql.sql("select max(no) from delivery_attempt where letter_id = ?")
                .param(match.letterId())
                .query(Integer.class)
                .single();
        return asking.filter(letter -> letter.number().equals(match.letterNumber()))
                        .isPresent()
                && last.equals(match.attemptNo());
    }
}
