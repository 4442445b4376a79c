/** The story of a case, one append-only line per fact. */
@ApplicationModule(allowedDependencies = {})
package org.duenotice.audit;

import org.springframework.modulith.ApplicationModule;
