package org.duenotice.evidence;

import java.util.Set;

/** What a capture is, as the capturer says; what its bytes are is found by their content. */
public enum EvidenceKind {
    /** A screenshot of the whole page. */
    SCREENSHOT_FULL("image/"),
    /** A screenshot of what was visible. */
    SCREENSHOT_VIEWPORT("image/"),
    HTML("text/html", "application/xhtml+xml", "message/rfc822", "multipart/related", "application/x-mimearchive"),
    WARC("application/warc"),
    WACZ("application/wacz"),
    VIDEO("video/", "application/mp4", "application/x-matroska", "application/ogg"),
    TEXT("text/"),
    HEADERS("text/"),
    DNS_WHOIS("text/", "application/json"),
    /** A paper that was scanned or photographed. */
    PAPER("image/", "application/pdf"),
    /** The text of a judicial act that names targets of the case; shows nothing of the content. */
    JUDICIAL_ACT("text/", "image/", "application/pdf"),
    OTHER("");

    private final Set<String> beginnings;

    EvidenceKind(String... beginnings) {
        this.beginnings = Set.of(beginnings);
    }

    /** Whether a file of that media type can be such a capture. */
    boolean fits(String mediaType) {
        return beginnings.stream().anyMatch(mediaType::startsWith);
    }
}
