/** Brings the database up: the embedded server of the demo and the tests, the two roles, and the engine's own schema as a migration. */
@ApplicationModule(allowedDependencies = "problem")
package org.duenotice.database;

import org.springframework.modulith.ApplicationModule;
