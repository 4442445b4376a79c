/** Who works on what instead of whom: recusal from a case, tasks that change hands, deputies while somebody is away. */
@ApplicationModule(allowedDependencies = {"problem", "audit", "calendar", "casefile", "database", "security", "web"})
package org.duenotice.staffing;

import org.springframework.modulith.ApplicationModule;
