package org.duenotice.calendar;

import java.time.LocalDate;
import java.util.List;

/**
 * How a deadline was counted, step by step.
 *
 * @param verified whether the rule and every year the term touches were compared with their official texts
 */
public record Explanation(Deadline deadline, List<Step> steps, boolean verified) {

    /** What a step says. */
    public enum Kind {
        /** The term begins; in days, this day is not counted. */
        START,
        /** Hours run on whatever day it is. */
        ROUND_THE_CLOCK,
        /** The day the count arrives at before days off are looked at. */
        LAST_DAY,
        /** A Saturday or Sunday that is left out. */
        WEEKEND,
        /** A named day off that is left out. */
        DAY_OFF,
        /** A weekend that is worked and counts. */
        WORKED,
        /** The term ends on the next working day instead. */
        MOVED,
        /** Nobody compared the days off of this year with a decree. */
        YEAR_UNVERIFIED,
        /** The term ends, at 24:00 where it is counted in days. */
        END
    }

    /**
     * One step.
     *
     * @param name of a day off or a worked day, otherwise null
     * @param movedFrom the day it stands for, or null
     * @param source of what the calendar says about the day, empty where the plain week does
     */
    public record Step(Kind kind, LocalDate day, Citation name, LocalDate movedFrom, String source) {

        static Step of(Kind kind, LocalDate day) {
            return new Step(kind, day, null, null, "");
        }
    }
}
