package org.duenotice.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.database.OwnTransaction;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only way to the content of evidence: each look is in the log of custody before the first byte goes out, and so is one that
 * came to nothing. Content that is not what was acquired is given to nobody.
 */
@Component
@RequiredArgsConstructor
public class EvidenceReadings {

    private final EvidenceFiles evidence;
    private final WorkingCopies copies;
    private final ContentStore store;
    private final ContentCheck check;
    private final CustodyLog custody;
    private final OwnTransaction own;

    /** A file on its way out; the stream must be closed. */
    public record Content(String name, String mediaType, long size, String sha256, InputStream stream) {}

    /** The evidence as it was captured, as a file to take away. */
    @Transactional
    public Content download(UUID caseId, UUID id, String person) {
        var file = evidence.get(caseId, id);
        return read(
                file,
                new Content(file.name(), file.detectedType(), file.size(), file.sha256(), null),
                CustodyEvent.DOWNLOADED,
                person,
                Map.of());
    }

    /**
     * The evidence as it was captured, on its way to another body.
     *
     * @param within what it goes out with, as a number people speak
     */
    @Transactional
    public Content handOut(UUID caseId, UUID id, String within, String person) {
        var file = evidence.get(caseId, id);
        return read(
                file,
                new Content(file.name(), file.detectedType(), file.size(), file.sha256(), null),
                CustodyEvent.EXPORTED,
                person,
                Map.of("what", within));
    }

    /**
     * Looks before anything goes out whether the evidence can be handed out.
     *
     * @throws Problem {@code evidence.content-missing}, {@code evidence.content-changed}, {@code evidence.content-unreadable} or {@code
     *     evidence.disposed}; then the log tells that nobody got it
     */
    @Transactional
    public void requireWhole(UUID caseId, UUID id, String within, String person) {
        var file = evidence.get(caseId, id);
        requireWhole(
                file,
                new Content(file.name(), file.detectedType(), file.size(), file.sha256(), null),
                person,
                Map.of("what", within));
    }

    /** A working copy, as a file to take away. */
    @Transactional
    public Content downloadCopy(UUID caseId, UUID copyId, String person) {
        return copy(caseId, copies.get(caseId, copyId), CustodyEvent.DOWNLOADED, person);
    }

    /** The small picture of an image, to be shown in place. */
    @Transactional
    public Content view(UUID caseId, UUID id, String person) {
        return copy(caseId, copies.thumbnail(evidence.get(caseId, id)), CustodyEvent.VIEWED, person);
    }

    private Content copy(UUID caseId, WorkingCopy copy, CustodyEvent event, String person) {
        return read(
                evidence.get(caseId, copy.evidenceId()),
                new Content(copy.name(), copy.mediaType(), copy.size(), copy.sha256(), null),
                event,
                person,
                Map.of("copy", copy.id().toString()));
    }

    private Content read(
            Evidence file, Content wanted, CustodyEvent event, String person, Map<String, String> details) {
        requireWhole(file, wanted, person, details);
        custody.append(file.caseId(), event, file.id(), wanted.sha256(), person, details);
        try {
            var stream = new Watched(store.open(wanted.sha256()), file, wanted, person, details);
            return new Content(wanted.name(), wanted.mediaType(), wanted.size(), wanted.sha256(), stream);
        } catch (IOException e) {
            throw new UncheckedIOException("The evidence could not be read", e);
        }
    }

    private void requireWhole(Evidence file, Content wanted, String person, Map<String, String> details) {
        if (evidence.disposed(file.caseId()).contains(file.id())) {
            throw Problem.conflict("evidence.disposed", file.name());
        }
        var state = check.of(wanted.sha256());
        if (state != ContentCheck.Result.SOUND) {
            fail(file, wanted, person, details, state.name());
            throw ContentCheck.problem(state, file.name());
        }
    }

    /** Stays in the log, although whoever asked gets an error. */
    private void fail(Evidence file, Content wanted, String person, Map<String, String> details, String why) {
        var all = new HashMap<>(details);
        all.put("why", why);
        own.run(() ->
                custody.append(file.caseId(), CustodyEvent.DOWNLOAD_FAILED, file.id(), wanted.sha256(), person, all));
    }

    /** Notices when it is closed before its end: the other side went away. */
    private final class Watched extends FilterInputStream {

        private final Evidence file;
        private final Content wanted;
        private final String person;
        private final Map<String, String> details;
        private long given;
        private boolean closed;

        Watched(InputStream in, Evidence file, Content wanted, String person, Map<String, String> details) {
            super(in);
            this.file = file;
            this.wanted = wanted;
            this.person = person;
            this.details = details;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            given += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            given += Math.max(read, 0);
            return read;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!closed && given < wanted.size()) {
                fail(file, wanted, person, details, "broken off after " + given + " bytes");
            }
            closed = true;
        }
    }
}
