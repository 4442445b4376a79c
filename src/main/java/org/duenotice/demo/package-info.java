/** What only a demo has: its mail server with a page to read the letters on, its first detections, and its greeting. */
@ApplicationModule(
        allowedDependencies = {"intake", "channel", "calendar", "problem", "security", "process :: identity"})
package org.duenotice.demo;

import org.springframework.modulith.ApplicationModule;
