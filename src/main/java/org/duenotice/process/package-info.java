/** Connects the models to the capabilities: the only package that knows the engine. */
@ApplicationModule
package org.duenotice.process;

import org.springframework.modulith.ApplicationModule;
