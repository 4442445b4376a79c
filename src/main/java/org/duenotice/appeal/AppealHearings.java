package org.duenotice.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealTerms.Term;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.Hearings.Ground;
import org.duenotice.restriction.Hearings.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The appellant is heard before the appeal is decided, or the officer records why not (Administrative Procedural Code, arts. 73 and 74): the
 * preliminary decision is told at least three working days before, an objection is made within two.
 */
@Component
@RequiredArgsConstructor
public class AppealHearings {

    /** Of one appeal, by whatever way. */
    private static final int MOST_WORDS = 20;

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final AppealTerms terms;
    private final AppealMessages messages;
    private final Impartiality impartiality;
    private final Clock clock;

    /**
     * Tells the preliminary decision; both terms run from now.
     *
     * @return from when on the appeal may be decided
     */
    @Transactional
    public Instant hold(String number, String preliminary, String officer) {
        if (preliminary == null || preliminary.isBlank()) {
            throw Problem.invalid("appeal.preliminary-missing");
        }
        var appeal = appeals.locked(number);
        impartiality.require(appeal, officer);
        appeals.review(appeal, AppealState.HEARING, "", officer);
        var objection = terms.start(appeal, Term.OBJECTION, clock.instant());
        var decision = terms.due(Term.HEARING, clock.instant());
        save(appeal, null, "", preliminary.strip(), objection.due(), decision.due(), officer);
        messages.write(appeal, AppealMessages.Kind.HEARING);
        return decision.due();
    }

    /** @param ground one of the exceptions of article 73(2) */
    @Transactional
    public void without(String number, Ground ground, String reasons, String officer) {
        if (ground == null) {
            throw Problem.invalid("restriction.hearing-missing");
        }
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("restriction.hearing-reasons-missing");
        }
        var appeal = appeals.locked(number);
        appeals.joinAsOfficer(appeal, officer);
        impartiality.require(appeal, officer);
        save(appeal, ground, reasons.strip(), "", null, null, officer);
    }

    private void save(
            Appeal appeal,
            Ground ground,
            String reasons,
            String preliminary,
            Instant objectionDueAt,
            Instant decisionAllowedAt,
            String officer) {
        sql.sql("insert into appeal_hearing values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        appeal.id(),
                        ground == null ? null : ground.name(),
                        reasons,
                        preliminary,
                        at(clock.instant()),
                        at(objectionDueAt),
                        at(decisionAllowedAt),
                        officer))
                .update();
    }

    /** Keeps the minutes, or that no objection came: the second only when its term is over. */
    @Transactional
    public void heard(String number, Outcome outcome, String minutes, String officer) {
        var appeal = appeals.locked(number);
        appeals.joinAsOfficer(appeal, officer);
        impartiality.require(appeal, officer);
        var hearing = records.hearing(appeal).orElseThrow();
        if (outcome == Outcome.OBJECTION && minutes.isBlank()) {
            throw Problem.invalid("restriction.minutes-missing");
        }
        if (outcome == Outcome.NO_OBJECTION && clock.instant().isBefore(hearing.objectionDueAt())) {
            throw Problem.conflict("restriction.objection-term-runs");
        }
        sql.sql("insert into appeal_minutes values (?, ?, ?, ?, ?)")
                .params(appeal.id(), outcome.name(), minutes.strip(), officer, at(clock.instant()))
                .update();
        terms.meet(appeal, Term.OBJECTION);
    }

    /** Whoever holds the code adds something, as an objection to the preliminary decision. */
    @Transactional
    void say(Appeal appeal, String words) {
        if (words == null || words.isBlank() || words.length() > 5_000) {
            throw Problem.invalid("appeal.field", "words", 1, 5_000);
        }
        if (!appeals.locked(appeal.number()).state().isUndecided()) {
            throw Problem.conflict("appeal.decided", appeal.number());
        }
        if (isFull(appeal)) {
            throw Problem.tooMany("appeal.too-many");
        }
        sql.sql("insert into appeal_words (appeal_id, words, said_at) values (?, ?, ?)")
                .params(appeal.id(), words.strip(), at(clock.instant()))
                .update();
    }

    /** It is not decided yet, and not more was added than anybody would read. */
    @Transactional
    boolean mayStillSay(Appeal appeal) {
        return appeals.locked(appeal.number()).state().isUndecided() && !isFull(appeal);
    }

    private boolean isFull(Appeal appeal) {
        return records.said(appeal).size() >= MOST_WORDS;
    }

    private static OffsetDateTime at(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
