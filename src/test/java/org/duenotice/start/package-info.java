/** Real processes of the packed application: started, refused, killed, taken over, stopped. */
package org.duenotice.start;
