/** Notices to platforms: letters, their delivery, answers per target, and the gates that a person opens. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "state",
            "audit",
            "casefile",
            "restriction",
            "measure",
            "law",
            "platform",
            "channel",
            "paper",
            "database",
            "calendar",
            "evidence",
            "security",
            "web"
        })
package org.duenotice.notice;

import org.springframework.modulith.ApplicationModule;
