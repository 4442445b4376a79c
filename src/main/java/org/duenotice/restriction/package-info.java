/** Asks the authorised body for a restriction and keeps its decision on each target. */
@ApplicationModule(allowedDependencies = {"problem", "audit", "casefile", "qualification", "law", "calendar"})
package org.duenotice.restriction;

import org.springframework.modulith.ApplicationModule;
