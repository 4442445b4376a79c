package org.duenotice.casefile;

import java.util.Set;

/** Why a case ended, read off the dispositions of its targets: the furthest any of them went. */
public enum CloseReason {
    NO_VIOLATION,
    OUT_OF_COMPETENCE,
    ALREADY_UNAVAILABLE,
    DUPLICATE,
    RESTRICTED,
    COMPLIED,
    NOT_COMPLIED,
    REFERRED_ONLY,
    RESTRICTION_REFUSED,
    RESCINDED,
    /** Sealed material that the competent body has. */
    SEALED_FORWARDED,
    /** All its targets went over to another case. */
    MERGED;

    static CloseReason of(Set<Disposition> dispositions) {
        if (dispositions.isEmpty()) {
            return MERGED;
        }
        if (holds(dispositions, Disposition.NOT_COMPLIED, Disposition.UNDER_NOTICE)) {
            return NOT_COMPLIED;
        }
        if (holds(dispositions, Disposition.RESTRICTED_BY_OPERATOR)) {
            return RESTRICTED;
        }
        if (holds(dispositions, Disposition.REMOVED, Disposition.GEO_RESTRICTED, Disposition.LABELLED)) {
            return COMPLIED;
        }
        if (holds(
                dispositions,
                Disposition.WITHDRAWN,
                Disposition.RESCINDED,
                Disposition.SUSPENDED,
                Disposition.BEING_RESTORED,
                Disposition.RESTRICTION_LIFTED,
                Disposition.UNDER_ORDER)) {
            return RESCINDED;
        }
        if (holds(dispositions, Disposition.REFERRED)) {
            return REFERRED_ONLY;
        }
        if (holds(dispositions, Disposition.RESTRICTION_REFUSED, Disposition.RESTRICTION_SOUGHT)) {
            return RESTRICTION_REFUSED;
        }
        if (holds(dispositions, Disposition.ALREADY_UNAVAILABLE)) {
            return ALREADY_UNAVAILABLE;
        }
        if (holds(dispositions, Disposition.DUPLICATE)) {
            return DUPLICATE;
        }
        return holds(dispositions, Disposition.OUT_OF_COMPETENCE) ? OUT_OF_COMPETENCE : NO_VIOLATION;
    }

    private static boolean holds(Set<Disposition> dispositions, Disposition... any) {
        for (var disposition : any) {
            if (dispositions.contains(disposition)) {
                return true;
            }
        }
        return false;
    }
}
