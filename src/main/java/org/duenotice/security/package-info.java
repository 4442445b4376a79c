/** Who may: one login for API, pages, engine REST and webapps, and the person who acts in a request. Uses only `problem`. */
@ApplicationModule(allowedDependencies = "problem")
package org.duenotice.security;

import org.springframework.modulith.ApplicationModule;
