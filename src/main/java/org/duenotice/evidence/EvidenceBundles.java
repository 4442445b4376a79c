package org.duenotice.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.AnchorKeys;
import org.duenotice.custody.Anchors;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.database.Moment;
import org.duenotice.database.OwnTransaction;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Everything that a stranger needs to check the evidence of a case: the files, what is known of them, the log of custody, the
 * anchor, the public key, and a script for standard tools.
 */
@Component
@RequiredArgsConstructor
public class EvidenceBundles {

    private static final int PART = 1000;

    private final EvidenceFiles evidence;
    private final WorkingCopies copies;
    private final TimeStamps timeStamps;
    private final ContentStore store;
    private final ContentCheck check;
    private final CustodyLog custody;
    private final Anchors anchors;
    private final AnchorKeys keys;
    private final SignedZips zips;
    private final OwnTransaction own;
    private final ObjectMapper json;
    private final Clock clock;

    /**
     * Writes the bundle as a zip, a stream from beginning to end. That it went out is in the log before its first byte.
     *
     * @param number of the case, for people
     * @param out stays open
     */
    public void write(UUID caseId, String number, String person, OutputStream out) throws IOException {
        var exported = own.run(() ->
                custody.append(caseId, CustodyEvent.EXPORTED, null, null, person, Map.of("what", "evidence bundle")));
        try {
            new Bundle(caseId, number, person, exported.no(), zips.begin(out, clock.instant())).write();
        } catch (IOException | RuntimeException e) {
            own.run(() -> custody.append(
                    caseId, CustodyEvent.DOWNLOAD_FAILED, null, null, person, Map.of("what", "evidence bundle")));
            throw e;
        }
    }

    /** One bundle while it is written. */
    @RequiredArgsConstructor
    private final class Bundle {

        private final UUID caseId;
        private final String number;
        private final String person;
        private final long length;
        private final SignedZips.Bundle zip;
        private final List<Map<String, Object>> listed = new ArrayList<>();
        private final StringBuilder paths = new StringBuilder();

        void write() throws IOException {
            files();
            timeStamps();
            log();
            var anchored = anchor();
            zip.file(
                    "manifest.json",
                    out -> out.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest(anchored))));
            zip.file(
                    "README.txt", out -> out.write(new ClassPathResource("bundle/README.txt").getContentAsByteArray()));
            zip.finish();
        }

        private void files() throws IOException {
            var disposed = evidence.disposed(caseId);
            var findings = evidence.findings(caseId, Moment.PRESENT);
            var targets = evidence.targets(caseId, Moment.PRESENT);
            var no = 0;
            for (var file : evidence.of(caseId)) {
                var about = new LinkedHashMap<String, Object>();
                about.put("evidence", file);
                about.put("targets", targets.getOrDefault(file.id(), List.of()));
                about.put("findings", findings.getOrDefault(file.id(), List.of()));
                about.put("disposed", disposed.contains(file.id()));
                if (!disposed.contains(file.id())) {
                    var path = "files/%03d-%s".formatted(++no, safe(file.name()));
                    about.put("path", path);
                    paths.append(file.id()).append(' ').append(path).append('\n');
                    content(path, file);
                }
                listed.add(about);
            }
            zip.file("custody/files.txt", out -> out.write(ascii(paths.toString())));
        }

        /** What is not as it was acquired stays out, and the hash of what should be there makes verify.sh name it. */
        private void content(String path, Evidence file) throws IOException {
            var state = check.of(file.sha256());
            if (state != ContentCheck.Result.SOUND) {
                zip.missing(path, file.sha256());
                own.run(() -> custody.append(
                        caseId,
                        CustodyEvent.DOWNLOAD_FAILED,
                        file.id(),
                        file.sha256(),
                        person,
                        Map.of("what", "evidence bundle", "why", state.name())));
                return;
            }
            try (var content = store.open(file.sha256())) {
                zip.file(path, file.sha256(), content::transferTo);
            }
        }

        private void timeStamps() throws IOException {
            for (var stamp : timeStamps.of(caseId)) {
                zip.file("time-stamps/" + stamp.evidenceId() + ".tst", out -> out.write(stamp.token()));
            }
        }

        /** One line an entry, its hash and what that was taken of; names and words apart from it. */
        private void log() throws IOException {
            zip.file(
                    "custody/log.txt",
                    out -> each(told -> out.write(
                            ascii(told.entry().hash() + " " + told.entry().canonical() + "\n"))));
            zip.file(
                    "custody/details.jsonl",
                    out -> each(told -> {
                        if (told.detail() != null) {
                            var line = new LinkedHashMap<String, Object>();
                            line.put("no", told.entry().no());
                            line.put("salt", told.salt());
                            line.put("detail", told.detail());
                            out.write(json.writeValueAsBytes(line));
                            out.write('\n');
                        }
                    }));
        }

        private void each(SignedZips.Writing<CustodyLog.Told> writing) throws IOException {
            var no = 0L;
            while (no < length) {
                var part = custody.after(caseId, no, PART);
                for (var told : part) {
                    if (told.entry().no() <= length) {
                        writing.write(told);
                    }
                }
                no = part.isEmpty() ? length : part.get(part.size() - 1).entry().no();
            }
        }

        /** The newest anchor that covers this log, with all that it covers, so that its digest can be taken again. */
        private Long anchor() throws IOException {
            var heads = anchors.headsOf(caseId).stream()
                    .filter(head -> head.length() <= length)
                    .toList();
            if (heads.isEmpty()) {
                return null;
            }
            var head = heads.get(heads.size() - 1);
            var anchor = anchors.get(head.anchorNo());
            zip.file("custody/anchor.txt", out -> out.write(ascii(anchor.canonical())));
            zip.file(
                    "custody/anchor.sig",
                    out -> out.write(java.util.Base64.getDecoder().decode(anchor.signature())));
            zip.file("custody/anchor-key.pem", out -> out.write(ascii(anchors.publicKey(anchor.keyId()))));
            zip.file("custody/anchor-head.txt", out -> out.write(ascii(head.line() + "\n")));
            zip.file(
                    "custody/anchor-heads.txt",
                    out -> anchors.heads(anchor.no(), one -> {
                        try {
                            out.write(ascii(one.line() + "\n"));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }));
            return anchor.no();
        }

        private Map<String, Object> manifest(Long anchored) {
            var manifest = new LinkedHashMap<String, Object>();
            manifest.put("format", "duenotice-evidence-bundle/1");
            manifest.put("case", number);
            manifest.put("caseId", caseId);
            manifest.put("exportedAt", clock.instant());
            manifest.put("custodyLength", length);
            manifest.put("anchor", anchored);
            manifest.put("keyId", keys.id());
            manifest.put("evidence", listed);
            manifest.put("workingCopies", copies.of(caseId));
            return manifest;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A name that every file system and every tool takes; the manifest has the real one. */
    private static String safe(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.length() > 80 ? plain.substring(plain.length() - 80) : plain;
    }
}
