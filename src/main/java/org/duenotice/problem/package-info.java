/** What a person is told when something cannot be done: a stable code, and words in their language that say what to do. */
@ApplicationModule(allowedDependencies = {})
package org.duenotice.problem;

import org.springframework.modulith.ApplicationModule;
