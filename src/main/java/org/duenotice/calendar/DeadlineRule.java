package org.duenotice.calendar;

import java.time.LocalDate;

/** A term of law as it stood from one day to another; no last day means it still stands. */
record DeadlineRule(
        String code, Term term, Citation citation, boolean verified, LocalDate validFrom, LocalDate validTo) {

    boolean validOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
