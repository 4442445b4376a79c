package org.duenotice.restriction;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Numbers;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Disposition;
import org.duenotice.problem.Problem;
import org.duenotice.qualification.Qualifications;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Each time the authorised body is asked, about which targets, and its last word on each. */
@Component
@RequiredArgsConstructor
public class Rounds {

    private final JdbcTemplate jdbc;
    private final JdbcClient sql;
    private final Cases cases;
    private final Qualifications qualifications;
    private final MeasuresTaken measuresTaken;
    private final MeasureStates measureStates;
    private final BodyClock bodyClock;
    private final Timeline timeline;
    private final Numbers numbers;
    private final Clock clock;

    /** The last word on a target in this round; null while there is none. */
    public record Word(UUID caseTargetId, BodyDecision decision, String reasons) {}

    /**
     * Asks the body anew.
     *
     * @param number of the case, or in an escalation of the notice whose targets remain
     * @throws Problem {@code restriction.nothing-remains} when an escalation has no target left
     */
    @Transactional
    public Round open(String number, Round.Kind kind) {
        if (kind == Round.Kind.FIRST) {
            var caseFile = cases.byNumber(number);
            var restriction = propose(caseFile);
            var sought = cases.targets(caseFile.id()).stream()
                    .filter(target -> target.disposition() == Disposition.RESTRICTION_SOUGHT)
                    .map(CaseTarget::id)
                    .toList();
            insert("insert into restriction_target values (?, ?)", restriction, sought);
            return save(restriction, kind, number, sought);
        }
        var remaining = measuresTaken.remaining(number);
        if (remaining.caseTargets().isEmpty()) {
            throw Problem.conflict("restriction.nothing-remains", number);
        }
        var restriction = sql.sql("select restriction_id from notice where number = ?")
                .param(number)
                .query(UUID.class)
                .single();
        timeline.record(remaining.caseId(), "BODY_ASKED_AGAIN", Timeline.SOFTWARE, number, "");
        return save(restriction, kind, number, remaining.caseTargets());
    }

    /** Puts what stands before the body again; no new measure is proposed by it. */
    @Transactional
    public Round review(UUID restriction, String number, Collection<UUID> targets) {
        return insert(restriction, Round.Kind.REVIEW, number, targets);
    }

