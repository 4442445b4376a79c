/** Two people qualify a case and choose its route; a lawyer from outside guards protected expression. */
@ApplicationModule(allowedDependencies = {"problem", "audit", "casefile", "evidence", "intake", "law", "calendar"})
package org.duenotice.qualification;

import org.springframework.modulith.ApplicationModule;
