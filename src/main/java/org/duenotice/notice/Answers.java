package org.duenotice.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
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
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** The channel an answer came through. */
    public enum Channel {
        API,
        FORM
    }

    /** The outcome for one target, by its number in the case; a refusal names its ground. */
    public record ItemAnswer(int no, ItemOutcome outcome, RefusalGround ground) {}

    /** An answer as it came; {@code reference} is the platform's own. Targets not named stay as they are. */
    public record NewAnswer(
            String noticeNumber,
            Channel channel,
            String reference,
            List<ItemAnswer> items,
            Instant answeredAt,
            String remarks,
            String person) {}

    public record Answer(
            UUID id,
            UUID noticeId,
            Channel channel,
            String reference,
            String remarks,
            Instant answeredAt,
            String recordedBy) {}

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
        var idByNo = check(answer, notice);
        var id = UUID.randomUUID();
        sql.sql(
                        "insert into answer (id, notice_id, channel, reference, remarks, answered_at, recorded_by, recorded_at) "
                                + "values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        notice.id(),
                        answer.channel().name(),
                        answer.reference(),
                        answer.remarks(),
                        answer.answeredAt().atOffset(ZoneOffset.UTC),
                        answer.person(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        answer.items().forEach(item -> sql.sql("insert into answer_item values (?, ?, ?, ?)")
                .params(Arrays.asList(
                        id, idByNo.get(item.no()).caseTargetId(), item.outcome().name(), name(item.ground())))
                .update());
        timeline.record(
                notice.caseId(),
                isOver(notice) ? "ANSWER_AFTER_THE_END" : "PLATFORM_ANSWERED",
                answer.person(),
                answer.noticeNumber(),
                words(answer),
                answer.answeredAt());
        return id;
    }

    private java.util.Map<Integer, NoticeItem> check(NewAnswer answer, Notice notice) {
        var itemByNo =
                notices.items(notice.id()).stream().collect(Collectors.toMap(NoticeItem::no, Function.identity()));
        if (answer.items().isEmpty()) {
            throw Problem.invalid("answer.empty", answer.noticeNumber());
        }
        if (answer.answeredAt().isAfter(clock.instant())) {
            throw Problem.invalid("answer.in-the-future");
        }
        for (var item : answer.items()) {
            if (!itemByNo.containsKey(item.no())) {
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
        return itemByNo;
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

    /**
     * Takes over what the waiting answers say, the latest word on a target counting, and stops the clock.
     *
     * @return true when the platform claims that something is gone, which a person has to look at
     */
    @Transactional
    public boolean assess(String noticeNumber) {
        var notice = notices.locked(noticeNumber);
        sql.sql(
                        """
                        update notice_item i set outcome = said.outcome, ground = said.ground, verified = null
                        from (select distinct on (ai.case_target_id) ai.case_target_id, ai.outcome, ai.ground
                              from answer a join answer_item ai on ai.answer_id = a.id
                              where a.notice_id = :notice and a.assessed_at is null
                              order by ai.case_target_id, a.recorded_at desc) said
                        where i.notice_id = :notice and i.case_target_id = said.case_target_id
                          and (i.outcome <> said.outcome or i.verified is distinct from true)
                        """)
                .param("notice", notice.id())
                .update();
        sql.sql("update answer set assessed_at = ? where notice_id = ? and assessed_at is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), notice.id())
                .update();
        clocks.running(noticeNumber).ifPresent(running -> clocks.meet(noticeNumber, running.rule()));
        notices.state(notice, NoticeState.ANSWERED);
        return notices.items(notice.id()).stream().anyMatch(NoticeItem::awaitsVerification);
    }

    /** A person's look at one target that the platform says is gone. */
    public record Look(int no, boolean confirmed) {}

    /** Records a person's look at each claimed target; every one of them once. */
    @Transactional
    public void verify(String noticeNumber, List<Look> looks, String remarks, String person) {
        var notice = notices.locked(noticeNumber);
        var claimed = notices.items(notice.id()).stream()
                .filter(NoticeItem::awaitsVerification)
                .collect(Collectors.toMap(NoticeItem::no, NoticeItem::caseTargetId));
        var numbers = looks.stream().map(Look::no).sorted().toList();
        if (!numbers.equals(claimed.keySet().stream().sorted().toList())) {
            throw Problem.invalid("verification.each-target-once", claimed.keySet(), numbers);
        }
        for (var look : looks) {
            sql.sql(
                            "insert into verification (notice_id, case_target_id, confirmed, remarks, verified_by, verified_at) "
                                    + "values (?, ?, ?, ?, ?, ?)")
                    .params(
                            notice.id(),
                            claimed.get(look.no()),
                            look.confirmed(),
                            remarks,
                            person,
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            sql.sql("update notice_item set verified = ? where notice_id = ? and case_target_id = ?")
                    .params(look.confirmed(), notice.id(), claimed.get(look.no()))
                    .update();
        }
        var confirmed = looks.stream().filter(Look::confirmed).count();
        timeline.record(notice.caseId(), "OUTCOME_VERIFIED", person, noticeNumber, confirmed + " / " + looks.size());
    }

    public List<Answer> of(UUID noticeId) {
        return sql.sql("select id, notice_id, channel, reference, remarks, answered_at, recorded_by from answer "
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
