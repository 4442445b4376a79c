/** Appeals: who disagrees with what, and where each stands. */
@ApplicationModule(allowedDependencies = {"problem", "state", "audit", "calendar", "casefile"})
package org.duenotice.appeal;

import org.springframework.modulith.ApplicationModule;
