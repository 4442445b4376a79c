package org.duenotice.custody;

/** What can happen to evidence. */
public enum CustodyEvent {
    ACQUIRED,
    /** A person had the chain and the files checked. */
    VERIFIED,
    VIEWED,
    /** A working copy was made, or the evidence went along to another case. */
    COPIED,
    DOWNLOADED,
    /** Somebody asked for it and did not get all of it. */
    DOWNLOAD_FAILED,
    EXPORTED,
    /** The case turned out to be about child sexual abuse material; nobody reads its evidence any more. */
    SEALED,
    TIME_STAMPED,
    /** The content is not what was acquired, or it is missing. */
    INTEGRITY_FAILED,
    DISPOSED
}
