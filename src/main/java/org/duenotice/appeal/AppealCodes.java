package org.duenotice.appeal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.security.OneTimeCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The codes with which people outside see, confirm and withdraw their appeal. */
@Component
@RequiredArgsConstructor
class AppealCodes {

    private static final Pattern CODE = Pattern.compile("\\b[2-9A-Z]{12}\\b");

    private final JdbcClient sql;
    private final Appeals appeals;
    private final OneTimeCodes codes;
    private final Clock clock;

    /** What a code opens. */
    enum Purpose {
        STATUS,
        CONFIRM
    }

    /** A new code; the ones before stay good. */
    String make(Appeals.Appeal appeal, Purpose purpose) {
        var code = codes.next();
        sql.sql("insert into appeal_code values (?, ?, ?, ?)")
                .params(
                        appeal.id(),
                        purpose.name(),
                        OneTimeCodes.sha256(code),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return code;
    }

    /** The text without the codes of this appeal, which people quote when they answer a mail that has one. */
    String hidden(Appeals.Appeal appeal, String text) {
        var kept = new HashSet<>(sql.sql("select code_sha256 from appeal_code where appeal_id = ?")
                .param(appeal.id())
                .query(String.class)
                .list());
        return CODE.matcher(text)
                .replaceAll(found -> kept.contains(OneTimeCodes.sha256(found.group())) ? "***" : found.group());
    }

    /** The code that a person puts on paper; empty when it was shown to somebody before. */
    Optional<String> makeOnce(Appeals.Appeal appeal, UUID message, String person) {
        var first = sql.sql("insert into appeal_code_shown values (?, ?, ?) on conflict do nothing")
                        .params(message, person, clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
        return first ? Optional.of(make(appeal, Purpose.STATUS)) : Optional.empty();
    }

    /** @throws Problem {@code appeal.unknown-receipt} without a hint at which part is wrong */
    Appeals.Appeal open(String number, String code, Purpose purpose) {
        var spoken = number.strip().toUpperCase(Locale.ROOT);
        var fits = sql
                .sql("select c.code_sha256 from appeal_code c join appeal a on a.id = c.appeal_id "
                        + "where a.number = ? and c.purpose = ?")
                .params(spoken, purpose.name())
                .query(String.class)
                .list()
                .stream()
                .anyMatch(kept -> OneTimeCodes.matches(code, kept));
        if (!fits) {
            throw Problem.notFound("appeal.unknown-receipt");
        }
        return appeals.byNumber(spoken);
    }
}
