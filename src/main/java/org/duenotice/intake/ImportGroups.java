package org.duenotice.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseRelations;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Placements;
import org.duenotice.casefile.Placements.Placement;
import org.duenotice.intake.RowCheck.Checked;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The cases that the rows of an import become: one for each campaign of a source, else for each category and platform. A case that is
 * full goes on in a sibling.
 */
@Component
@RequiredArgsConstructor
class ImportGroups {

    private final JdbcClient sql;
    private final Cases cases;
    private final CaseRelations relations;
    private final Placements placements;
    private final Timeline timeline;

    /** The last part of a group and the highest number given in it. */
    private record Part(int part, UUID caseId, String caseNumber, UUID firstCase, String firstNumber, int last) {

        boolean isFull() {
            return last >= Cases.MOST_TARGETS;
        }

        Part withOneMore() {
            return new Part(part, caseId, caseNumber, firstCase, firstNumber, last + 1);
        }
    }

    /** Where the rows of one chunk go; opens cases as they are needed. */
    final class Filling {

        private final DetectionImport running;
        private final Map<String, Part> parts;
        private final List<Placement> placed = new ArrayList<>();
        private int opened;

        private Filling(DetectionImport running, Map<String, Part> parts) {
            this.running = running;
            this.parts = parts;
        }

        /** The place of a target that is new; kept until {@link #put}. */
        Placement place(Checked row, UUID targetId) {
            var part = parts.get(row.group());
            if (part == null || part.isFull()) {
                part = open(row, part);
            }
            part = part.withOneMore();
            parts.put(row.group(), part);
            var placement = new Placement(
                    UUID.randomUUID(),
                    part.caseId(),
                    targetId,
                    part.last(),
                    row.arrival().target().original());
            placed.add(placement);
            return placement;
        }

        private Part open(Checked row, Part before) {
            var person = running.importedBy();
            var caseFile = cases.open(
                    row.category(), row.description(), row.arrival().source().name(), person);
            opened++;
            var no = before == null ? 1 : before.part() + 1;
            sql.sql("insert into import_group (import_id, key, part, case_id) values (?, ?, ?, ?)")
                    .params(running.id(), row.group(), no, caseFile.id())
                    .update();
            if (before == null) {
                return new Part(no, caseFile.id(), caseFile.number(), caseFile.id(), caseFile.number(), 0);
            }
            relations.relate(caseFile.id(), before.firstCase(), CaseRelations.Kind.SIBLING, "", person);
            timeline.record(caseFile.id(), "CASE_SIBLING", person, before.firstNumber(), "");
            timeline.record(before.firstCase(), "CASE_SIBLING", person, caseFile.number(), "");
            return new Part(no, caseFile.id(), caseFile.number(), before.firstCase(), before.firstNumber(), 0);
        }

        /** Puts all of them into their cases; returns how many cases were opened. */
        int put() {
            if (!placed.isEmpty()) {
                placements.put(placed, running.importedBy());
            }
            return opened;
        }
    }

    Filling filling(DetectionImport running, List<Checked> rows) {
        return new Filling(running, parts(running.id(), rows));
    }

    /** A case that people took up, split or merged in the meantime gets no more targets. */
    private Map<String, Part> parts(UUID importId, List<Checked> rows) {
        var found = new HashMap<String, Part>();
        sql.sql(
                        """
                        select distinct on (g.key) g.key, g.part, f.id, f.number, one.id, one.number,
                               case when f.state = 'DETECTED'
                                   then coalesce((select max(no) from case_target t where t.case_id = f.id), 0) else :full end
                        from import_group g join case_file f on f.id = g.case_id
                        join import_group first on first.import_id = g.import_id and first.key = g.key and first.part = 1
                        join case_file one on one.id = first.case_id
                        where g.import_id = :import and g.key = any (:keys) order by g.key, g.part desc
                        """)
                .param("full", Cases.MOST_TARGETS)
                .param("import", importId)
                .param("keys", rows.stream().map(Checked::group).distinct().toArray(String[]::new))
                .query(row -> {
                    found.put(
                            row.getString(1),
                            new Part(
                                    row.getInt(2),
                                    row.getObject(3, UUID.class),
                                    row.getString(4),
                                    row.getObject(5, UUID.class),
                                    row.getString(6),
                                    row.getInt(7)));
                });
        return found;
    }
}
