/** A small world of platforms for demo and tests, a process of its own: it gets notices as platforms do and answers by a script. */
@ApplicationModule(allowedDependencies = {})
package org.duenotice.simulator;

import org.springframework.modulith.ApplicationModule;
