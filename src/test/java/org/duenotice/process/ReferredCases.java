package org.duenotice.process;

import java.util.List;
import org.springframework.stereotype.Component;

/** Cases that stand before the package of their referral. */
@Component
public class ReferredCases {

    private final Casework casework;

    ReferredCases(Casework casework) {
        this.casework = casework;
    }

    public String referred(String category, String route, List<String> addresses) {
        var number = casework.detection(category, addresses.toArray(String[]::new));
        casework.captureEvidence(number);
        casework.complete("caseworker1", "prepareQualification", number, casework.measures(category, route, false));
        casework.approve(number);
        return number;
    }
}
