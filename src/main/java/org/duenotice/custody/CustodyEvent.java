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
    /** It belongs to a case of a category of which no picture is made. */
    SEALED,
    TIME_STAMPED,
    /** The content is not what was acquired, or it is missing. */
    INTEGRITY_FAILED,
    DISPOSED
}
