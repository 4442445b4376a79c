package org.duenotice.notice;

import java.util.EnumSet;
import java.util.Set;
import org.duenotice.state.Machine;
import org.duenotice.state.State;

/**
 * Where a notice stands. While it is open anything may be heard of it; complied with or refused it is closed, and may still be
 * suspended or withdrawn. Only what is withdrawn stays so.
 */
public enum NoticeState implements State {
    DRAFT,
    SENT,
    UNDELIVERED,
    ANSWERED,
    BREACHED,
    FULLY_COMPLIED,
    PARTIALLY_COMPLIED,
    NOT_COMPLIED,
    /** Nothing of it is asked for while an admitted appeal is looked into. */
    SUSPENDED,
    WITHDRAWN;

    @Override
    public Machine machine() {
        return Machine.NOTICE;
    }

    @Override
    public Set<NoticeState> next() {
        return switch (this) {
            case WITHDRAWN -> EnumSet.noneOf(NoticeState.class);
            case FULLY_COMPLIED, NOT_COMPLIED -> EnumSet.of(SUSPENDED, WITHDRAWN);
            case SUSPENDED -> EnumSet.of(SENT, FULLY_COMPLIED, PARTIALLY_COMPLIED, NOT_COMPLIED, WITHDRAWN);
            case DRAFT, SENT, UNDELIVERED, ANSWERED, BREACHED, PARTIALLY_COMPLIED -> {
                var next = EnumSet.complementOf(EnumSet.of(DRAFT));
                next.remove(this);
                yield next;
            }
        };
    }
}
