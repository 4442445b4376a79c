/** Who carries out what the authorised body approved: proposed by a table, decided per target by the body's officer. */
@ApplicationModule(allowedDependencies = {"problem", "audit", "casefile", "restriction", "law", "platform", "calendar"})
package org.duenotice.measure;

import org.springframework.modulith.ApplicationModule;
