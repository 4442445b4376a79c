package org.duenotice.evidence;

import java.time.Instant;
import java.util.List;
import lombok.Builder;

/**
 * What a capturer says about a file.
 *
 * @param mediaType as the client claims it
 * @param capturedAt by the clock of the capturer
 * @param clientClock what that clock showed when the file was sent; null when it is not known
 * @param capturedBy a login, or the name of a tool that captures
 * @param tool and its version: the software and equipment that a court asks for
 * @param requestedAddress what was asked for, and {@code reachedAddress} where that led
 * @param redirects each address on the way
 * @param httpStatus of the last answer; null when it is not known
 * @param vantage from which network or country it was seen
 */
@Builder(toBuilder = true)
public record Capture(
        EvidenceKind kind,
        String name,
        String mediaType,
        Instant capturedAt,
        Instant clientClock,
        String capturedBy,
        String tool,
        String toolVersion,
        String requestedAddress,
        String reachedAddress,
        List<String> redirects,
        Integer httpStatus,
        String vantage) {

    private static final int LONGEST_NAME = 255;

    public Capture {
        kind = kind == null ? EvidenceKind.OTHER : kind;
        name = plainName(name);
        mediaType = mediaType == null || mediaType.isBlank() ? "application/octet-stream" : mediaType;
        tool = text(tool);
        toolVersion = text(toolVersion);
        requestedAddress = text(requestedAddress);
        reachedAddress = text(reachedAddress);
        redirects = redirects == null
                ? List.of()
                : redirects.stream()
                        .map(Capture::text)
                        .filter(line -> !line.isEmpty())
                        .toList();
        vantage = text(vantage);
    }

    private static String text(String said) {
        return said == null ? "" : said.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /** Only the last part of a path, without control characters: the name is shown and offered for download. */
    private static String plainName(String name) {
        var given = name == null ? "" : name;
        var plain = text(given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1));
        if (plain.isEmpty()) {
            return "evidence";
        }
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }
}
