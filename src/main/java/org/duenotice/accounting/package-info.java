/** What is counted over the histories: how everything stood at a past moment, and that no detection was lost on the way. */
@ApplicationModule(allowedDependencies = {"problem", "database", "security", "web"})
package org.duenotice.accounting;

import org.springframework.modulith.ApplicationModule;
