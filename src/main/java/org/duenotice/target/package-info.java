/** Says which thing on the internet an address names, so that two addresses of one thing are one target. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"problem", "security", "web"})
package org.duenotice.target;
