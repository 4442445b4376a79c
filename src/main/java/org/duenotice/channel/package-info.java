/** The ways to and from platforms: e-mail, their programming interfaces, post and web forms; knows nothing of notices or cases. */
@ApplicationModule(allowedDependencies = "problem")
package org.duenotice.channel;

import org.springframework.modulith.ApplicationModule;
