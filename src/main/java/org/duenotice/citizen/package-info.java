/** Reports of people outside, by a public page and interface: a receipt, a seal on who they are, and word of what became of it. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "audit",
            "calendar",
            "casefile",
            "intake",
            "referral",
            "seal",
            "security",
            "web"
        })
package org.duenotice.citizen;

import org.springframework.modulith.ApplicationModule;
