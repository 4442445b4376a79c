package org.duenotice.judicialact;

import java.time.LocalDate;
import java.util.List;
import org.duenotice.intake.TargetLists;
import org.duenotice.problem.Problem;

/**
 * A judicial act as a person or a system enters it.
 *
 * @param inForceUntil the last day, null while it stands
 * @param source where the act is published or how it came
 * @param verified whether somebody compared this with the act itself
 * @param legalBasis the code of the provision that the restriction rests on; empty where only one can be meant
 * @param lines what it names, as it came in
 */
public record EnteredAct(
        String number,
        LocalDate actDate,
        String court,
        LocalDate inForceSince,
        LocalDate inForceUntil,
        String operativePart,
        String source,
        boolean verified,
        String category,
        String legalBasis,
        String reasonsRu,
        String reasonsKk,
        List<TargetLists.Line> lines) {

    /** So many targets one act may name, as many as a row of the register has. */
    public static final int MOST_LINES = 10_000;

    private static final int LONGEST_REASONS = 4_000;

    void check() {
        missing("number", number);
        missing("court", court);
        missing("operativePart", operativePart);
        missing("source", source);
        missing("reasonsRu", reasonsRu);
        missing("reasonsKk", reasonsKk);
        missing("actDate", actDate);
        missing("inForceSince", inForceSince);
        if (reasons().length() > LONGEST_REASONS) {
            throw Problem.invalid("reasons-too-long", LONGEST_REASONS);
        }
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw Problem.invalid("judicial-act.number-of-lines", MOST_LINES, lines.size());
        }
    }

    private static void missing(String field, Object value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw Problem.invalid("input.missing", field);
        }
    }

    /** In both languages, as a letter prints them. */
    String reasons() {
        return reasonsRu.strip() + "\n" + reasonsKk.strip();
    }
}
