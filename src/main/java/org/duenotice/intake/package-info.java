/** The one way in: a detection, from a form, a file or another system, becomes a case. */
@ApplicationModule(
        allowedDependencies = {"problem", "audit", "target", "casefile", "evidence", "seal", "security", "web"})
package org.duenotice.intake;

import org.springframework.modulith.ApplicationModule;
