/** Puts what the software writes on paper: one look, one set of typefaces, the same bytes for the same content. */
@ApplicationModule(allowedDependencies = {})
package org.duenotice.paper;

import org.springframework.modulith.ApplicationModule;
