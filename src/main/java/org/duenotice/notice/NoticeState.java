package org.duenotice.notice;

import java.util.EnumSet;
import java.util.Set;
import org.duenotice.state.Machine;
import org.duenotice.state.State;

/** Where a notice stands. While it is open anything may be heard of it; complied with, refused or withdrawn it is closed. */
public enum NoticeState implements State {
    DRAFT,
    SENT,
    UNDELIVERED,
    ANSWERED,
    BREACHED,
    FULLY_COMPLIED,
    PARTIALLY_COMPLIED,
    NOT_COMPLIED,
    WITHDRAWN;

    private static final Set<NoticeState> FINAL = EnumSet.of(FULLY_COMPLIED, NOT_COMPLIED, WITHDRAWN);

    @Override
    public Machine machine() {
        return Machine.NOTICE;
    }

    @Override
    public Set<NoticeState> next() {
        if (FINAL.contains(this)) {
            return EnumSet.noneOf(NoticeState.class);
        }
        var next = EnumSet.complementOf(EnumSet.of(DRAFT));
        next.remove(this);
        return next;
    }
}
