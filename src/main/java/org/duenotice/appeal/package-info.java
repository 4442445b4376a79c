/** Appeals: who disagrees with what, from the filing by anybody outside to the decision, its undoing and the judgment of a court. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "state",
            "audit",
            "calendar",
            "casefile",
            "channel",
            "custody",
            "evidence",
            "law",
            "notice",
            "paper",
            "restoration",
            "restriction",
            "review",
            "security",
            "transparency",
            "web"
        })
package org.duenotice.appeal;

import org.springframework.modulith.ApplicationModule;
