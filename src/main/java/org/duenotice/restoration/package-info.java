/** Undoes measures as fast as they were done: over the same channels, confirmed by everyone who was asked for them. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "state",
            "audit",
            "calendar",
            "casefile",
            "restriction",
            "notice",
            "operator",
            "database",
            "security",
            "web"
        })
package org.duenotice.restoration;

import org.springframework.modulith.ApplicationModule;
