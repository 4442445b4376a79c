/** The log of custody of each case: hash-chained entries, and the signed anchors that tell when one was cut. */
@ApplicationModule(allowedDependencies = {"problem", "database"})
package org.duenotice.custody;

import org.springframework.modulith.ApplicationModule;
