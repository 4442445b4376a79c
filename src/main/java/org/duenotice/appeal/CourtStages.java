package org.duenotice.appeal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.appeal.AppealTerms.Term;
import org.duenotice.calendar.LawDay;
import org.duenotice.problem.Problem;
import org.duenotice.restoration.RestorationGround;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happens in court, recorded; its judgment binds. */
@Component
@RequiredArgsConstructor
public class CourtStages {

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final AppealTerms terms;
    private final Suspensions suspensions;
    private final AppealMessages messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public enum Outcome {
        UPHELD,
        OVERTURNED
    }

    /**
     * A claim was filed: after a decision that did not satisfy the appellant, or because none came in time.
     *
     * @throws Problem {@code state.move} when the matter is not one for a court yet
     */
    @Transactional
    public void claim(String number, String court, String claimNumber, LocalDate filedOn, String person) {
        var appeal = appeals.locked(number);
        requirePast(filedOn);
        if (isSatisfied(appeal)) {
            throw Problem.conflict("appeal.satisfied", number);
        }
        appeals.joinAsOfficer(appeal, person);
        appeals.move(appeal, AppealState.COURT_PENDING, "", person);
        sql.sql("insert into appeal_claim values (?, ?, ?, ?, ?, ?)")
                .params(appeal.id(), court.strip(), claimNumber.strip(), filedOn, person, now())
                .update();
        terms.meet(appeal, Term.COURT);
        if (appeal.state().isUndecided()) {
            events.publishEvent(new AppealEnded(number)); // what a decision left to the body goes on
        }
        events.publishEvent(new CourtClaimFiled(number));
    }

    /** Wholly, by the body itself or by the decision: nothing is left to sue for. */
    private boolean isSatisfied(Appeals.Appeal appeal) {
        return records.opinion(appeal)
                        .filter(opinion -> opinion.opinion() == Reconsiderations.Choice.CORRECT)
                        .isPresent()
                || records.decision(appeal)
                        .filter(decided -> decided.outcome() == AppealDecisions.Outcome.CANCELLED)
                        .isPresent();
    }

    /** The judgment: what it overturns is undone at once, what it upholds stands again. */
    @Transactional
    public void judge(
            String number, Outcome outcome, String judgment, LocalDate judgedOn, String operative, String person) {
        var appeal = appeals.locked(number);
        requirePast(judgedOn);
        appeals.joinAsOfficer(appeal, person);
        sql.sql("insert into appeal_judgment values (?, ?, ?, ?, ?, ?, ?)")
                .params(appeal.id(), outcome.name(), judgment.strip(), judgedOn, operative.strip(), person, now())
                .update();
        if (outcome == Outcome.OVERTURNED) {
            appeals.move(appeal, AppealState.COURT_OVERTURNED, "", person);
            appeals.move(appeal, AppealState.RESTORATION_ORDERED, "", person);
            suspensions.restore(appeal, records.contested(appeal), RestorationGround.COURT, operative, person);
        } else {
            appeals.move(appeal, AppealState.COURT_UPHELD, "", person);
            suspensions.resume(appeal, operative, person);
        }
        messages.write(appeal, Kind.COURT);
    }

    private void requirePast(LocalDate day) {
        if (day == null || day.isAfter(LawDay.of(clock.instant()))) {
            throw Problem.invalid("appeal.told-on");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
