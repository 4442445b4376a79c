package org.duenotice.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What people call something that is kept by its code. A text asks for it with {@code {1:body}}. */
public interface Names {

    /** Such as {@code body}. */
    String kind();

    /** As it was called at that moment; empty for a code that nobody has named. */
    Optional<String> of(String code, Instant at, Locale language);
}
