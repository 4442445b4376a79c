package org.duenotice.state;

import java.util.Set;

/** A state of a {@link Machine}, implemented by an enum that says in one place what may follow each of its constants. */
public interface State {

    Machine machine();

    String name();

    /** What may follow; nothing for a state that is final. */
    Set<? extends State> next();
}
