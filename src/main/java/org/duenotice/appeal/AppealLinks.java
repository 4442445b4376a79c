package org.duenotice.appeal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out which case and which of its targets an appeal is about, where it did not say. */
@Component
@RequiredArgsConstructor
class AppealLinks {

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final Cases cases;
    private final CaseReaders readers;
    private final Attachments attachments;
    private final Clock clock;

    /**
     * Nothing public is said of sealed material, and no appeal joins it here.
     *
     * @param caseNumber empty where the appeal named its case
     * @throws Problem {@code appeal.case-missing}, {@code appeal.other-case}
     */
    Appeal link(Appeal appeal, String caseNumber, String person) {
        if (caseNumber == null || caseNumber.isBlank()) {
            if (appeal.caseId() == null) {
                throw Problem.invalid("appeal.case-missing");
            }
            return appeal;
        }
        var caseFile = cases.byNumber(caseNumber.strip());
        if (caseFile.id().equals(appeal.caseId())) {
            return appeal;
        }
        if (appeal.caseId() != null) {
            throw Problem.conflict("appeal.other-case", appeal.number());
        }
        readers.requireOrdinary(caseFile.id());
        sql.sql("insert into appeal_link values (?, ?, ?, ?)")
                .params(appeal.id(), caseFile.id(), person, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        var known = appeals.byNumber(appeal.number());
        attachments.entered(known);
        return known;
    }

    /** @param wanted their numbers in the case; empty for those that the appeal names, or all of them */
    void contest(Appeal appeal, Set<Integer> wanted) {
        var targets = cases.targets(appeal.caseId());
        var missing = wanted.stream()
                .filter(no -> targets.stream().noneMatch(target -> target.no() == no))
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw Problem.invalid("appeal.targets", missing);
        }
        if (wanted.isEmpty() && !records.contested(appeal).isEmpty()) {
            return;
        }
        var contested = targets.stream()
                .filter(target -> wanted.isEmpty() || wanted.contains(target.no()))
                .map(CaseTarget::id)
                .toArray(UUID[]::new);
        sql.sql("insert into appeal_contested select ?, t.id from unnest(?) t(id) on conflict do nothing")
                .params(appeal.id(), contested)
                .update();
    }
}
