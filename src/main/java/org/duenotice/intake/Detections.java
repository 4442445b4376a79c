package org.duenotice.intake;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.duenotice.target.IllegalAddress;
import org.duenotice.target.TargetIdentities;
import org.duenotice.target.TargetIdentity;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records detections. The same reference of the same source is the same detection and makes no second case. */
@Component
@RequiredArgsConstructor
public class Detections {

    private static final Pattern CATEGORY = Pattern.compile("[A-Z][A-Z_]{1,39}");
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_REFERENCE = 200;

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;
    private final Cases cases;
    private final TargetIdentities identities;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** What a person or a system reports; addresses as they were seen, one line each. */
    public record Report(
            String category,
            String description,
            Source source,
            String sourceReference,
            List<String> addresses,
            String reportedBy) {}

    /** One row of a file: an address with the reference its source gave it. */
    record Sighting(String reference, TargetIdentity target) {}

    /** A group of rows that becomes one case. */
    record Group(
            String category,
            String description,
            Source source,
            String reportedBy,
            UUID importId,
            List<Sighting> rows) {}

    /**
     * Opens the case of a report.
     *
     * @throws Problem {@code detection.*} when the input is wrong (nothing is kept) or the source's reference is already known
     */
    @Transactional
    public CaseFile report(Report report) {
        var addresses = report.addresses().stream()
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
        if (addresses.isEmpty() || addresses.size() > Cases.MOST_TARGETS) {
            throw Problem.invalid("case.number-of-targets", Cases.MOST_TARGETS, addresses.size());
        }
        var reference =
                report.sourceReference() == null || report.sourceReference().isBlank()
                        ? UUID.randomUUID().toString()
                        : report.sourceReference().strip();
        refuseKnown(report.source(), reference, addresses.size());
        var rows = new ArrayList<Sighting>();
        for (var address : addresses) {
            rows.add(new Sighting(
                    reference(reference, rows.size() + 1, addresses.size()), identify(address, rows.size() + 1)));
        }
        return open(
                new Group(report.category(), report.description(), report.source(), report.reportedBy(), null, rows));
    }

    private static String reference(String reference, int no, int of) {
        return of == 1 ? reference : reference + "#" + no;
    }

    private void refuseKnown(Source source, String reference, int addresses) {
        if (reference.length() > LONGEST_REFERENCE) {
            throw Problem.invalid("detection.reference-too-long", LONGEST_REFERENCE);
        }
        sql.sql(
                        """
                        select f.number from detection d join case_target ct on ct.id = d.case_target_id
                        join case_file f on f.id = ct.case_id where d.source = ? and d.source_reference = ?
                        """)
                .params(source.name(), reference(reference, 1, addresses))
                .query(String.class)
                .optional()
                .ifPresent(number -> {
                    throw Problem.conflict("detection.already-reported", reference, number);
                });
    }

    private TargetIdentity identify(String address, int line) {
        try {
            return identities.identify(address);
        } catch (IllegalAddress e) {
            throw Problem.invalid("detection.address", line, e.getMessage());
        }
    }

    /** Opens one case for the group; rows that mean the same target are further sightings of it. */
    @Transactional
    CaseFile open(Group group) {
        check(group);
        var distinct = new LinkedHashMap<String, TargetIdentity>();
        group.rows().forEach(row -> distinct.putIfAbsent(row.target().canonicalKey(), row.target()));
        var opened = cases.open(new Cases.NewCase(
                group.category(),
                group.description().strip(),
                group.source().name(),
                group.reportedBy(),
                List.copyOf(distinct.values())));
        record(group, cases.targets(opened.id()));
        events.publishEvent(new DetectionReported(opened.number()));
        return opened;
    }

    static void check(Group group) {
        if (group.category() == null || !CATEGORY.matcher(group.category()).matches()) {
            throw Problem.invalid("detection.category", String.valueOf(group.category()));
        }
        if (group.description() == null || group.description().isBlank()) {
            throw Problem.invalid("detection.description-missing");
        }
        if (group.description().length() > LONGEST_TEXT) {
            throw Problem.invalid("detection.description-too-long", LONGEST_TEXT);
        }
    }

    private void record(Group group, List<CaseTarget> targets) {
        var idByKey = new LinkedHashMap<String, UUID>();
        targets.forEach(target -> idByKey.put(target.canonicalKey(), target.id()));
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.batchUpdate(
                "insert into detection (id, source, source_reference, case_target_id, import_id, reported_by, reported_at) "
                        + "values (?, ?, ?, ?, ?, ?, ?)",
                group.rows(),
                100,
                (statement, row) -> {
                    statement.setObject(1, UUID.randomUUID());
                    statement.setString(2, group.source().name());
                    statement.setString(3, row.reference());
                    statement.setObject(4, idByKey.get(row.target().canonicalKey()));
                    statement.setObject(5, group.importId());
                    statement.setString(6, group.reportedBy());
                    statement.setObject(7, now);
                });
    }
}
