/** Has restorations proposed where a restriction lost its ground: the provision or judicial act it rests on, or the content it was for. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "audit",
            "calendar",
            "casefile",
            "law",
            "register",
            "restoration",
            "review",
            "security",
            "web"
        })
package org.duenotice.lostground;

import org.springframework.modulith.ApplicationModule;
