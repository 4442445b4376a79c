package org.duenotice.casefile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.duenotice.evidence.Capture;
import org.duenotice.evidence.EvidenceKind;
import org.duenotice.problem.Problem;
import org.springframework.web.multipart.MultipartFile;

/**
 * What comes with a file, on the page or through the API.
 *
 * @param clientClock what the clock of the capturing computer shows while sending
 * @param redirects one address a line
 * @param targets numbers of the targets of the case that it shows
 */
record CaptureFields(
        EvidenceKind kind,
        Instant clientClock,
        String tool,
        String toolVersion,
        String requestedAddress,
        String reachedAddress,
        String redirects,
        Integer httpStatus,
        String vantage,
        List<Integer> targets) {

    private static final int LONGEST = 8000;

    /** Before any content that anybody captures was there. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    /** By how much the clock of a computer may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofDays(1);

    CaptureFields {
        targets = targets == null ? List.of() : targets;
    }

    /**
     * @param now by our clock
     * @throws Problem {@code evidence.*} for the field that cannot be
     */
    Capture of(MultipartFile file, Instant capturedAt, String person, Instant now) {
        requirePossible(capturedAt, now);
        requirePossible(clientClock, now);
        if (httpStatus != null && (httpStatus < 100 || httpStatus > 599)) {
            throw Problem.invalid("evidence.http-status", httpStatus);
        }
        for (var said : new String[] {tool, toolVersion, requestedAddress, reachedAddress, redirects, vantage}) {
            if (said != null && said.length() > LONGEST) {
                throw Problem.invalid("evidence.field-too-long", LONGEST);
            }
        }
        return Capture.builder()
                .kind(kind)
                .name(file.getOriginalFilename())
                .mediaType(file.getContentType())
                .capturedAt(capturedAt)
                .clientClock(clientClock)
                .capturedBy(person)
                .tool(tool)
                .toolVersion(toolVersion)
                .requestedAddress(requestedAddress)
                .reachedAddress(reachedAddress)
                .redirects(redirects == null ? List.of() : redirects.lines().toList())
                .httpStatus(httpStatus)
                .vantage(vantage)
                .build();
    }

    private static void requirePossible(Instant moment, Instant now) {
        if (moment != null && (moment.isBefore(EARLIEST) || moment.isAfter(now.plus(AHEAD)))) {
            throw Problem.invalid("evidence.impossible-time", moment.toString());
        }
    }
}
