/** Computes terms of law from dated rules and the working calendar, and keeps the clocks that run over cases. */
@ApplicationModule(allowedDependencies = "problem")
package org.duenotice.calendar;

import org.springframework.modulith.ApplicationModule;
