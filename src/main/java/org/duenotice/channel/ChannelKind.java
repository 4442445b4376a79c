package org.duenotice.channel;

/** The ways a letter can take. */
public enum ChannelKind {
    EMAIL,
    /** The programming interface of the platform's content reporting system. */
    API,
    /** Registered mail, posted by a person. */
    LETTER,
    /** A form on the platform's site, filled in by a person. */
    WEB_FORM;

    /** A person carries it out in a task; the software only records what the person says. */
    public boolean isByHand() {
        return this == LETTER || this == WEB_FORM;
    }
}
