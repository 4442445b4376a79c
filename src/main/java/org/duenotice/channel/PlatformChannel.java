package org.duenotice.channel;

/** A way to reach a platform without a person's hands. What happened is returned, never thrown. */
interface PlatformChannel {

    ChannelKind kind();

    /** The other side knows a repetition by its key, so that an interrupted try is simply made again. */
    boolean isIdempotent();

    Result send(Dispatch dispatch);
}
