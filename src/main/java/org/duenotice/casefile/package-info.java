/** The case: its number, its targets, the current disposition of each, and who took part on which side. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "database",
            "state",
            "audit",
            "target",
            "calendar",
            "evidence",
            "custody",
            "security",
            "web"
        })
package org.duenotice.casefile;

import org.springframework.modulith.ApplicationModule;
