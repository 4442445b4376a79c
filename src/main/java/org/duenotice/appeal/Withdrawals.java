package org.duenotice.appeal;

import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealCodes.Purpose;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whoever filed an appeal takes it back, with its code; what it suspended stands again. */
@Component
@RequiredArgsConstructor
class Withdrawals {

    /** Whoever holds the code. */
    private static final String THE_APPELLANT = "appellant";

    private static final String REASON = "The appeal was withdrawn";

    private final Appeals appeals;
    private final AppealCodes codes;
    private final AppealTerms terms;
    private final Suspensions suspensions;
    private final FileAccesses files;
    private final AppealMessages messages;
    private final ApplicationEventPublisher events;

    /** @throws Problem {@code appeal.unknown-receipt}, {@code appeal.decided} when nothing is left to withdraw */
    @Transactional
    void withdraw(String number, String code) {
        withdraw(codes.open(number, code, Purpose.STATUS).number());
    }

    /** The same for whoever wrote a letter; who recorded that stands with the letter. */
    @Transactional
    void withdraw(String number) {
        var appeal = appeals.locked(number);
        if (!appeal.state().isUndecided()) {
            throw Problem.conflict("appeal.decided", appeal.number());
        }
        appeals.move(appeal, AppealState.WITHDRAWN, "", THE_APPELLANT);
        terms.cancel(appeal);
        files.drop(appeal);
        suspensions.resume(appeal, REASON, THE_APPELLANT);
        messages.write(appeal, Kind.WITHDRAWN);
        events.publishEvent(new AppealEnded(appeal.number()));
    }
}
