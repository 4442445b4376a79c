/** People, groups and their rights in the engine, the one source of identity. */
@NamedInterface("identity")
package org.duenotice.process.identity;

import org.springframework.modulith.NamedInterface;
