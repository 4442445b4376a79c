package org.duenotice.register;

import java.time.LocalDate;
import org.duenotice.problem.Problem;

/** A row of a register as it is to read; its annotations and {@link #check} say what it may be. */
sealed interface Row
        permits LegalBasisRow,
                JudicialActRow,
                CompetenceRow,
                DeadlineRuleRow,
                CalendarYearRow,
                CalendarDayRow,
                PlatformContactRow,
                PlatformProfileRow,
                OperatorRow,
                BodyRow {

    int SHORT = 250;
    int LONG = 4_000;
    String CODE = "[a-z][a-z0-9-]{0,99}";
    String CATEGORY = "[A-Z][A-Z0-9_]{0,99}";
    String LANGUAGE = "ru|kk|en";

    /**
     * What no annotation of a field can say.
     *
     * @throws Problem {@code register.*}
     */
    default void check() {}

    /** Refuses a period that ends before it begins. */
    static void period(LocalDate from, LocalDate to) {
        if (to != null && to.isBefore(from)) {
            throw Problem.invalid("register.period", from.toString(), to.toString());
        }
    }
}
