package org.duenotice.lostground;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.calendar.WallTime;
import org.duenotice.law.LegalBases;
import org.duenotice.register.Register;
import org.duenotice.register.RowsRecorded;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.SealedReviewForward;
import org.duenotice.web.Words;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A provision falls when no wording of its code stands any more, a judicial act when it is not in force. Every restriction that
 * rests on any recorded version of it and has anything standing is written down in one statement; each gets one proposal, which a person
 * of the authorised body orders. An amendment that keeps the code undoes nothing: the review asks whether the new wording carries it.
 */
@Component
@RequiredArgsConstructor
public class FallenBases {

    /** So many are proposed in the transaction that found them; whatever is more follows in transactions of their own. */
    private static final int AT_ONCE = 50;

    private static final String FIND =
            """
            with fallen as materialized (%1$s)
            insert into fallen_basis (restriction_id, register, row_key, fell_on, occasion, found_by, found_at)
            select r.id, :register, f.row_key, f.fell_on, coalesce(:occasion::text, (
                       select c.number from register_change_version v join register_change_draft d on d.id = v.draft_id
                       join register_change c on c.id = d.change_id where v.version_id = f.version_id), ''), :person, :now
            from fallen f join restriction r on r.%2$s = any (f.versions)
            where exists (select from standing_measure m where m.restriction_id = r.id) and not exists (select from kept_sealed s where s.case_id = r.case_id)
            on conflict do nothing
            """;

    /** What is sealed has its own review, whose day comes at once; nothing of it is written down here. */
    private static final String BRING_FORWARD =
            """
            with fallen as materialized (%1$s)
            select c.number, bring_sealed_review_forward(m.id, :last)::text from fallen f join restriction r on r.%2$s = any (f.versions)
            join sealed_case s on s.case_id = r.case_id join case_file c on c.id = r.case_id
            join standing_measure m on m.restriction_id = r.id where m.due_on > :last
            """;

    /** A register, what of it has fallen by a day, and the column of a restriction that rests on it. */
    private record Ground(Register register, String fallen, String column) {

        String in(String statement) {
            return statement.formatted(fallen, column);
        }
    }

    private static final Ground PROVISIONS = new Ground(
            Register.LEGAL_BASIS,
            """
            select c.code as row_key, max(coalesce(c.valid_to, c.valid_from)) as fell_on,
                   (array_agg(c.id order by c.valid_from desc))[1] as version_id,
                   (select array_agg(b.id) from legal_basis b where b.code = c.code) as versions
            from current_legal_basis c group by c.code
            having not bool_or(:day between c.valid_from and coalesce(c.valid_to, 'infinity'::date))
            """,
            "legal_basis");

    private static final Ground ACTS = new Ground(
            Register.JUDICIAL_ACT,
            """
            select c.number || ' · ' || c.act_date as row_key, coalesce(c.in_force_until, c.in_force_since) as fell_on, c.id as version_id,
                   (select array_agg(a.id) from judicial_act a where a.number = c.number and a.act_date = c.act_date) as versions
            from current_judicial_act c
            where not :day between c.in_force_since and coalesce(c.in_force_until, 'infinity'::date)
            """,
            "judicial_act");

    private final JdbcClient sql;
    private final CorrectedFalls corrections;
    private final Restorations restorations;
    private final LegalBases legalBases;
    private final TransactionOperations transaction;
    private final Words words;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private record Found(
            long id,
            UUID restrictionId,
            String register,
            String rowKey,
            LocalDate fellOn,
            String occasion,
            String foundBy) {}

    /** What a change of a register takes away, in the transaction of the second person's approval. */
    @EventListener
    void find(RowsRecorded recorded) {
        corrections.find(recorded);
        if (recorded.register() == Register.LEGAL_BASIS) {
            find(PROVISIONS, recorded.change(), recorded.person());
        } else if (recorded.register() == Register.JUDICIAL_ACT) {
            find(ACTS, recorded.change(), recorded.person());
        } else {
            return;
        }
        for (var left = AT_ONCE; left > 0 && proposeOne(); left--) {
            // the rest is proposed by the watch
        }
    }

    /**
     * Finds what came to its last day by itself.
     *
     * @return how many restrictions lost their ground
     */
    @Transactional
    public int look() {
        return find(PROVISIONS, null, Timeline.SOFTWARE) + find(ACTS, null, Timeline.SOFTWARE);
    }

    private int find(Ground ground, String occasion, String person) {
        var today = LawDay.of(clock.instant());
        var tomorrow = today.plusDays(1);
        sql
                .sql(ground.in(BRING_FORWARD))
                .param("day", today)
                .param("last", tomorrow)
                .query((row, no) -> row.getString(1))
                .list()
                .stream()
                .distinct()
                .forEach(number -> events.publishEvent(new SealedReviewForward(number)));
        return sql.sql(ground.in(FIND))
                .param("register", ground.register().name())
                .param("day", today)
                .param("occasion", occasion)
                .param("person", person)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Proposes what was found and has no proposal yet, each in a transaction of its own: what a crash cuts off is proposed again, and
     * nothing twice.
     *
     * @return how many
     */
    public int proposeWaiting() {
        var proposed = 0;
        while (Boolean.TRUE.equals(transaction.execute(status -> proposeOne()))) {
            proposed++;
        }
        return proposed;
    }

    /** @return false when nothing waits that nobody else is at */
    private boolean proposeOne() {
        var next = sql.sql(
                        """
                        select id, restriction_id, register, row_key, fell_on, occasion, found_by from fallen_basis
                        where restoration is null and taken_back_at is null order by found_at, restriction_id limit 1 for update skip locked
                        """)
                .query(Found.class)
                .optional();
        next.ifPresent(this::propose);
        return next.isPresent();
    }

    private void propose(Found found) {
        var caseId = sql.sql("select case_id from restriction where id = ?")
                .param(found.restrictionId())
                .query(UUID.class)
                .single();
        var standing = sql.sql("select distinct case_target_id from standing_measure where restriction_id = ?")
                .param(found.restrictionId())
                .query(UUID.class)
                .list();
        var restoration = standing.isEmpty() ? "" : proposal(found, caseId, standing);
        sql.sql("update fallen_basis set restoration = ? where id = ?")
                .params(restoration, found.id())
                .update();
    }

    /** An act by its number and date, a provision as it is cited. */
    private String named(Found found, String language) {
        if (!found.register().equals("LEGAL_BASIS")) {
            return found.rowKey();
        }
        var basis = sql.sql("select legal_basis from restriction where id = ?")
                .param(found.restrictionId())
                .query(UUID.class)
                .single();
        var citation = legalBases.get(basis).citation();
        return language.equals("kk") ? citation.kk() : citation.ru();
    }

    private String proposal(Found found, UUID caseId, List<UUID> targets) {
        var reasons = Stream.of("kk", "ru")
                .map(language -> words.text(
                        "fallen." + found.register(),
                        Locale.forLanguageTag(language),
                        named(found, language),
                        WallTime.shown(found.fellOn())))
                .collect(Collectors.joining("\n"));
        return restorations.propose(
                new Restorations.Wanted(
                        caseId,
                        targets,
                        RestorationKind.RESTORATION,
                        RestorationGround.BASIS_FELL,
                        found.occasion(),
                        reasons),
                found.foundBy());
    }
}
