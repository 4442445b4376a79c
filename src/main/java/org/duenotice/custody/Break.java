package org.duenotice.custody;

import java.util.UUID;

/**
 * The first thing that is wrong with the custody of a case.
 *
 * @param entry the number of the entry; null when it is about an anchor or a file without one
 * @param anchor the number of the anchor, or null
 * @param evidenceId or null
 * @param detail what was expected and what was found, without personal data
 */
public record Break(Kind kind, Long entry, Long anchor, UUID evidenceId, String detail) {

    /** What is wrong. */
    public enum Kind {
        /** A number is missing in the log. */
        ENTRY_MISSING,
        /** An entry does not give its hash. */
        ENTRY_CHANGED,
        /** An entry does not follow on the one before it. */
        LINK_BROKEN,
        /** The words behind an entry are not those that were written. */
        DETAIL_CHANGED,
        /** The words behind an entry are gone, and no disposal or seal took them. */
        DETAIL_MISSING,
        /** The log is shorter than an anchor says. */
        TAIL_CUT,
        /** An anchored entry is there with another hash. */
        REWRITTEN,
        /** An anchor or what it covers does not give its signature. */
        ANCHOR_CHANGED,
        /** An anchor is missing that others or the exported files name. */
        ANCHOR_MISSING,
        /** The content is not what was acquired. */
        FILE_CHANGED,
        FILE_MISSING,
        /** The content is there and cannot be read. */
        FILE_UNREADABLE,
        /** The row of a piece of evidence is not the one that was acquired. */
        EVIDENCE_CHANGED,
        /** The time-stamp does not prove anything about the content. */
        TIME_STAMP_WRONG,
        /** There is evidence whose acquisition is not in the log. */
        EVIDENCE_NOT_LOGGED,
        /** Evidence was acquired and its record is gone. */
        EVIDENCE_MISSING,
        /** A disposal is recorded that is not in the log. */
        DISPOSAL_NOT_LOGGED
    }

    public static Break ofEntry(Kind kind, CustodyEntry entry, String detail) {
        return new Break(kind, entry.no(), null, entry.evidenceId(), detail);
    }

    static Break ofAnchor(Kind kind, long anchor, String detail) {
        return new Break(kind, null, anchor, null, detail);
    }

    public static Break ofEvidence(Kind kind, UUID evidenceId, String detail) {
        return new Break(kind, null, null, evidenceId, detail);
    }
}
