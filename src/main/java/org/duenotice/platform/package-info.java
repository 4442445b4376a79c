/** The platforms that notices go to and whom to write to there. */
@ApplicationModule(allowedDependencies = "problem")
package org.duenotice.platform;

import org.springframework.modulith.ApplicationModule;
