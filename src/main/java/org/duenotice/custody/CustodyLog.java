package org.duenotice.custody;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.custody.CustodyEntry.Head;
import org.duenotice.database.Turns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes and reads the log of custody. An entry commits with what it is about, or neither does. Names and words stand beside the
 * chain, which holds their salted digest only, so that retention can take them away.
 */
@Component
@RequiredArgsConstructor
public class CustodyLog {

    private static final int SALT_BYTES = 16;

    /** In the details of each entry: number and hash of the newest anchor of that moment, so that one that is taken away is missed. */
    static final String ANCHOR = "anchor";

    private final JdbcClient sql;
    private final Turns turns;
    private final Clock clock;
    private final ObjectMapper json = JsonMapper.builder().build();
    private final SecureRandom random = new SecureRandom();

    /** An entry with what is known behind its digest; salt and detail are null once retention took them away. */
    public record Told(CustodyEntry entry, String salt, String detail) {}

    /**
     * Adds an entry; waits for whoever else is writing to the log of this case.
     *
     * @param evidenceId null for an entry about the case as a whole
     * @param details what happened in words, without the actor
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public CustodyEntry append(
            UUID caseId,
            CustodyEvent event,
            UUID evidenceId,
            String contentSha256,
            String actor,
            Map<String, String> details) {
        // the case first, as everybody does who holds it for other reasons, then the turn in its log
        sql.sql("select 1 from case_file where id = ? for key share")
                .param(caseId)
                .query(Integer.class)
                .single();
        turns.take("custody " + caseId);
        var salt = salt();
        var detail = detail(actor, details);
        var entry = CustodyEntry.next(
                caseId, head(caseId), event, evidenceId, contentSha256, clock.instant(), Digests.sha256(salt + detail));
        insert(entry);
        sql.sql("insert into custody_detail (case_id, no, salt, detail) values (?, ?, ?, ?)")
                .params(caseId, entry.no(), salt, detail)
                .update();
        return entry;
    }

    private void insert(CustodyEntry entry) {
        sql.sql(
                        """
                        insert into custody_entry
                            (case_id, no, event, evidence_id, content_sha256, happened_at, personal, previous_hash, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        entry.caseId(),
                        entry.no(),
                        entry.event().name(),
                        entry.evidenceId(),
                        entry.contentSha256(),
                        entry.happenedAt().atOffset(ZoneOffset.UTC),
                        entry.personal(),
                        entry.previousHash(),
                        entry.hash())
                .update();
    }

    private String salt() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Digests.hex(salt);
    }

    private String detail(String actor, Map<String, String> details) {
        var all = new TreeMap<>(details);
        all.put("actor", actor);
        sql.sql("select no || ' ' || hash from custody_anchor order by no desc limit 1")
                .query(String.class)
                .optional()
                .ifPresent(anchor -> all.put(ANCHOR, anchor));
        try {
            return json.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public Head head(UUID caseId) {
        return sql.sql("select no as length, hash from custody_entry where case_id = ? order by no desc limit 1")
                .param(caseId)
                .query(Head.class)
                .optional()
                .orElse(Head.EMPTY);
    }

    /** The entries after that number, in order. */
    public List<Told> after(UUID caseId, long no, int limit) {
        return sql.sql(
                        """
                        select e.*, d.salt, d.detail from custody_entry e left join custody_detail d using (case_id, no)
                        where case_id = ? and no > ? order by no limit ?
                        """)
                .params(caseId, no, limit)
                .query((row, index) -> new Told(
                        new CustodyEntry(
                                row.getObject("case_id", UUID.class),
                                row.getLong("no"),
                                CustodyEvent.valueOf(row.getString("event")),
                                row.getObject("evidence_id", UUID.class),
                                row.getString("content_sha256"),
                                row.getObject("happened_at", java.time.OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("personal"),
                                row.getString("previous_hash"),
                                row.getString("hash")),
                        row.getString("salt"),
                        row.getString("detail")))
                .list();
    }

    /** One of the details behind an entry; empty when there is none of that name or retention took it away. */
    public Optional<String> detail(Told told, String name) {
        if (told.detail() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readTree(told.detail()).get(name)).map(value -> value.asText());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
