package org.duenotice.judicialact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.casefile.Cases;
import org.duenotice.intake.TargetLists.Outcome;
import org.duenotice.law.LegalBases;
import org.duenotice.law.LegalBasis;
import org.duenotice.notice.NoticeDraft;
import org.duenotice.notice.NoticeDrafts;
import org.duenotice.register.Change;
import org.duenotice.register.Changes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Incoming acts for whoever reads them: what was entered, what became of each line, the cases and the drafts. */
@Component
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class ActViews {

    private final ActRows rows;
    private final Changes changes;
    private final Cases cases;
    private final LegalBases legalBases;
    private final NoticeDrafts drafts;
    private final Clocks clocks;

    /** How many lines of the list became what. */
    public record Count(Outcome outcome, int lines) {}

    /** A line of the list; {@code code} and {@code arguments} become words, null and empty where there is nothing to say. */
    public record Line(
            int line,
            String address,
            Outcome outcome,
            String canonicalKey,
            String caseNumber,
            String code,
            List<String> arguments) {}

    /** @throws org.duenotice.problem.Problem {@code judicial-act.unknown} */
    public IncomingAct get(String number) {
        return rows.get(number);
    }

    /** Where it stands: the change of the register that records it. */
    public Change change(String number) {
        return changes.get(number);
    }

    /** The act as the register would have it, or has it. */
    public JsonNode row(String number) {
        return changes.rowsOf(number).get(0);
    }

    public LegalBasis basis(IncomingAct act) {
        return legalBases.get(act.legalBasis());
    }

    public List<Count> counts(IncomingAct act) {
        return rows.counts(act.number(), act.no()).stream()
                .map(count -> new Count(count.outcome(), count.count()))
                .toList();
    }

    /** The lines of the last version behind that one. */
    public List<Line> lines(IncomingAct act, int after, int limit) {
        return shown(rows.lines(act.number(), act.no(), after, limit));
    }

    /** The first lines of which there is something to say. */
    public List<Line> notable(IncomingAct act, int limit) {
        return shown(rows.notable(act.number(), act.no(), limit));
    }

    private static List<Line> shown(List<ActRows.Row> found) {
        return found.stream()
                .map(row -> new Line(
                        row.line(),
                        row.address(),
                        row.outcome(),
                        row.canonicalKey(),
                        row.caseNumber(),
                        row.code(),
                        row.arguments()))
                .toList();
    }

    /** The cases that go on with the act. */
    public List<String> caseNumbers(String number) {
        return rows.cases(number).stream()
                .map(caseId -> cases.byId(caseId).number())
                .toList();
    }

    public List<NoticeDraft> drafts(IncomingAct act) {
        return drafts.of(act.number(), act.no());
    }

    /** The clock of its approval; empty where it opened no case. */
    public Optional<ClockView> clock(String number) {
        return clocks.last(number);
    }
}
