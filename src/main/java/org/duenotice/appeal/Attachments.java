package org.duenotice.appeal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.custody.CustodyEvent;
import org.duenotice.custody.CustodyLog;
import org.duenotice.evidence.KeptFiles;
import org.duenotice.notice.InboundMail;
import org.duenotice.problem.Problem;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The files that people send with an appeal. They name who appeals, so they are no evidence of the case that everybody reads who works
 * on it: the appeals office takes them away as files, never shown in place, and each time is in the log of custody of the case.
 */
@Component
@RequiredArgsConstructor
public class Attachments {

    /** Nothing that runs: no page, no archive, no document with programs in it. */
    private static final Set<String> TAKEN = Set.of("application/pdf", "image/jpeg", "image/png", "text/plain");

    private static final int LONGEST_NAME = 120;

    private static final String THE_APPELLANT = "appellant";

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final KeptFiles files;
    private final CaseReaders readers;
    private final CustodyLog custody;
    private final AppealSettings settings;
    private final Clock clock;

    /** A file on its way in. */
    public record Sent(String name, InputStreamSource content) {}

    /**
     * A file of an appeal.
     *
     * @param no within its appeal, from 1
     * @param size in bytes
     */
    public record Attachment(
            UUID id, int no, String name, String mediaType, long size, String sha256, Instant addedAt) {}

    /** A file on its way out; the stream must be closed. */
    public record Content(String name, long size, String sha256, InputStream stream) {}

    /** Files that come with the filing itself. */
    @Transactional
    void file(Appeal appeal, List<Sent> sent) {
        if (sent.size() > settings.filesPerFiling()) {
            throw Problem.invalid("appeal.too-many-files", settings.filesPerFiling());
        }
        sent.forEach(this::check);
        sent.forEach(one -> keep(appeal, one));
        entered(appeal);
    }

    /**
     * Files that come later, from whoever confirmed the address.
     *
     * @throws Problem {@code appeal.decided}, {@code appeal.unconfirmed}, {@code appeal.too-many-files}, {@code evidence.*}
     */
    @Transactional
    void add(Appeal opened, List<Sent> sent) {
        var appeal = appeals.locked(opened.number());
        if (!appeal.state().isUndecided()) {
            throw Problem.conflict("appeal.decided", appeal.number());
        }
        if (!records.isConfirmed(appeal)) {
            throw Problem.conflict("appeal.unconfirmed", appeal.number());
        }
        if (sent.isEmpty()) {
            throw Problem.invalid("evidence.no-file");
        }
        if (sent.size() > settings.filesPerFiling() || of(appeal).size() + sent.size() > settings.filesPerAppeal()) {
            throw Problem.invalid("appeal.too-many-files", settings.filesPerFiling());
        }
        file(appeal, sent);
    }

    /** The mail itself, with whatever was attached to it; it was stored when it arrived. */
    @Transactional
    void addMail(Appeal appeal, InboundMail mail) {
        save(appeal, mail.number() + ".eml", files.again(mail.rawSha256(), "message/rfc822"));
        entered(appeal);
    }

    private void check(Sent sent) {
        try (var content = sent.content().getInputStream()) {
            files.check(content, settings.largestFile(), TAKEN);
        } catch (IOException e) {
            throw new UncheckedIOException("The upload cannot be read", e);
        }
    }

    private void keep(Appeal appeal, Sent sent) {
        try (var content = sent.content().getInputStream()) {
            save(appeal, cleaned(sent.name()), files.keep(content, settings.largestFile(), TAKEN));
        } catch (IOException e) {
            throw new UncheckedIOException("The upload cannot be read", e);
        }
    }

    /** The same content is there once. */
    private void save(Appeal appeal, String name, KeptFiles.Kept kept) {
        sql.sql(
                        """
                        insert into appeal_attachment (id, appeal_id, no, name, media_type, size, sha256, added_at)
                        select ?, ?, count(*) + 1, ?, ?, ?, ?, ? from appeal_attachment where appeal_id = ?
                        on conflict (appeal_id, sha256) do nothing
                        """)
                .params(
                        UUID.randomUUID(),
                        appeal.id(),
                        name,
                        kept.type(),
                        kept.size(),
                        kept.sha256(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        appeal.id())
                .update();
    }

    /** What is not in the log of custody of its case yet gets its entry there: at once, or when a person finds the case. */
    @Transactional
    void entered(Appeal appeal) {
        if (appeal.caseId() == null) {
            return;
        }
        for (var file : of(appeal)) {
            var isNew = sql.sql("insert into appeal_attachment_entry (attachment_id) values (?) on conflict do nothing")
                    .param(file.id())
                    .update();
            if (isNew > 0) {
                log(appeal, CustodyEvent.ACQUIRED, file, THE_APPELLANT);
            }
        }
    }

    private void log(Appeal appeal, CustodyEvent event, Attachment file, String person) {
        custody.append(
                appeal.caseId(),
                event,
                null,
                file.sha256(),
                person,
                Map.of("appeal", appeal.number(), "file", String.valueOf(file.no())));
    }

    public List<Attachment> of(Appeal appeal) {
        return sql.sql(
                        "select id, no, name, media_type, size, sha256, added_at from appeal_attachment where appeal_id = ? order by no")
                .param(appeal.id())
                .query(Attachment.class)
                .list();
    }

    /**
     * A file to take away; who took it is kept.
     *
     * @throws Problem {@code appeal.no-such-file}, {@code evidence.content-missing}, {@code evidence.content-changed}, {@code
     *     sealed.material}
     */
    @Transactional
    public Content take(String number, int no, String person) {
        var appeal = appeals.byNumber(number);
        if (appeal.caseId() != null) {
            readers.requireOrdinary(appeal.caseId());
        }
        var file = of(appeal).stream()
                .filter(one -> one.no() == no && !one.name().isEmpty())
                .findFirst()
                .orElseThrow(() -> Problem.notFound("appeal.no-such-file", number, no));
        sql.sql("insert into appeal_attachment_look (attachment_id, person, looked_at) values (?, ?, ?)")
                .params(file.id(), person, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (appeal.caseId() != null) {
            log(appeal, CustodyEvent.DOWNLOADED, file, person);
        }
        return new Content(file.name(), file.size(), file.sha256(), files.open(file.sha256(), file.name()));
    }

    /** The last part of a path, without signs that mean something to a shell, a page or a file system. */
    private static String cleaned(String name) {
        var last = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var plain = last.replaceAll("[^\\p{L}\\p{N} ._-]", "_").strip();
        var cut = plain.length() > LONGEST_NAME ? plain.substring(plain.length() - LONGEST_NAME) : plain;
        return cut.isBlank() ? "file" : cut;
    }
}
