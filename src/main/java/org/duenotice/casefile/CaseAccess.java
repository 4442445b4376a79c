package org.duenotice.casefile;

import static org.duenotice.security.Groups.ALL;

import java.util.Collection;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.springframework.stereotype.Component;

/**
 * Who may read a case: the one place that search, exports, comments and mentions ask. Everybody in casework reads every ordinary
 * case; administrators have no part in it, and sealed ones are for nobody here, see {@link CaseReaders}.
 */
@Component
@RequiredArgsConstructor
public class CaseAccess {

    private final CaseReaders readers;
    private final CurrentPerson person;

    /** Whether somebody in these groups has any part in casework. */
    static boolean isInCasework(Collection<String> groups) {
        return ALL.stream().anyMatch(groups::contains);
    }

    /** Whether somebody in these groups may read that case. */
    public boolean mayRead(CaseFile caseFile, Collection<String> groups) {
        return isInCasework(groups) && readers.mayRead(caseFile.id());
    }

    /** The condition, on {@code case_file f}, that leaves of a search what somebody in these groups may read. */
    public String condition(Collection<String> groups) {
        return isInCasework(groups) ? CaseReaders.ordinary("f.id") : "false";
    }

    /** Refuses the person of this request whom the case is not for. */
    public CaseFile require(CaseFile caseFile) {
        if (!mayRead(caseFile, person.groups())) {
            throw Problem.forbidden("case.not-for-you", caseFile.number());
        }
        return caseFile;
    }
}
