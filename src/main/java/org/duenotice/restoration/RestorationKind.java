package org.duenotice.restoration;

/** What is done to the measures on the targets. */
public enum RestorationKind {
    /** Ends them: access is open again for good. */
    RESTORATION,
    /** Opens access while an admitted appeal is looked into (Administrative Procedural Code, art. 96). */
    SUSPENSION,
    /** Takes a suspension back after the appeal was dismissed: the measure that was decided stands again. */
    RESUMPTION
}
