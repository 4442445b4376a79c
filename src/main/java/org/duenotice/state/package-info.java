/** States as moves: what may follow what, and the append-only chain of moves in which the present and every past state stand. */
@ApplicationModule(allowedDependencies = "problem")
package org.duenotice.state;

import org.springframework.modulith.ApplicationModule;
