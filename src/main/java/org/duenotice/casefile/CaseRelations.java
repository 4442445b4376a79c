package org.duenotice.casefile;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which cases belong together as wholes, and why. */
@Component
@RequiredArgsConstructor
public class CaseRelations {

    private final JdbcClient sql;
    private final Clock clock;

    /** How a case belongs to another one. */
    public enum Kind {
        /** A further part of a group of which the other is the first part. */
        SIBLING,
        /** Split off from the other. */
        SPLIT,
        /** Merged into the other. */
        MERGE
    }

    /** The case with the other one to which it belongs; {@code reasons} are those of the person, empty for parts of a group. */
    public record Relation(
            String caseNumber, String otherCase, Kind kind, String reasons, String recordedBy, Instant recordedAt) {}

    public void relate(UUID caseId, UUID other, Kind kind, String reasons, String person) {
        sql.sql("insert into case_relation values (?, ?, ?, ?, ?, ?)")
                .params(
                        caseId,
                        other,
                        kind.name(),
                        reasons,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The relations of a case to others, from its side and from theirs, in the order they were made. */
    public List<Relation> of(UUID caseId) {
        return sql.sql(
                        """
                        select f.number as case_number, o.number as other_case, r.kind, r.reasons, r.recorded_by, r.recorded_at
                        from case_relation r join case_file f on f.id = r.case_id join case_file o on o.id = r.other_case
                        where r.case_id = :case or r.other_case = :case order by r.recorded_at, f.number
                        """)
                .param("case", caseId)
                .query(Relation.class)
                .list();
    }

    /** The cases that were merged into this one, and those that had been merged into them. */
    List<UUID> mergedInto(UUID caseId) {
        return sql.sql(
                        """
                        with recursive merged (id) as (
                            select case_id from case_relation where other_case = ? and kind = 'MERGE'
                            union
                            select r.case_id from case_relation r join merged m on m.id = r.other_case where r.kind = 'MERGE')
                        select id from merged order by id
                        """)
                .param(caseId)
                .query(UUID.class)
                .list();
    }
}
