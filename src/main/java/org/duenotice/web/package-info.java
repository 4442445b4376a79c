/** The HTTP edges all capabilities share: problems in the person's language, idempotent POSTs, pages of a list, the API's description. */
@ApplicationModule(allowedDependencies = {"problem", "security"})
package org.duenotice.web;

import org.springframework.modulith.ApplicationModule;
