package org.duenotice.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says to anybody who holds a letter whether we wrote it; platforms see forged orders. */
@Component
@RequiredArgsConstructor
class LetterChecks {

    private static final int CODE_LENGTH = 16;

    private final JdbcClient sql;

    /** A letter of ours; {@code withdrawn} when the notice it belongs to was taken back. */
    record Genuine(
            String number, LetterKind kind, String recipient, Instant composedAt, String sha256, boolean withdrawn) {}

    private record Row(
            String number,
            LetterKind kind,
            String recipient,
            Instant composedAt,
            String digest,
            String pdfSha256,
            boolean withdrawn) {}

    /**
     * The letter with that number, if the code printed on it is that one; nothing else is said, not even whether the number exists.
     *
     * @param code with or without spaces, in any case of letters
     */
    Optional<Genuine> find(String number, String code) {
        var given = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        return sql.sql(
                        """
                        select l.number, l.kind, l.recipient, l.composed_at, l.digest, l.pdf_sha256,
                               n.state = 'WITHDRAWN' or exists (select from letter w where w.notice_id = l.notice_id and w.kind = 'WITHDRAWAL'
                                                               and not exists (select from restoration_letter r where r.letter_id = w.id)) as withdrawn
                        from current_letter l join notice n on n.id = l.notice_id where l.number = ? and l.missing = ''
                        """)
                .param(number.strip().toUpperCase(Locale.ROOT))
                .query(Row.class)
                .optional()
                .filter(row -> isCode(given, row.digest()))
                .map(row -> new Genuine(
                        row.number(),
                        row.kind(),
                        row.recipient(),
                        row.composedAt(),
                        row.pdfSha256(),
                        row.withdrawn() && !row.kind().isUndoing()));
    }

    private static boolean isCode(String given, String digest) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8),
                digest.substring(0, CODE_LENGTH).getBytes(StandardCharsets.UTF_8));
    }
}
