package org.duenotice.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.channel.ChannelKind;
import org.duenotice.evidence.ContentStore;
import org.duenotice.platform.Contact;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what each letter says and its paper, made from the template that the law of that day asks for. */
@Component
@RequiredArgsConstructor
class LetterPapers {

    private final JdbcClient sql;
    private final LetterPdf paper;
    private final ContentStore store;
    private final ObjectMapper json;

    /** A template of letters: {@code file} without its ending. */
    private record Template(String version, String file) {}

    /** What was put on paper: the template's version, what it says as JSON, and the hash of the paper. */
    record Printed(String template, String content, String pdfSha256) {}

    /** The rows of the registers that a letter cites and is addressed by. */
    record RestsOn(UUID legalBasis, UUID platform) {}

    void save(
            UUID letter,
            int version,
            Contact contact,
            LetterContent content,
            RestsOn restsOn,
            String rule,
            Set<Checklist.Part> missing) {
        var printed = print(content);
        sql.sql(
                        """
                        insert into letter_paper (letter_id, version, template, content, deadline_rule, missing, recipient, address,
                                                  channel, digest, pdf_sha256, composed_at, legal_basis,
                                                  platform_version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(
                        letter,
                        version,
                        printed.template(),
                        printed.content(),
                        rule,
                        Checklist.written(missing),
                        contact.name(),
                        contact.address(),
                        ChannelKind.valueOf(contact.channel()).name(),
                        content.digest(),
                        printed.pdfSha256(),
                        content.composedAt().atOffset(ZoneOffset.UTC),
                        restsOn.legalBasis(),
                        restsOn.platform()))
                .update();
    }

    /** Puts it on paper and keeps the paper by its hash. */
    Printed print(LetterContent content) {
        var template = template(content);
        var pdf = store(paper.render(content, template.file()));
        return new Printed(template.version(), written(content), pdf.sha256());
    }

    private Template template(LetterContent content) {
        return sql.sql(
                        "select version, file from letter_template where valid_from <= ? order by valid_from desc, recorded_at desc limit 1")
                .param(LawDay.of(content.composedAt()))
                .query(Template.class)
                .single();
    }

    private ContentStore.Stored store(byte[] pdf) {
        try {
            return store.store(new ByteArrayInputStream(pdf));
        } catch (IOException e) {
            throw new UncheckedIOException("The letter could not be stored", e);
        }
    }

    private String written(LetterContent content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the letter says; empty for letters older than this record. */
    Optional<LetterContent> content(Letter letter) {
        if (letter.content().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(read(letter.content()));
    }

    LetterContent read(String written) {
        try {
            return json.readValue(written, LetterContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What a letter says cannot be read", e);
        }
    }

    InputStream open(Letter letter) {
        return open(letter.pdfSha256());
    }

    InputStream open(String sha256) {
        try {
            return store.open(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("The letter could not be read", e);
        }
    }
}
