/** Keeps what was captured, by its SHA-256, behind a storage port: the evidence itself, what is known of it, and copies for work. */
@ApplicationModule(allowedDependencies = {"problem", "database", "custody", "timestamp"})
package org.duenotice.evidence;

import org.springframework.modulith.ApplicationModule;
