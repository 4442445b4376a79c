/** Finding cases: by words, addresses and everything else that is known of them; searches that are kept, and files of what was found. */
@ApplicationModule(
        allowedDependencies = {"problem", "access", "casefile", "target", "calendar", "platform", "security", "web"})
package org.duenotice.search;

import org.springframework.modulith.ApplicationModule;
