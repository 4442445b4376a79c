/** Finds every restriction that rests on a provision or a judicial act which no longer stands, and has its restoration proposed. */
@ApplicationModule(
        allowedDependencies = {"audit", "calendar", "register", "restoration", "web"})
package org.duenotice.fallenbasis;

import org.springframework.modulith.ApplicationModule;
