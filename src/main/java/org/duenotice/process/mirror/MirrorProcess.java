package org.duenotice.process.mirror;

/** mirror: whether one target is a copy of another, as a second person says. Business key: the number of the proposal. */
final class MirrorProcess {

    static final String PROPOSED = "mirror.proposed";
    static final String DECIDE = "decideMirror";

    private MirrorProcess() {}
}
