/** Law as dated data: legal bases, judicial acts, and who is competent for what on a given day. */
@ApplicationModule(allowedDependencies = "problem")
package org.duenotice.law;

import org.springframework.modulith.ApplicationModule;
