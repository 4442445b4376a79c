/** Orders to operators and technical services: one batch, one execution and one confirmation per operator, cancelled on the same path. */
@ApplicationModule(
        allowedDependencies = {
            "problem",
            "audit",
            "casefile",
            "restriction",
            "measure",
            "notice",
            "channel",
            "database",
            "paper",
            "law",
            "calendar",
            "evidence",
            "security",
            "web"
        })
package org.duenotice.operator;

import org.springframework.modulith.ApplicationModule;
