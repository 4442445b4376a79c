package org.duenotice.appeal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.appeal.AppealTerms.Term;
import org.duenotice.appeal.Appeals.Appeal;
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
    private final AppealLinks links;
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

    /** Wholly, by the body itself or by the decision on every target: nothing is left to sue for. */
    private boolean isSatisfied(Appeal appeal) {
        return records.opinion(appeal)
                        .filter(opinion -> opinion.opinion() == Reconsiderations.Choice.CORRECT)
                        .isPresent()
                || records.decision(appeal)
                                .filter(decided -> decided.outcome() == AppealDecisions.Outcome.CANCELLED)
                                .isPresent()
                        && records.decidedTargets(appeal).stream().allMatch(AppealRecords.DecidedTarget::restored);
    }

    /**
     * What the court decided.
     *
     * @param caseNumber which case it is about, where nobody knew until now; may be empty
     * @param targets their numbers in the case; empty for those that are known, or all of them
     * @param noMeasure of an overturned decision that concerned no measure here, so that nothing is restored
     */
    public record Judgment(
            Outcome outcome,
            String number,
            LocalDate judgedOn,
            String operative,
            String caseNumber,
            Set<Integer> targets,
            boolean noMeasure,
            String person) {}

    /**
     * The judgment: what it overturns is undone at once, what it upholds stands again.
     *
     * @throws Problem {@code appeal.court-measure-missing} when nobody says which measure an overturned decision was about
     */
    @Transactional
    public void judge(String number, Judgment judgment) {
        var appeal = appeals.locked(number);
        requirePast(judgment.judgedOn());
        sql.sql("insert into appeal_judgment values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        appeal.id(),
                        judgment.outcome().name(),
                        judgment.number().strip(),
                        judgment.judgedOn(),
                        judgment.operative().strip(),
                        judgment.person(),
                        now())
                .update();
        messages.write(appeal, Kind.COURT);
        if (judgment.outcome() == Outcome.OVERTURNED) {
            overturn(appeal, judgment);
        } else {
            appeals.joinAsOfficer(appeal, judgment.person());
            appeals.move(appeal, AppealState.COURT_UPHELD, "", judgment.person());
            suspensions.resume(appeal, judgment.operative(), judgment.person());
        }
    }

    private void overturn(Appeal received, Judgment judgment) {
        var appeal = judgment.noMeasure() ? received : aboutAMeasure(received, judgment);
        var contested = records.contested(appeal);
        if (judgment.noMeasure() && !contested.isEmpty()) {
            throw Problem.conflict("appeal.court-measure-known", appeal.number());
        }
        appeals.joinAsOfficer(appeal, judgment.person());
        appeals.move(appeal, AppealState.COURT_OVERTURNED, "", judgment.person());
        if (!contested.isEmpty()) {
            appeals.move(appeal, AppealState.RESTORATION_ORDERED, "", judgment.person());
            suspensions.restore(appeal, contested, RestorationGround.COURT, judgment.operative(), judgment.person());
        }
    }

    private Appeal aboutAMeasure(Appeal appeal, Judgment judgment) {
        if (appeal.caseId() == null && judgment.caseNumber().isBlank()) {
            throw Problem.invalid("appeal.court-measure-missing");
        }
        var linked = links.link(appeal, judgment.caseNumber(), judgment.person());
        links.contest(linked, judgment.targets());
        return linked;
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
