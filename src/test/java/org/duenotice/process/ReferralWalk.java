package org.duenotice.process;

import java.util.List;
import java.util.Map;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.LawDay;
import org.duenotice.referral.Referral;
import org.duenotice.referral.Referrals;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** The steps of a referral as people take them. */
abstract class ReferralWalk {

    @Autowired
    Casework casework;

    @Autowired
    Clocks clocks;

    @Autowired
    Referrals referrals;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    String referred(String category, String route) {
        var number = casework.detection(category, Casework.address());
        casework.captureEvidence(number);
        casework.complete("caseworker1", "prepareQualification", number, casework.measures(category, route, false));
        casework.approve(number);
        return number;
    }

    String today() {
        return LawDay.of(casework.clock.instant()).toString();
    }

    void handOver(String number, String task, String body) {
        casework.prepareReferral(number, body);
        casework.complete(
                "liaison1",
                task,
                number,
                Map.of("look", "HANDED_OVER", "handOverNumber", "12/345", "handOverDate", today()));
    }

    void registration(String number, String outcome) {
        casework.complete(
                "liaison1",
                "recordRegistration",
                number,
                Map.of(
                        "outcome",
                        outcome,
                        "registrationNumber",
                        outcome.equals("REGISTERED") ? "260000000000077" : "",
                        "outcomeDate",
                        today(),
                        "remarks",
                        outcome.equals("REGISTERED") ? "" : "The amount of damage is not shown"));
    }

    List<Referral> referrals(String number) {
        return referrals.of(casework.cases.byNumber(number).id());
    }

    ClockView clock(String number, String subject) {
        return clocks.last(number + "/" + subject).orElseThrow();
    }

    ClockView clock(String number) {
        return clocks.of(casework.cases.byNumber(number).id()).get(0);
    }
}
