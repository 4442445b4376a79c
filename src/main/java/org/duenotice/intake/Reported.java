package org.duenotice.intake;

import java.util.List;
import org.duenotice.casefile.CaseFile;

/**
 * What became of a report: the case that it opened, or, when every target was under work already, the case that has the first.
 *
 * @param sightings the targets that were under work, each with the case it is attached to
 */
public record Reported(CaseFile caseFile, boolean opened, List<SightedAgain> sightings) {

    public record SightedAgain(String address, String caseNumber, int no) {}

    /** The number of that case. */
    public String number() {
        return caseFile.number();
    }
}
