/** Keeps what was captured, by its SHA-256, behind a storage port. */
@ApplicationModule(allowedDependencies = "problem")
package org.duenotice.evidence;

import org.springframework.modulith.ApplicationModule;
