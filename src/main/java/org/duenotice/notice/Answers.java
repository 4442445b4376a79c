package org.duenotice.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.ClockView;
import org.duenotice.calendar.Clocks;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What platforms answer, target by target. An answer is stored first, whatever the notice waits for, so that an early, a late
 * or a second one is never lost. "Removed" is a claim until a person has looked.
 */
@Component
@RequiredArgsConstructor
public class Answers {

    private final JdbcClient sql;
    private final Notices notices;
    private final Clocks clocks;
    private final OpenClocks openClocks;
    private final Captures captures;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** The channel an answer came through. */
    public enum Channel {
        API,
        FORM,
        MAIL,
        WEBHOOK;

        /** A program or a letter brought it: nobody is there to be asked again. */
        boolean isUnattended() {
            return this == MAIL || this == WEBHOOK;
        }
    }

    /** What kind of answer it is; only an outcome says what became of targets. */
    public enum Kind {
        OUTCOME,
        ACKNOWLEDGED,
        CLARIFICATION_REQUESTED,
        IMPOSSIBLE;

        public boolean pausesTheClock() {
            return this == CLARIFICATION_REQUESTED || this == IMPOSSIBLE;
        }
    }

    /** What the process is told to do about the answers that waited. */
    public enum Meaning {
        /** The platform says what became of targets. */
        OUTCOME,
        /** It asks something, or cannot: the clock stands still until that is cleared up. */
        CLARIFICATION,
        /** It has the notice and says no more. */
        NOTHING
    }

    /** The outcome for one target, by its number in the case; a refusal names its ground. */
    public record ItemAnswer(int no, ItemOutcome outcome, RefusalGround ground) {}

    /** An answer as it came; {@code reference} is the platform's own. Targets not named stay as they are. */
    public record NewAnswer(
            String noticeNumber,
            Channel channel,
            Kind kind,
            String reference,
            List<ItemAnswer> items,
            Instant answeredAt,
            String remarks,
            String person) {}

    /**
     * A stored answer.
     *
     * @param late given after its term, or after the notice was closed
     * @param repeated every target in it had an answer in the same term already
     */
    public record Answer(
            UUID id,
            UUID noticeId,
            Channel channel,
            Kind kind,
            String reference,
            String remarks,
            Instant answeredAt,
            String recordedBy,
            boolean late,
            boolean repeated) {}

    /** Stores an answer that came by itself and tells whoever waits for it. */
    @Transactional
    public UUID receive(NewAnswer answer) {
        var id = register(answer);
        events.publishEvent(new PlatformAnswered(answer.noticeNumber()));
        return id;
    }

    /** Stores an answer that a person entered in the task that waits for it. */
    @Transactional
    public UUID register(NewAnswer answer) {
        var notice = notices.locked(answer.noticeNumber());
        check(answer, notice);
        var now = clock.instant();
        var answeredAt = answer.answeredAt().isAfter(now) ? now : answer.answeredAt();
        var id = UUID.randomUUID();
        sql.sql(
                        """
                        insert into answer (id, notice_id, channel, kind, reference, remarks, answered_at, recorded_by,
                                            recorded_at, assessed_at, late, repeated)
                        values (:id, :notice, :channel, :kind, :reference, :remarks, :answered, :person, :now,
                                case when :kind = 'ACKNOWLEDGED' then :now::timestamptz end, :late, :repeated)
                        """)
                .param("id", id)
                .param("notice", notice.id())
                .param("channel", answer.channel().name())
                .param("kind", answer.kind().name())
                .param("reference", answer.reference())
                .param("remarks", answer.remarks())
                .param("answered", answeredAt.atOffset(ZoneOffset.UTC))
                .param("person", answer.person())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("late", isLate(notice, answeredAt))
                .param("repeated", isRepeated(notice, answer))
                .update();
        saveItems(id, notice, answer.items());
        timeline.record(
                notice.caseId(),
                isOver(notice)
                        ? "ANSWER_AFTER_THE_END"
                        : answer.kind() == Kind.OUTCOME
                                ? "PLATFORM_ANSWERED"
                                : "ANSWER_" + answer.kind().name(),
                answer.person(),
                answer.noticeNumber(),
                answer.kind() == Kind.OUTCOME ? words(answer) : answer.remarks(),
                answeredAt);
        return id;
    }

    private void saveItems(UUID answer, Notice notice, List<ItemAnswer> items) {
        sql.sql(
                        """
                        insert into answer_item (answer_id, case_target_id, outcome, ground)
                        select :answer, i.case_target_id, said.outcome, said.ground
                        from unnest(:nos, :outcomes, :grounds) said(no, outcome, ground)
                        join case_target ct on ct.case_id = :case and ct.no = said.no
                        join notice_item i on i.notice_id = :notice and i.case_target_id = ct.id
                        """)
                .param("answer", answer)
                .param("case", notice.caseId())
                .param("notice", notice.id())
                .param("nos", items.stream().map(ItemAnswer::no).toArray(Integer[]::new))
                .param(
                        "outcomes",
                        items.stream().map(item -> item.outcome().name()).toArray(String[]::new))
                .param(
                        "grounds",
                        items.stream().map(item -> name(item.ground())).toArray(String[]::new))
                .update();
    }

