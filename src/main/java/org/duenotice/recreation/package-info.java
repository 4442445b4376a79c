/** Looks at targets again after the end of their case, and links the case of one that came back to the one before. */
@ApplicationModule(allowedDependencies = {"problem", "audit", "casefile", "intake", "security", "web"})
package org.duenotice.recreation;

import org.springframework.modulith.ApplicationModule;
