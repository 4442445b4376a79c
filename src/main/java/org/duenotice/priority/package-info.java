/** What comes first, and why: severity of the category and confidence in the sighting, in visible parts. */
@ApplicationModule(allowedDependencies = {"problem", "casefile", "calendar", "intake", "web"})
package org.duenotice.priority;

import org.springframework.modulith.ApplicationModule;
