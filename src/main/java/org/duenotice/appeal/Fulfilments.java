package org.duenotice.appeal;

import java.time.Clock;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.appeal.AppealTerms.Term;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.problem.Problem;
import org.duenotice.restoration.RestorationGround;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The body does what a decision left to it: an action, a new act, or a second look at what was returned (Administrative Procedural Code,
 * arts. 86(3) and 100(2)).
 */
@Component
@RequiredArgsConstructor
public class Fulfilments {

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final AppealTerms terms;
    private final Suspensions suspensions;
    private final AppealMessages messages;
    private final Participations participations;
    private final Clock clock;

    public enum Outcome {
        DONE,
        /** Of what was returned: the measure is ended. */
        CORRECTED,
        /** Of what was returned: the body decides as before, and that can be appealed against again. */
        UPHELD
    }

    @Transactional
    public void record(String number, Outcome outcome, String reference, String words, String person) {
        if (words == null || words.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        var appeal = appeals.locked(number);
        var returned = records.decision(appeal).orElseThrow().outcome() == AppealDecisions.Outcome.RETURNED;
        if (returned == (outcome == Outcome.DONE)) {
            throw Problem.invalid("appeal.fulfilment");
        }
        participations.join(appeal.caseId(), person, Side.AUTHORISED_BODY);
        sql.sql("insert into appeal_fulfilment values (?, ?, ?, ?, ?, ?)")
                .params(
                        appeal.id(),
                        outcome.name(),
                        reference.strip(),
                        words.strip(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        terms.meet(appeal, returned ? Term.RETURN : Term.FULFILMENT);
        messages.write(appeal, Kind.FULFILLED);
        switch (outcome) {
            case DONE -> endIf(appeal, AppealState.ACTION_ORDERED, AppealState.FULFILLED, person);
            case UPHELD -> uphold(appeal, words, person);
            case CORRECTED -> correct(appeal, words, person);
        }
    }

    /** Where a court has the matter, or access is being restored, the appeal ends with that. */
    private void endIf(Appeal appeal, AppealState from, AppealState to, String person) {
        if (appeal.state() == from) {
            appeals.move(appeal, to, "", person);
        }
    }

    private void uphold(Appeal appeal, String words, String person) {
        endIf(appeal, AppealState.RETURNED, AppealState.RETURN_UPHELD, person);
        if (records.claim(appeal).isEmpty()) {
            terms.restartCourt(appeal, clock.instant());
        }
        suspensions.resume(appeal, words, person);
    }

    private void correct(Appeal appeal, String words, String person) {
        endIf(appeal, AppealState.RETURNED, AppealState.RESTORATION_ORDERED, person);
        suspensions.restore(appeal, records.contested(appeal), RestorationGround.SELF_CORRECTION, words, person);
    }
}
