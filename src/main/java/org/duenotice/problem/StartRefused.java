package org.duenotice.problem;

import lombok.Getter;

/** The application cannot start as it is configured; says why and what to do, in one line each. */
@Getter
public class StartRefused extends RuntimeException {

    private final String action;

    public StartRefused(String why, String action) {
        super(why);
        this.action = action;
    }
}
