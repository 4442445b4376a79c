package org.duenotice.restoration;

/** What waited for a person's word was ordered by somebody else's: a court, or another decision about the same measure. */
public record RestorationOrdered(String number) {}
