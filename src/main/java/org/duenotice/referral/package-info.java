/** Hands a case over to the body that investigates or fines, as a package on paper and on clocks, and keeps its answer. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "audit",
            "casefile",
            "intake",
            "qualification",
            "law",
            "calendar",
            "evidence",
            "paper",
            "platform",
            "security"
        })
package org.duenotice.referral;

import org.springframework.modulith.ApplicationModule;
