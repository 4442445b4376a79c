/** How it goes with a platform: what was agreed and who confirms it, how fast it answers, and all that is known of it on one page. */
@ApplicationModule(allowedDependencies = {"problem", "platform", "target", "calendar", "evidence", "security", "web"})
package org.duenotice.relationship;

import org.springframework.modulith.ApplicationModule;