    private boolean isLate(Notice notice, Instant answeredAt) {
        return isOver(notice)
                || clocks.last(notice.number())
                        .filter(term -> !term.isPaused() && answeredAt.isAfter(term.dueAt()))
                        .isPresent();
    }

    /** True when each target it names was answered before in the same term. */
    private boolean isRepeated(Notice notice, NewAnswer answer) {
        return sql.sql(
                                """
                        select count(distinct ct.no) from answer a join answer_item ai on ai.answer_id = a.id
                        join case_target ct on ct.id = ai.case_target_id
                        where a.notice_id = :notice and ct.no = any (:nos) and a.recorded_at >= :term
                        """)
                        .param("notice", notice.id())
                        .param(
                                "nos",
                                answer.items().stream().map(ItemAnswer::no).toArray(Integer[]::new))
                        .param(
                                "term",
                                clocks.last(notice.number())
                                        .map(ClockView::startedAt)
                                        .orElse(notice.createdAt())
                                        .atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                        .equals(answer.items().size())
                && !answer.items().isEmpty();
    }

    private void check(NewAnswer answer, Notice notice) {
        var known = sql.sql("select ct.no from notice_item i join case_target ct on ct.id = i.case_target_id"
                        + " where i.notice_id = ?")
                .param(notice.id())
                .query(Integer.class)
                .set();
        if (answer.items().isEmpty() && answer.kind() == Kind.OUTCOME) {
            throw Problem.invalid("answer.empty", answer.noticeNumber());
        }
        if (!answer.items().isEmpty() && answer.kind() != Kind.OUTCOME) {
            throw Problem.invalid("answer.items-without-outcome", answer.kind());
        }
        if (answer.answeredAt().isAfter(clock.instant()) && !answer.channel().isUnattended()) {
            throw Problem.invalid("answer.in-the-future");
        }
        for (var item : answer.items()) {
            if (!known.contains(item.no())) {
                throw Problem.invalid("answer.no-such-target", item.no(), answer.noticeNumber());
            }
            if (item.outcome() == ItemOutcome.PENDING) {
                throw Problem.invalid("answer.pending", item.no());
            }
            if (item.outcome() == ItemOutcome.REFUSED && item.ground() == null) {
                throw Problem.invalid("answer.ground-missing", item.no());
            }
        }
        if (answer.items().stream().map(ItemAnswer::no).distinct().count()
                != answer.items().size()) {
            throw Problem.invalid("answer.target-twice", answer.noticeNumber());
        }
    }

    private static boolean isOver(Notice notice) {
        return notice.closedAt() != null;
    }

    private static String words(NewAnswer answer) {
        var counts = answer.items().stream().collect(Collectors.groupingBy(ItemAnswer::outcome, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String name(RefusalGround ground) {
        return ground == null ? null : ground.name();
    }

    /** True when an answer waits to be looked at. Holds the notice, so that an answer cannot slip in between asking and waiting. */
    @Transactional
    public boolean isWaiting(String noticeNumber) {
        var notice = notices.locked(noticeNumber);
        return sql.sql("select exists (select from answer where notice_id = ? and assessed_at is null)")
                .param(notice.id())
                .query(Boolean.class)
                .single();
    }

    /** True when an answer waits that says what became of targets, and so changes what a gate is about. */
    @Transactional
    public boolean isOutcomeWaiting(String noticeNumber) {
        var notice = notices.locked(noticeNumber);
        return sql.sql(
                        "select exists (select from answer where notice_id = ? and assessed_at is null and kind = 'OUTCOME')")
                .param(notice.id())
                .query(Boolean.class)
                .single();
    }

    /**
     * Takes over what the waiting answers say. An outcome, the latest word on a target counting, stops the clock; a question or an
     * impossibility makes it stand still from the moment it was sent.
     */
    @Transactional
    public Meaning assess(String noticeNumber) {
        var notice = notices.locked(noticeNumber);
        var waiting = sql.sql(
                        """
                        update answer set assessed_at = ? where notice_id = ? and assessed_at is null
                        returning id, kind, remarks, answered_at, recorded_at
                        """)
                .params(clock.instant().atOffset(ZoneOffset.UTC), notice.id())
                .query(Waiting.class)
                .list();
        if (waiting.stream().anyMatch(answer -> answer.kind() == Kind.OUTCOME)) {
            takeOver(notice, waiting);
            clocks.open(noticeNumber).ifPresent(term -> clocks.meet(noticeNumber, term.rule()));
            notices.advance(notice);
            return Meaning.OUTCOME;
        }
        waiting.stream().min(Comparator.comparing(Waiting::answeredAt)).ifPresent(first -> clocks.running(noticeNumber)
                .ifPresent(term -> openClocks.pause(
                        term.id(), first.answeredAt(), first.kind().name(), Timeline.SOFTWARE)));
        return waiting.isEmpty() ? Meaning.NOTHING : Meaning.CLARIFICATION;
    }

    private record Waiting(UUID id, Kind kind, String remarks, Instant answeredAt, Instant recordedAt) {}

    private void takeOver(Notice notice, List<Waiting> waiting) {
        sql.sql(
                        """
                        update notice_item i set outcome = said.outcome, ground = said.ground, verified = null
                        from (select distinct on (ai.case_target_id) ai.case_target_id, ai.outcome, ai.ground
                              from answer a join answer_item ai on ai.answer_id = a.id
                              where a.id = any (:answers) order by ai.case_target_id, a.recorded_at desc) said
                        where i.notice_id = :notice and i.case_target_id = said.case_target_id and i.undone_by is null
                          and (i.outcome <> said.outcome or i.verified is distinct from true)
                        """)
                .param("notice", notice.id())
                .param("answers", waiting.stream().map(Waiting::id).toArray(UUID[]::new))
                .update();
    }

    /** What the platform asked, or said it could not do, has been cleared up: the clock goes on with what is left of the term. */
    @Transactional
    public void clarify(String noticeNumber, String clarification, String person) {
        var notice = notices.locked(noticeNumber);
        timeline.record(notice.caseId(), "CLARIFICATION_GIVEN", person, noticeNumber, clarification);
        clocks.open(noticeNumber)
                .filter(ClockView::isPaused)
                .ifPresent(paused -> openClocks.resume(paused.id(), clarification, person));
    }

    /** A person's look at one target that the platform says is gone. */
    public record Look(int no, boolean confirmed) {}

    /** Records a person's look at each claimed target; every one of them once, a confirmed one with a fresh capture or a reason. */
    @Transactional
    public void verify(String noticeNumber, List<Look> looks, Captures.Chosen chosen, String remarks, String person) {
        var notice = notices.locked(noticeNumber);
        var claimed = notices.items(notice.id()).stream()
                .filter(NoticeItem::awaitsVerification)
                .map(NoticeItem::no)
                .sorted()
                .toList();
        var numbers = looks.stream().map(Look::no).sorted().toList();
        if (!numbers.equals(claimed)) {
            throw Problem.invalid("verification.each-target-once", claimed, numbers);
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var found = looks.stream().filter(Look::confirmed).map(Look::no).toList();
        var standing = captures.standingFor(notice, found, chosen);
        sql.sql(
                        """
                        with looked as (
                            select ct.id, look.confirmed from unnest(:nos, :confirmed) look(no, confirmed)
                            join case_target ct on ct.case_id = :case and ct.no = look.no
                        ), kept as (
                            insert into verification
                                (notice_id, case_target_id, confirmed, remarks, verified_by, verified_at, no_capture_reason)
                            select :notice, id, confirmed, :remarks, :person, :now, :reason from looked
                        )
                        update notice_item i set verified = looked.confirmed from looked
                        where i.notice_id = :notice and i.case_target_id = looked.id
                        """)
                .param("nos", looks.stream().map(Look::no).toArray(Integer[]::new))
                .param("confirmed", looks.stream().map(Look::confirmed).toArray(Boolean[]::new))
                .param("case", notice.caseId())
                .param("notice", notice.id())
                .param("remarks", remarks)
                .param("person", person)
                .param("now", now)
                .param("reason", chosen.noCaptureReason())
                .update();
        sql.sql("insert into verification_capture select v.id, e.id from verification v, unnest(:captures) e(id) "
                        + "where v.notice_id = :notice and v.verified_at = :now and v.confirmed")
                .param("captures", standing.toArray(UUID[]::new))
                .param("notice", notice.id())
                .param("now", now)
                .update();
        notices.advance(notice);
        var confirmed = looks.stream().filter(Look::confirmed).count();
        timeline.record(notice.caseId(), "OUTCOME_VERIFIED", person, noticeNumber, confirmed + " / " + looks.size());
    }

    public List<Answer> of(UUID noticeId) {
        return sql.sql(
                        "select id, notice_id, channel, kind, reference, remarks, answered_at, recorded_by, late, repeated from answer "
                                + "where notice_id = ? order by recorded_at")
                .param(noticeId)
                .query(Answer.class)
                .list();
    }

    /** What an answer says, target by target. */
    public List<ItemAnswer> items(UUID answerId) {
        return sql.sql("select ct.no, ai.outcome, ai.ground from answer_item ai "
                        + "join case_target ct on ct.id = ai.case_target_id where ai.answer_id = ? order by ct.no")
                .param(answerId)
                .query(ItemAnswer.class)
                .list();
    }
}
