package org.duenotice.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.appeal.AppealTerms.Term;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.problem.Problem;
import org.duenotice.restoration.RestorationGround;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The body that decided looks at it again, before anybody else does: within three working days it satisfies the appeal wholly, or sends the
 * file on with its opinion (Administrative Procedural Code, art. 91(4)).
 */
@Component
@RequiredArgsConstructor
public class Reconsiderations {

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final AppealTerms terms;
    private final Suspensions suspensions;
    private final AppealMessages messages;
    private final Participations participations;
    private final Clock clock;

    public enum Choice {
        UPHOLD,
        CORRECT
    }

    /** When the body is to answer, and when the appeal is to be decided. */
    public record Due(Instant reconsideration, Instant decision) {}

    @Transactional
    public Due open(String number) {
        var appeal = appeals.byNumber(number);
        return new Due(
                terms.start(appeal, Term.RECONSIDERATION, clock.instant()).due(),
                terms.due(Term.DECISION, appeal.receivedAt()).due());
    }

    @Transactional
    public void decide(String number, Choice choice, String reasons, String person) {
        if (reasons == null || reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var appeal = appeals.locked(number);
        participations.join(appeal.caseId(), person, Side.AUTHORISED_BODY);
        sql.sql("insert into appeal_opinion values (?, ?, ?, ?, ?)")
                .params(
                        appeal.id(),
                        choice.name(),
                        reasons.strip(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        terms.meet(appeal, Term.RECONSIDERATION);
        if (choice == Choice.CORRECT) {
            appeals.move(appeal, AppealState.SELF_CORRECTED, "", person);
            terms.meet(appeal, Term.DECISION);
            appeals.move(appeal, AppealState.RESTORATION_ORDERED, "", person);
            messages.write(appeal, Kind.SELF_CORRECTED);
            suspensions.restore(appeal, records.contested(appeal), RestorationGround.SELF_CORRECTION, reasons, person);
        }
    }

    /** The body said nothing in time: the file goes on without its opinion. */
    @Transactional
    public void breached(String number) {
        terms.breach(appeals.byNumber(number), Term.RECONSIDERATION);
    }
}
