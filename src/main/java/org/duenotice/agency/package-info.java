/** The channel to the other system, that of the authorised body: signed notifications out, signed decisions in. */
@ApplicationModule(
        allowedDependencies = {"problem", "audit", "casefile", "restriction", "law", "qualification", "calendar"})
package org.duenotice.agency;

import org.springframework.modulith.ApplicationModule;
