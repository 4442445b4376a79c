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

    /** Whoever meets such material in casework, and may report or seal it. */
    static final String[] FINDERS = {
        Groups.CASEWORKERS,
        Groups.APPROVERS,
        Groups.LIAISONS,
        Groups.LAWYERS,
        Groups.AUTHORISED_BODY,
        Groups.BODY_HEADS,
        Groups.SEALED_MATERIAL
    };

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
