package org.duenotice.casefile;

import java.util.EnumSet;
import java.util.Set;
import org.duenotice.state.Machine;
import org.duenotice.state.State;

/** What has become of a target. Every target of a case has exactly one at any moment. */
public enum Disposition implements State {
    IN_QUALIFICATION,
    REFERRED,
    RESTRICTION_SOUGHT,
    RESTRICTION_REFUSED,
    UNDER_NOTICE,
    UNDER_ORDER,
    REMOVED,
    GEO_RESTRICTED,
    LABELLED,
    RESTRICTED_BY_OPERATOR,
    /** An admitted appeal suspends the measure: nothing of it is asked for, and access is open again until the appeal is decided. */
    SUSPENDED,
    /** The measure is taken back; whoever carried it out has been told, and nobody has seen yet that access is back. */
    BEING_RESTORED,
    RESTRICTION_LIFTED,
    NOT_COMPLIED,
    WITHDRAWN,
    NO_VIOLATION,
    ALREADY_UNAVAILABLE,
    OUT_OF_COMPETENCE,
    DUPLICATE,
    RESCINDED,
    /** Left this case by a split or a merge and goes on in another. */
    MOVED;

    private static final Set<Disposition> CLOSINGS =
            EnumSet.of(NO_VIOLATION, ALREADY_UNAVAILABLE, OUT_OF_COMPETENCE, DUPLICATE);

    private static final Set<Disposition> UNDER_WORK =
            EnumSet.of(IN_QUALIFICATION, REFERRED, RESTRICTION_SOUGHT, UNDER_NOTICE, UNDER_ORDER);

    @Override
    public Machine machine() {
        return Machine.TARGET;
    }

    @Override
    public Set<Disposition> next() {
        return switch (this) {
            case IN_QUALIFICATION ->
                EnumSet.of(
                        REFERRED,
                        RESTRICTION_SOUGHT,
                        NO_VIOLATION,
                        ALREADY_UNAVAILABLE,
                        OUT_OF_COMPETENCE,
                        DUPLICATE,
                        RESCINDED,
                        MOVED);
            case RESTRICTION_SOUGHT ->
                EnumSet.of(RESTRICTION_REFUSED, UNDER_NOTICE, UNDER_ORDER, DUPLICATE, SUSPENDED, WITHDRAWN);
            case UNDER_NOTICE ->
                EnumSet.of(
                        UNDER_ORDER,
                        REMOVED,
                        GEO_RESTRICTED,
                        LABELLED,
                        NOT_COMPLIED,
                        WITHDRAWN,
                        ALREADY_UNAVAILABLE,
                        DUPLICATE,
                        SUSPENDED,
                        BEING_RESTORED,
                        RESTRICTION_LIFTED);
            case UNDER_ORDER ->
                EnumSet.of(
                        RESTRICTED_BY_OPERATOR,
                        RESTRICTION_LIFTED,
                        REMOVED,
                        GEO_RESTRICTED,
                        LABELLED,
                        NOT_COMPLIED,
                        WITHDRAWN,
                        ALREADY_UNAVAILABLE,
                        SUSPENDED,
                        BEING_RESTORED);
            case REMOVED, GEO_RESTRICTED, LABELLED ->
                EnumSet.of(
                        UNDER_ORDER, RESTRICTED_BY_OPERATOR, RESTRICTION_LIFTED, SUSPENDED, BEING_RESTORED, WITHDRAWN);
            case RESTRICTED_BY_OPERATOR ->
                EnumSet.of(RESTRICTION_LIFTED, NOT_COMPLIED, SUSPENDED, BEING_RESTORED, WITHDRAWN);
            case NOT_COMPLIED ->
                EnumSet.of(
                        UNDER_ORDER,
                        RESTRICTED_BY_OPERATOR,
                        RESTRICTION_LIFTED,
                        IN_QUALIFICATION,
                        SUSPENDED,
                        BEING_RESTORED,
                        WITHDRAWN);
            case SUSPENDED -> EnumSet.of(RESTRICTION_SOUGHT, UNDER_NOTICE, UNDER_ORDER, BEING_RESTORED, WITHDRAWN);
            case BEING_RESTORED -> EnumSet.of(RESTRICTION_LIFTED);
            case ALREADY_UNAVAILABLE -> EnumSet.of(IN_QUALIFICATION, BEING_RESTORED, WITHDRAWN);
            case REFERRED -> EnumSet.of(IN_QUALIFICATION, NO_VIOLATION, ALREADY_UNAVAILABLE);
            case RESTRICTION_REFUSED,
                    RESTRICTION_LIFTED,
                    WITHDRAWN,
                    NO_VIOLATION,
                    OUT_OF_COMPETENCE,
                    DUPLICATE,
                    RESCINDED,
                    MOVED -> EnumSet.of(IN_QUALIFICATION);
        };
    }

    /** Ends the work on a target without any measure. */
    public boolean isClosing() {
        return CLOSINGS.contains(this);
    }

    /** Somebody still has to do something, or a measure is on its way. */
    public boolean isUnderWork() {
        return UNDER_WORK.contains(this);
    }
}
