/** Shows everybody each restriction with its basis, scope, end and history: the public register, and open data made of it. */
@ApplicationModule(allowedDependencies = {"problem", "calendar", "database", "evidence", "target", "web"})
package org.duenotice.transparency;

import org.springframework.modulith.ApplicationModule;
