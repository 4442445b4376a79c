/** Child sexual abuse material: sealed from its first moment, forwarded at once, read by an own group with every read on record. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "audit",
            "calendar",
            "casefile",
            "custody",
            "database",
            "evidence",
            "law",
            "target",
            "security",
            "web"
        })
package org.duenotice.seal;

import org.springframework.modulith.ApplicationModule;
