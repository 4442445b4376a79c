package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.CaseState;
import org.duenotice.casefile.Disposition;
import org.duenotice.notice.ItemOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DueNoticeTest
class WholeThreadTest {

    @Autowired
    private Casework casework;

    @Autowired
    private GreenMail mailServer;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    @Test
    void aDetectionGoesAllTheWayToItsClosedCase() throws Exception {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address(), Casework.address());
        casework.captureEvidence(number);
        casework.complete(
                "caseworker1",
                "prepareQualification",
                number,
                casework.measures("FINANCIAL_PYRAMID", "CRIMINAL", true));
        casework.approve(number);
        assertThat(casework.open(number)).containsExactly("prepareCriminalReferral", "prepareNotification");
        casework.notifyBody(number);
        assertThat(casework.open(number)).containsExactly("decideRestriction", "prepareCriminalReferral");

        var today = org.duenotice.calendar.LawDay.of(casework.clock.instant()).toString();
        casework.prepareReferral(number, "ECONOMIC_INVESTIGATIONS");
        casework.complete(
                "liaison1",
                "handOverCriminalReferral",
                number,
                Map.of("body", "ECONOMIC_INVESTIGATIONS", "handOverNumber", "12/345", "handOverDate", today));
        casework.complete(
                "liaison1",
                "recordRegistration",
                number,
                Map.of("outcome", "REGISTERED", "registrationNumber", "260000000000001", "outcomeDate", today));
        casework.tellProsecutor(number);
        casework.bodyApproves(number);
        casework.runJobs();

        var notice = casework.onlyNotice(number);
        assertThat(mailServer.getReceivedMessages())
                .anySatisfy(mail -> assertThat(mail.getSubject()).contains(notice.number()));
        casework.answers(notice.number(), ItemOutcome.REMOVED, null);
        casework.complete("caseworker2", "verifyOutcome", notice.number(), Map.of("verifyForAll", "CONFIRMED"));
        casework.runJobs();

        assertThat(casework.isOver(number)).isTrue();
        assertThat(casework.cases.byNumber(number).state()).isEqualTo(CaseState.CLOSED);
        assertThat(casework.dispositions(number)).containsOnly(Disposition.REMOVED);
    }
}
