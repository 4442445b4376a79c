/** Ends restrictions, or has somebody who did not decide them say anew why they must stand: what nobody reviews is lifted. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "audit",
            "calendar",
            "casefile",
            "database",
            "operator",
            "restriction",
            "restoration",
            "seal",
            "security",
            "web"
        })
package org.duenotice.review;

import org.springframework.modulith.ApplicationModule;
