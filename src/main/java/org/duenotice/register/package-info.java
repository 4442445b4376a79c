/** The registers of law, platforms and calendar: as they were and are, changed by two people, and what rests on them. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "law",
            "calendar",
            "platform",
            "target",
            "casefile",
            "database",
            "notice",
            "security",
            "web"
        })
package org.duenotice.register;

import org.springframework.modulith.ApplicationModule;
