package org.duenotice.intake;

import java.util.Arrays;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.duenotice.intake.Arrivals.Arrival;
import org.duenotice.problem.Problem;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;
import org.springframework.stereotype.Component;

/** Tells which rows of a file can be taken, and of the others why not. Asks no database. */
@Component
@RequiredArgsConstructor
class RowCheck {

    private static final int LONGEST_CAMPAIGN = 200;

    /** What a decoder puts where bytes are no UTF-8. */
    private static final char UNDECODED = '\uFFFD';

    private final TargetIdentities identities;

    /** A row that can be taken, with what its case is about and what it is grouped by. */
    record Checked(Arrival arrival, String category, String description, String group) {}

    /** A row that was not taken: its line, the code of the reason with its arguments, and the row itself. */
    record Rejected(int line, String code, String[] arguments, String content) {

        static Rejected of(FileRow row, Problem why) {
            return of(row, why.getCode(), why.getArguments());
        }

        static Rejected of(FileRow row, String code, Object... arguments) {
            var words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
            return new Rejected(row.line(), code, words, row.content());
        }
    }

    /** The row as it can be taken; a {@link Problem} or an {@link IllegalAddress} says why it cannot. */
    Checked check(FileRow row) {
        if (row.broken() != null) {
            throw row.broken();
        }
        row.values().values().forEach(RowCheck::checkText);
        var source = source(row.get(Column.SOURCE));
        var reference = row.get(Column.SOURCE_REFERENCE);
        if (reference.isEmpty()) {
            throw Problem.invalid("import.row-reference-missing");
        }
        if (reference.length() > Detections.LONGEST_REFERENCE) {
            throw Problem.invalid("detection.reference-too-long", Detections.LONGEST_REFERENCE);
        }
        var category = row.get(Column.CATEGORY);
        var description = row.get(Column.DESCRIPTION);
        Detections.check(category, description);
        var campaign = row.get(Column.CAMPAIGN);
        if (campaign.length() > LONGEST_CAMPAIGN) {
            throw Problem.invalid("import.row-campaign-too-long", LONGEST_CAMPAIGN);
        }
        var target = identities.identify(row.get(Column.ADDRESS));
        var group = source + "\n" + category + "\n" + (campaign.isEmpty() ? target.platform() : "campaign " + campaign);
        return new Checked(new Arrival(source, reference, target), category, description, group);
    }

    static void checkText(String text) {
        for (var i = 0; i < text.length(); i++) {
            var sign = text.charAt(i);
            if (sign == UNDECODED) {
                throw Problem.invalid("import.row-encoding");
            }
            if (sign == 0) {
                throw Problem.invalid("import.row-characters");
            }
            if (Character.isSurrogate(sign)) {
                if (!Character.isHighSurrogate(sign)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw Problem.invalid("import.row-characters");
                }
                i++;
            }
        }
    }

    private static Source source(String text) {
        var wanted = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(Source.values())
                .filter(source -> source.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("import.row-source", text, Arrays.toString(Source.values())));
    }
}
