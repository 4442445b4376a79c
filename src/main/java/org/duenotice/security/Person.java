package org.duenotice.security;

import java.util.Set;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Somebody who is logged in, with the groups they are in now. */
public record Person(String id, Set<String> groups) implements AuthenticatedPrincipal {

    public Person {
        groups = Set.copyOf(groups);
    }

    @Override
    public String getName() {
        return id;
    }
}