    private UUID propose(CaseFile caseFile) {
        var prepared = qualifications.last(caseFile.id()).orElseThrow();
        var now = clock.instant();
        var id = UUID.randomUUID();
        var number = numbers.next(Numbers.Kind.RESTRICTION, now);
        sql.sql("insert into restriction values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id,
                        number,
                        caseFile.id(),
                        prepared.restrictionBasis(),
                        prepared.judicialAct(),
                        prepared.reasons(),
                        prepared.preparedBy(),
                        now.atOffset(ZoneOffset.UTC)))
                .update();
        timeline.record(caseFile.id(), "RESTRICTION_PROPOSED", Timeline.SOFTWARE, number, "");
        return id;
    }

    private Round save(UUID restriction, Round.Kind kind, String subject, Collection<UUID> targets) {
        var round = insert(restriction, kind, subject, targets);
        measureStates.propose(round, targets);
        return round;
    }

    private Round insert(UUID restriction, Round.Kind kind, String subject, Collection<UUID> targets) {
        var no = sql.sql("select count(*) + 1 from restriction_round where restriction_id = ?")
                .param(restriction)
                .query(Integer.class)
                .single();
        var round = new Round(UUID.randomUUID(), restriction, no, kind, subject, clock.instant());
        sql.sql("insert into restriction_round values (?, ?, ?, ?, ?, ?)")
                .params(
                        round.id(),
                        restriction,
                        no,
                        kind.name(),
                        subject,
                        round.openedAt().atOffset(ZoneOffset.UTC))
                .update();
        insert("insert into restriction_round_target values (?, ?)", round.id(), targets);
        return round;
    }

    private void insert(String statement, UUID owner, Collection<UUID> targets) {
        jdbc.batchUpdate(statement, targets, 100, (row, target) -> {
            row.setObject(1, owner);
            row.setObject(2, target);
        });
    }

    /** The last round that goes by the number. */
    public Round of(String number) {
        return find(number).orElseThrow(() -> Problem.notFound("restriction.no-round", number));
    }

    public Optional<Round> find(String number) {
        return sql.sql("select * from restriction_round where subject = ? order by opened_at desc, no desc limit 1")
                .param(number)
                .query(Round.class)
                .optional();
    }

    public Round byId(UUID id) {
        return sql.sql("select * from restriction_round where id = ?")
                .param(id)
                .query(Round.class)
                .single();
    }

    public CaseFile caseOf(Round round) {
        return cases.byId(sql.sql("select case_id from restriction where id = ?")
                .param(round.restrictionId())
                .query(UUID.class)
                .single());
    }

    /** The round's targets in the order of the case, with the body's last word on each; without those taken back before it had one. */
    public Map<CaseTarget, Word> words(Round round) {
        var words = new LinkedHashMap<UUID, Word>();
        sql.sql(
                        """
                        select t.case_target_id, d.decision, d.reasons from restriction_round_target t
                        left join lateral (
                            select * from restriction_decision d where d.round_id = t.round_id
                            and d.case_target_id = t.case_target_id order by d.id desc limit 1) d on true
                        where t.round_id = ? and not exists (
                            select from restriction_measure m where m.round_id = t.round_id and m.case_target_id = t.case_target_id
                            and m.state = 'ANNULLED' and (d.decision is null or d.decision not in ('APPROVED', 'REFUSED')))
                        """)
                .param(round.id())
                .query(Word.class)
                .list()
                .forEach(word -> words.put(word.caseTargetId(), word));
        var byTarget = new LinkedHashMap<CaseTarget, Word>();
        cases.targets(caseOf(round).id()).stream()
                .filter(target -> words.containsKey(target.id()))
                .forEach(target -> byTarget.put(target, words.get(target.id())));
        return byTarget;
    }

    /**
     * Ends the clocks of rounds that were about these targets and have none left to decide. Those of an earlier restriction go by the same
     * number and are over; a review has no measures of its own, and sees for itself whether anything is left of it.
     *
     * @return what those rounds go by
     */
    @Transactional
    public List<String> release(Collection<UUID> caseTargets) {
        var emptied = emptied(caseTargets);
        emptied.forEach(bodyClock::cancel);
        return emptied;
    }

    private List<String> emptied(Collection<UUID> caseTargets) {
        return sql.sql(
                        """
                        select distinct r.subject from restriction_round r join restriction_round_target t on t.round_id = r.id
                        where t.case_target_id = any (:targets) and r.restriction_id = restriction_over(t.case_target_id)
                        and r.kind <> 'REVIEW'
                        and not exists (select from restriction_measure m where m.round_id = r.id and m.state <> 'ANNULLED')
                        and not exists (select from restriction_decision d where d.round_id = r.id
                                        and d.decision in ('APPROVED', 'REFUSED'))
                        """)
                .param("targets", caseTargets.toArray(UUID[]::new))
                .query(String.class)
                .list();
    }

    /** The targets that still need the officer's word. */
    public List<CaseTarget> undecided(Round round) {
        var open = new ArrayList<CaseTarget>();
        words(round).forEach((target, word) -> {
            if (BodyDecision.leavesOpen(word.decision())) {
                open.add(target);
            }
        });
        return open;
    }

    /** Where the round stands by the words that were given. */
    public DecisionState state(Round round) {
        var words = words(round).values().stream().map(Word::decision).toList();
        if (words.contains(null)) {
            throw new IllegalStateException("A target without a word: " + round.subject());
        }
        if (words.contains(BodyDecision.RETURNED)) {
            return DecisionState.RETURNED;
        }
        if (words.contains(BodyDecision.SENT_BACK)) {
            return DecisionState.SENT_BACK;
        }
        if (words.contains(BodyDecision.SUBMITTED)) {
            return DecisionState.SUBMITTED;
        }
        return words.contains(BodyDecision.APPROVED) ? DecisionState.APPROVED : DecisionState.REFUSED;
    }
}
