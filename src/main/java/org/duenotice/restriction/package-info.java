/** Asks the authorised body for a restriction and keeps its decision on each target, gated by the ladder of scopes. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "state",
            "audit",
            "casefile",
            "qualification",
            "law",
            "calendar",
            "target",
            "evidence"
        })
package org.duenotice.restriction;

import org.springframework.modulith.ApplicationModule;
