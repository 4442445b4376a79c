package org.duenotice.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.duenotice.custody.Digests;

/**
 * What was captured: a file by its hash, when, by whom and how; size in bytes.
 *
 * @param mediaType as it was claimed, {@code detectedType} as its content says
 * @param capturedAt by the capturer's clock, {@code receivedAt} by ours
 * @param clockOffsetMs how far the capturer's clock was ahead of ours when the file was sent, in milliseconds; null when not known
 * @param redirects one address a line
 */
public record Evidence(
        UUID id,
        UUID caseId,
        EvidenceKind kind,
        String name,
        String mediaType,
        String detectedType,
        long size,
        String sha256,
        Instant capturedAt,
        Instant receivedAt,
        Long clockOffsetMs,
        String capturedBy,
        String tool,
        String toolVersion,
        String requestedAddress,
        String reachedAddress,
        String redirects,
        Integer httpStatus,
        String vantage,
        Instant recordedAt) {

    /** The size as people say it. */
    public String sizeShown() {
        return sizeShown(size);
    }

    public static String sizeShown(long size) {
        if (size < 1024) {
            return size + " B";
        }
        return size < 1024 * 1024
                ? size / 1024 + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", size / 1024.0 / 1024.0);
    }

    public List<String> redirectChain() {
        return redirects.isEmpty() ? List.of() : List.of(redirects.split("\n"));
    }

    /** A digest of everything that the log of custody vouches for. */
    String recordDigest() {
        return Digests.sha256(String.join(
                "\n",
                id.toString(),
                caseId.toString(),
                kind.name(),
                name,
                mediaType,
                detectedType,
                Long.toString(size),
                sha256,
                capturedAt.toString(),
                receivedAt.toString(),
                String.valueOf(clockOffsetMs),
                capturedBy,
                tool,
                toolVersion,
                requestedAddress,
                reachedAddress,
                redirects,
                String.valueOf(httpStatus),
                vantage));
    }
}
