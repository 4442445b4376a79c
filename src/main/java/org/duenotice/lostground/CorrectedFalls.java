package org.duenotice.lostground;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.register.Register;
import org.duenotice.register.RowsRecorded;
import org.duenotice.restoration.Restorations;
import org.duenotice.web.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A basis that was found fallen stood all the time: a register said so by mistake, and two people have corrected it. What was proposed and
 * nobody has ordered ends; what was ordered is the word of a person, and stays. What stands again by a new wording fell all the same.
 */
@Component
@RequiredArgsConstructor
public class CorrectedFalls {

    /** So many are ended in the transaction that found them; whatever is more follows in transactions of their own. */
    private static final int AT_ONCE = 50;

    private static final String TAKE_BACK =
            """
            update fallen_basis f set taken_back_by = :change, taken_back_person = :person, taken_back_at = :now
            where f.register = :register and f.taken_back_at is null
              and exists (%1$s and (f.found_at at time zone 'Asia/Almaty')::date between %2$s)
              and exists (%1$s and :day between %2$s)
            """;

    private static final String PROVISIONS = TAKE_BACK.formatted(
            "select from current_legal_basis c where c.code = f.row_key",
            "c.valid_from and coalesce(c.valid_to, 'infinity'::date)");

    private static final String ACTS = TAKE_BACK.formatted(
            "select from current_judicial_act c where c.number || ' · ' || c.act_date = f.row_key",
            "c.in_force_since and coalesce(c.in_force_until, 'infinity'::date)");

    private final JdbcClient sql;
    private final Restorations restorations;
    private final TransactionOperations transaction;
    private final Words words;
    private final Clock clock;

    private record Corrected(long id, String restoration, String change, String person) {}

    /** In the transaction of the second person's approval. */
    void find(RowsRecorded recorded) {
        if (recorded.register() != Register.LEGAL_BASIS && recorded.register() != Register.JUDICIAL_ACT) {
            return;
        }
        var found = sql.sql(recorded.register() == Register.LEGAL_BASIS ? PROVISIONS : ACTS)
                .param("change", recorded.change())
                .param("person", recorded.person())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("register", recorded.register().name())
                .param("day", LawDay.of(clock.instant()))
                .update();
        for (var left = Math.min(found, AT_ONCE); left > 0 && releaseOne(); left--) {
            // the rest is ended by the watch
        }
    }

    /**
     * Ends the proposals that wait, each in a transaction of its own.
     *
     * @return how many falls were seen to
     */
    public int releaseWaiting() {
        var released = 0;
        while (Boolean.TRUE.equals(transaction.execute(status -> releaseOne()))) {
            released++;
        }
        return released;
    }

    /** @return false when nothing waits that nobody else is at */
    private boolean releaseOne() {
        var next = sql.sql(
                        """
                        select f.id, f.restoration, f.taken_back_by as change, f.taken_back_person as person from fallen_basis f
                        join restriction r on r.id = f.restriction_id
                        where f.taken_back_at is not null and f.released_at is null
                          and not exists (select from kept_sealed s where s.case_id = r.case_id)
                        order by f.id limit 1 for update of f skip locked
                        """)
                .query(Corrected.class)
                .optional();
        next.ifPresent(this::release);
        return next.isPresent();
    }

    private void release(Corrected corrected) {
        if (corrected.restoration() != null && !corrected.restoration().isEmpty() && !restsOnAnother(corrected)) {
            var reasons = Stream.of("kk", "ru")
                    .map(language ->
                            words.text("fallen.corrected", Locale.forLanguageTag(language), corrected.change()))
                    .collect(Collectors.joining("\n"));
            restorations.groundStands(corrected.restoration(), corrected.change(), reasons, corrected.person());
        }
        sql.sql("update fallen_basis set released_at = ? where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), corrected.id())
                .update();
    }

    /** Something else fell as well, and the same restoration is proposed for it. */
    private boolean restsOnAnother(Corrected corrected) {
        return sql.sql("select exists (select from fallen_basis where restoration = ? and taken_back_at is null)")
                .param(corrected.restoration())
                .query(Boolean.class)
                .single();
    }
}
