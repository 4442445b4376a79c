/** What people say to each other about a case, and whom they call. It stays inside: no letter and nothing public takes it up. */
@ApplicationModule(allowedDependencies = {"problem", "audit", "casefile", "calendar", "database", "security", "web"})
package org.duenotice.comment;

import org.springframework.modulith.ApplicationModule;
