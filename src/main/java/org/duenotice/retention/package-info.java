/** Keeps what has to be kept and disposes of the rest when its term is over: by rules that are data, never of a case that a person holds. */
@ApplicationModule(
        allowedDependencies = {"problem", "database", "audit", "calendar", "casefile", "evidence", "security", "web"})
package org.duenotice.retention;

import org.springframework.modulith.ApplicationModule;
