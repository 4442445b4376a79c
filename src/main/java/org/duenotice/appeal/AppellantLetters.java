package org.duenotice.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.calendar.LawDay;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an appellant does by letter, which others do with their code: a person of the appeals office records the letter, and it is done on the
 * appellant's behalf.
 */
@Component
@RequiredArgsConstructor
public class AppellantLetters {

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealHearings hearings;
    private final FileAccesses files;
    private final Withdrawals withdrawals;
    private final AppealMessages messages;
    private final Clock clock;

    /** What the letter says. */
    public enum Kind {
        /** More words, or an objection to the preliminary decision. */
        WORDS,
        FILE_REQUEST,
        WITHDRAWAL,
        /** The code was lost: a new one goes out with a new receipt. */
        NEW_CODE
    }

    /**
     * A letter as it came in.
     *
     * @param reference under which it was registered
     * @param words what is added to the appeal; of {@link Kind#WORDS} alone
     */
    public record Letter(Kind kind, String reference, LocalDate receivedOn, String words) {}

    /** A letter as it was recorded. */
    public record Kept(Kind kind, String reference, LocalDate receivedOn, String recordedBy, Instant recordedAt) {}

    /** The letters of an appeal, the oldest first. */
    List<Kept> of(Appeal appeal) {
        return sql.sql(
                        """
                        select kind, reference, received_on, recorded_by, recorded_at from appellant_letter
                        where appeal_id = ? order by recorded_at, id
                        """)
                .param(appeal.id())
                .query(Kept.class)
                .list();
    }

    /** @throws Problem {@code appeal.told-on} for a day to come, and what the same without a letter is refused with */
    @Transactional
    public void record(String number, Letter letter, String person) {
        var appeal = appeals.locked(number);
        if (letter.receivedOn() == null || letter.receivedOn().isAfter(LawDay.of(clock.instant()))) {
            throw Problem.invalid("appeal.told-on");
        }
        keep(appeal, letter, person);
        switch (letter.kind()) {
            case WORDS -> hearings.say(appeal, letter.words());
            case FILE_REQUEST -> files.ask(appeal);
            case WITHDRAWAL -> withdrawals.withdraw(number);
            case NEW_CODE -> messages.write(appeal, AppealMessages.Kind.RECEIPT);
        }
    }

    private void keep(Appeal appeal, Letter letter, String person) {
        sql.sql("insert into appellant_letter values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        appeal.id(),
                        letter.kind().name(),
                        letter.reference().strip(),
                        letter.receivedOn(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
