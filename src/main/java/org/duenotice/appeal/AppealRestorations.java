package org.duenotice.appeal;

import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.audit.Timeline;
import org.duenotice.restoration.RestorationConfirmed;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.review.SealedAccessOpened;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everybody confirmed that access is back: the appellant is told, and the appeal has come to its end unless it is before a court meanwhile. */
@Component
@RequiredArgsConstructor
class AppealRestorations {

    private final Appeals appeals;
    private final AppealMessages messages;

    @EventListener
    @Transactional
    void confirmed(RestorationConfirmed restoration) {
        if (restoration.kind() != RestorationKind.RESTORATION
                || !restoration.occasion().startsWith("A-")) {
            return;
        }
        restored(restoration.occasion(), Kind.RESTORED);
    }

    /** In a sealed case: each appeal that waited for this, when nothing it took away is closed any more. */
    @EventListener
    @Transactional
    void opened(SealedAccessOpened access) {
        var kind = access.told() ? Kind.OPENED : Kind.RESTORED;
        appeals.restored(access.caseId(), access.appeal()).forEach(number -> restored(number, kind));
    }

    private void restored(String number, Kind told) {
        var appeal = appeals.locked(number);
        if (appeal.state() == AppealState.RESTORATION_ORDERED) {
            appeals.move(appeal, AppealState.RESTORATION_CONFIRMED, "", Timeline.SOFTWARE);
        }
        messages.write(appeal, told);
    }
}
