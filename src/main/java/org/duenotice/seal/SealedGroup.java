package org.duenotice.seal;

import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.duenotice.security.CurrentPerson;
import org.duenotice.security.Groups;
import org.springframework.stereotype.Component;

/** The small group that alone reads and forwards sealed material. Not even administrators are in it unless somebody puts them there. */
@Component
@RequiredArgsConstructor
public class SealedGroup {

    private final CurrentPerson person;

    public boolean isActing() {
        return person.isIn(Groups.SEALED_MATERIAL);
    }

    /** @throws Problem {@code sealed.material} for everybody else */
    void require() {
        if (!isActing()) {
            throw Problem.forbidden("sealed.material");
        }
    }
}
