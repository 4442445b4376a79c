package org.duenotice.process.appealcourt;

/** appeal-court: a matter before a court until its judgment. Business key: the number of the appeal. */
final class AppealCourtProcess {

    static final String CLAIMED = "appeal-court.claimed";

    private AppealCourtProcess() {}
}
