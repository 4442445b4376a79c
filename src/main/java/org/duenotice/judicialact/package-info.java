/** A judicial act comes in with its targets: entered by one person, with everything prepared for another to approve once. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "audit",
            "law",
            "calendar",
            "platform",
            "target",
            "evidence",
            "casefile",
            "intake",
            "qualification",
            "notice",
            "register",
            "database",
            "security",
            "web"
        })
package org.duenotice.judicialact;

import org.springframework.modulith.ApplicationModule;
