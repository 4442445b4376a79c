package org.duenotice.judicialact;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.calendar.Deadlines;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Cases;
import org.duenotice.database.Turns;
import org.duenotice.evidence.Capture;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.evidence.EvidenceKind;
import org.duenotice.intake.Source;
import org.duenotice.intake.TargetLists;
import org.duenotice.intake.TargetLists.Checked;
import org.duenotice.intake.TargetLists.Outcome;
import org.duenotice.intake.TargetLists.Taken;
import org.duenotice.law.Competences;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBases;
import org.duenotice.law.LegalBasis;
import org.duenotice.law.Purpose;
import org.duenotice.notice.NoticeDrafts;
import org.duenotice.problem.Problem;
import org.duenotice.register.Changes;
import org.duenotice.register.Register;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A judicial act that comes in with its targets. It is prepared as a change of the register of acts; in the same transaction its
 * targets go into cases and the clock of its approval starts. The notices to the platforms are drafted afterwards, before anybody is
 * asked. Nothing is decided by that: a second person approves or returns all of it, see {@link ActDecisions}.
 */
@Component
@RequiredArgsConstructor
public class IncomingActs {

    /** The rule of the day on which a prepared act is decided. */
    public static final String RULE = "act-approval";

    private final ActRows rows;
    private final Changes changes;
    private final JudicialActs judicialActs;
    private final LegalBases legalBases;
    private final Competences competences;
    private final TargetLists lists;
    private final Cases cases;
    private final ReleasedCases released;
    private final EvidenceFiles evidence;
    private final NoticeDrafts drafts;
    private final Deadlines deadlines;
    private final Clocks clocks;
    private final Turns turns;
    private final Timeline timeline;
    private final ObjectMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * The same as {@link #record}, and has the drafts made and put before the second person as soon as they are there.
     *
     * @return the number of the act's change of the register
     */
    @Transactional
    public String report(EnteredAct act, String person) {
        var number = record(act, person);
        events.publishEvent(new ActEntered(number));
        return number;
    }

    /**
     * Records what came in; a wrong line costs no other one.
     *
     * @throws Problem {@code judicial-act.*}, {@code law.act-not-in-force}, {@code law.basis-*}, {@code qualification.*} or
     *     {@code register.*} when the act itself cannot be used; nothing of it is kept then
     */
    @Transactional
    public String record(EnteredAct act, String person) {
        var basis = check(act, "");
        var checked = readable(act, person);
        var number = changes.draft(Register.JUDICIAL_ACT, row(act, checked), act.reasons(), person);
        rows.open(number, act.category(), person);
        take(number, 1, act, basis, checked, person);
        startClock(number);
        return number;
    }

    /**
     * A further version of an act that came back: all of its list, mended. What it names no longer goes on by hand.
     *
     * @throws Problem as {@link #record}, and {@code judicial-act.category} when it changes
     */
    @Transactional
    public void amend(String number, EnteredAct act, String person) {
        changes.hold(number);
        var last = rows.get(number);
        if (!last.category().equals(act.category())) {
            throw Problem.invalid("judicial-act.category", last.category());
        }
        var basis = check(act, number);
        var checked = readable(act, person);
        changes.prepare(number, row(act, checked), act.reasons(), person);
        take(number, last.no() + 1, act, basis, checked, person);
        var named = rows.keys(number, last.no() + 1);
        for (var caseId : rows.cases(number)) {
            released.releaseUnnamed(caseId, named, number, person);
        }
        startClock(number);
    }

    private void startClock(String number) {
        var due = deadlines.due(RULE, clock.instant());
        rows.cases(number).forEach(caseId -> clocks.start(caseId, number, due));
    }

    /** Ends an act that came back; its cases go on by hand. */
    @Transactional
    public void withdraw(String number, String remarks, String person) {
        changes.hold(number);
        changes.withdraw(number, remarks, person);
        clocks.cancel(number);
        for (var caseId : rows.cases(number)) {
            released.release(caseId, remarks, person);
        }
    }

    private LegalBasis check(EnteredAct act, String except) {
        act.check();
        TargetLists.check(act.category(), act.operativePart());
        var today = LawDay.of(clock.instant());
        if (act.inForceSince().isAfter(today)
                || act.inForceUntil() != null && act.inForceUntil().isBefore(today)) {
            throw Problem.invalid("law.act-not-in-force", act.number(), today.toString());
        }
        if (!competences.within(act.category(), today)) {
            throw Problem.conflict("qualification.out-of-competence", act.category());
        }
        var number = act.number().strip();
        turns.take("judicial-act %s %s".formatted(number, act.actDate()));
        rows.open(number, act.actDate(), except).ifPresent(other -> {
            throw Problem.conflict("judicial-act.open-already", number, other);
        });
        judicialActs.find(number, act.actDate()).ifPresent(known -> {
            throw Problem.conflict("judicial-act.recorded-already", number, act.actDate());
        });
        return basis(act, today);
    }

    /** The provision of that code, or the only one for the category that rests on a judicial act. */
    private LegalBasis basis(EnteredAct act, LocalDate today) {
        var code = act.legalBasis() == null ? "" : act.legalBasis().strip();
        var found = legalBases.of(Purpose.RESTRICTION, act.category(), today).stream()
                .filter(basis ->
                        code.isEmpty() ? basis.needsAct() : basis.code().equals(code))
                .toList();
        if (found.isEmpty()) {
            throw Problem.invalid("judicial-act.basis", code, act.category(), today.toString());
        }
        if (found.size() > 1) {
            var codes = found.stream().map(LegalBasis::code).toList();
            throw Problem.invalid("judicial-act.which-basis", codes);
        }
        return found.get(0);
    }

    /** The lines as they were looked at, when at least one can be taken. */
    private List<Checked> readable(EnteredAct act, String person) {
        var reference = "%s %s".formatted(act.number().strip(), act.actDate());
        var checked = lists.seal(document(reference, reference, act, person), lists.check(act.lines()));
        if (checked.stream().allMatch(line -> line.target() == null)) {
            throw Problem.invalid("judicial-act.no-target", checked.size());
        }
        return checked;
    }

    /** As the register has it: each thing the act names once. */
    private ObjectNode row(EnteredAct act, List<Checked> checked) {
        var row = json.createObjectNode()
                .put("number", act.number().strip())
                .put("court", act.court().strip())
                .put("actDate", act.actDate().toString())
                .put("operativePart", act.operativePart().strip())
                .put("source", act.source().strip())
                .put("verified", act.verified())
                .put("inForceSince", act.inForceSince().toString());
        if (act.inForceUntil() != null) {
            row.put("inForceUntil", act.inForceUntil().toString());
        }
        var targets = row.putArray("targets");
        checked.stream()
                .filter(line -> line.target() != null)
                .map(line -> line.target().canonicalKey())
                .distinct()
                .forEach(targets::add);
        return row;
    }

    private void take(String number, int no, EnteredAct act, LegalBasis basis, List<Checked> checked, String person) {
        rows.addVersion(number, no, act, basis.id(), person);
        var document = document(number, no == 1 ? number : number + "/" + no, act, person);
        var taken =
                lists.take(document, checked, new HashSet<>(rows.cases(number)), targets -> rows.free(targets, person));
        var placed = taken.stream()
                .filter(line -> line.outcome() == Outcome.PLACED)
                .collect(Collectors.groupingBy(Taken::caseId, LinkedHashMap::new, Collectors.toList()));
        rows.addCases(number, placed.keySet());
        rows.addLines(number, no, taken);
        placed.forEach((caseId, lines) -> keepText(caseId, number, no, text(act, lines), person));
        taken.stream()
                .filter(line -> line.outcome() == Outcome.SIGHTED_AGAIN)
                .map(Taken::caseId)
                .distinct()
                .forEach(caseId ->
                        timeline.record(caseId, "ACT_NAMES_TARGETS", Timeline.SOFTWARE, number, document.takesOver()));
    }

    private void keepText(UUID caseId, String number, int no, byte[] text, String person) {
        var capture = Capture.builder()
                .kind(EvidenceKind.JUDICIAL_ACT)
                .name("judicial-act-%s-%d.txt".formatted(number, no))
                .mediaType("text/plain; charset=UTF-8")
                .capturedAt(clock.instant())
                .capturedBy(person)
                .build();
        evidence.add(caseId, capture, new ByteArrayInputStream(text), Set.of(), person);
    }

    private static TargetLists.Document document(String number, String reference, EnteredAct act, String person) {
        return new TargetLists.Document(
                reference,
                act.category(),
                act.operativePart().strip(),
                Source.OTHER_BODY,
                "№ %s, %s (%s)".formatted(act.number().strip(), act.actDate(), number),
                person);
    }

    /** The act as the file of one case keeps it: what was entered, with the lines that stand in this case and no others. */
    private static byte[] text(EnteredAct act, List<Taken> lines) {
        var text = new StringBuilder()
                .append("№ %s, %s, %s\n".formatted(act.number(), act.actDate(), act.court()))
                .append("%s – %s\n"
                        .formatted(act.inForceSince(), act.inForceUntil() == null ? "…" : act.inForceUntil()))
                .append(act.source())
                .append("\n\n")
                .append(act.operativePart())
                .append("\n\n");
        lines.forEach(line ->
                text.append(line.no()).append('\t').append(line.address()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Drafts the notice of each case that goes on with the act and still has targets.
     *
     * @param ruleOf the deadline rule that a first notice to a platform sets
     * @return when the second person is to have decided
     */
    @Transactional
    public Instant draft(String number, UnaryOperator<String> ruleOf) {
        var act = rows.get(number);
        var row = changes.rowsOf(number).get(0);
        var named = new NoticeDrafts.NamedAct(
                act.actNumber(), act.actDate(), row.path("court").asText());
        var basis = legalBases.get(act.legalBasis());
        for (var caseId : rows.cases(number)) {
            var targets = cases.targets(caseId);
            if (targets.isEmpty()) {
                continue;
            }
            drafts.draft(new NoticeDrafts.Wanted(
                    number,
                    act.no(),
                    cases.byId(caseId).number(),
                    basis,
                    named,
                    act.reasons(),
                    ruleOf.apply(targets.get(0).platformCode()),
                    act.preparedBy()));
        }
        return clocks.last(number)
                .map(ClockView::dueAt)
                .orElseGet(() -> deadlines.due(RULE, clock.instant()).due());
    }
}
