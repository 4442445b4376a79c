/** Who saw what: every reading of a case's content, and every search, one append-only row each; for auditors. */
@ApplicationModule(allowedDependencies = {"problem", "casefile", "security", "web"})
package org.duenotice.access;

import org.springframework.modulith.ApplicationModule;
