package org.duenotice.intake;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where and how often the targets of a case were seen. Who reported is not told. */
@Component
@RequiredArgsConstructor
class Sightings {

    /** The targets that are in the case now, with the rows they had in the cases they were in before; the case is {@code :case}. */
    static final String HERE =
            """
            with recursive here as (
                select t.id, t.no from case_target t join current_disposition d on d.case_target_id = t.id
                where t.case_id = :case and d.disposition <> 'MOVED'
                union
                select m.from_case_target, h.no from here h join target_move m on m.to_case_target = h.id)
            """;

    private final JdbcClient sql;

    /** An address of the case that came in: first, or again. */
    record Sighting(UUID id, int no, Source source, String sourceReference, boolean again, Instant reportedAt) {}

    /** In the order they came in, those behind the one called {@code after}; what came in before a target moved here counts too. */
    List<Sighting> of(UUID caseId, UUID after, int limit) {
        return sql.sql(
                        HERE
                                + """
                        select d.id, h.no, d.source, d.source_reference, d.sighted as again, d.reported_at
                        from here h join detection d on d.case_target_id = h.id
                        where :after::uuid is null
                           or (d.reported_at, d.id) > (select a.reported_at, a.id from detection a where a.id = :after)
                        order by d.reported_at, d.id limit :limit
                        """)
                .param("case", caseId)
                .param("after", after)
                .param("limit", limit)
                .query(Sighting.class)
                .list();
    }
}
