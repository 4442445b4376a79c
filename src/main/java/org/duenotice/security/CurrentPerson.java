package org.duenotice.security;

import java.util.Arrays;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;

/** The person on whose behalf this request, of the API, a page or a webapp, is worked on. */
@Component
@RequiredArgsConstructor
public class CurrentPerson {

    private final People people;

    /** The login; without a person, as in a timer's job, that is an error of the program. */
    public String id() {
        return person().id();
    }

    public Set<String> groups() {
        return Set.copyOf(person().groups());
    }

    public boolean isIn(String group) {
        return person().groups().contains(group);
    }

    /** Refuses whoever is in none of the groups. */
    public void requireAny(String... groups) {
        if (Arrays.stream(groups).noneMatch(this::isIn)) {
            throw Problem.forbidden("access.not-for-you", String.join(", ", groups));
        }
    }

    private Person person() {
        return people.acting().orElseThrow(() -> new IllegalStateException("Nobody is acting here"));
    }
}
