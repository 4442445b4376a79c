/** What only the demo has: a mail server on this machine, invented detections, and the lines that say how to begin. */
@ApplicationModule(allowedDependencies = {"intake", "process::identity"})
package org.duenotice.demo;

import org.springframework.modulith.ApplicationModule;
