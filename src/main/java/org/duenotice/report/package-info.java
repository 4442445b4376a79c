/** Accounts for the work: what a period brought and what became of it, for managers and as the answer to an official request. */
@ApplicationModule(allowedDependencies = {"problem", "accounting", "calendar", "paper", "platform", "security", "web"})
package org.duenotice.report;

import org.springframework.modulith.ApplicationModule;
