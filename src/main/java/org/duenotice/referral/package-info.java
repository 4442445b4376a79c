/** Hands a case over to the body that investigates or fines, on a clock, and keeps its answer. */
@ApplicationModule(allowedDependencies = {"problem", "audit", "casefile", "qualification", "law", "calendar"})
package org.duenotice.referral;

import org.springframework.modulith.ApplicationModule;
