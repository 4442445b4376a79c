/** Looks at targets again after the end of their case, and links cases: of what came back, and of what people confirm to be a copy. */
@ApplicationModule(allowedDependencies = {"problem", "audit", "casefile", "intake", "database", "security", "web"})
package org.duenotice.recreation;

import org.springframework.modulith.ApplicationModule;
