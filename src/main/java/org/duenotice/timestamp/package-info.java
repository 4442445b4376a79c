/** Time-stamps of RFC 3161: asks an authority for one and checks what it gives. Knows only digests. */
@ApplicationModule(allowedDependencies = {})
package org.duenotice.timestamp;

import org.springframework.modulith.ApplicationModule;
