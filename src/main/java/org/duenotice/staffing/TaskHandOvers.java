package org.duenotice.staffing;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which tasks changed hands, from whom to whom and why; the story of the case says it as well. */
@Component
@RequiredArgsConstructor
public class TaskHandOvers {

    private final JdbcClient sql;
    private final Timeline timeline;
    private final Clock clock;

    /** Why a task changes hands. */
    public enum Kind {
        HANDED_OVER,
        TO_DEPUTY,
        FROM_DEPUTY,
        RECUSED
    }

    /**
     * A change of hands.
     *
     * @param task the kind of the task, by its id in the diagram
     * @param number the number people speak of what the task is about
     * @param toPerson null for back to the group
     * @param absence the number of the absence, or null
     */
    public record HandOver(
            String taskId,
            String task,
            String number,
            String fromPerson,
            String toPerson,
            Kind kind,
            String absence,
            String reasons,
            String handedBy,
            Instant handedAt) {}

    /** The task that a deputy holds, for whom, and until when. */
    public record Deputised(String absence, String person, String deputy, Instant endsAt) {}

    @Transactional
    public void record(HandOver change) {
        sql.sql(
                        """
                        insert into task_hand_over (task_id, task, number, from_person, to_person, kind, absence_id, reasons, handed_by,
                                                    handed_at)
                        values (:taskId, :task, :number, :from, :to, :kind, (select id from absence where number = :absence), :reasons,
                                :by, :now)
                        """)
                .param("taskId", change.taskId())
                .param("task", change.task())
                .param("number", change.number())
                .param("from", change.fromPerson())
                .param("to", change.toPerson())
                .param("kind", change.kind().name())
                .param("absence", change.absence())
                .param("reasons", change.reasons())
                .param("by", change.handedBy())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        caseOf(change.number())
                .ifPresent(caseId -> timeline.record(
                        caseId,
                        change.toPerson() == null ? "TASK_GIVEN_BACK" : "TASK_HANDED_OVER",
                        change.handedBy(),
                        change.toPerson() == null ? change.fromPerson() : change.toPerson(),
                        change.reasons()));
    }

    /** A deputy did the task in their own name; the story says for whom. */
    @Transactional
    public void doneFor(Deputised held, String number) {
        caseOf(number)
                .ifPresent(caseId ->
                        timeline.record(caseId, "DONE_AS_DEPUTY", held.deputy(), held.person(), held.absence()));
    }

    /** For whom a deputy holds the task now; empty when whoever has it holds it for themselves. */
    public Optional<Deputised> deputised(String taskId) {
        return sql.sql(
                        """
                        select a.number as absence, a.person, a.deputy, a.ends_at, h.kind from task_hand_over h
                        left join absence a on a.id = h.absence_id
                        where h.task_id = ? order by h.id desc limit 1
                        """)
                .param(taskId)
                .query((row, no) -> Kind.valueOf(row.getString("kind")) != Kind.TO_DEPUTY
                        ? Optional.<Deputised>empty()
                        : Optional.of(new Deputised(
                                row.getString("absence"),
                                row.getString("person"),
                                row.getString("deputy"),
                                row.getObject("ends_at", OffsetDateTime.class).toInstant())))
                .optional()
                .flatMap(found -> found);
    }

    /** The tasks that went to the deputy of that absence. */
    public List<String> withDeputy(String absence) {
        return sql.sql(
                        """
                        select distinct h.task_id from task_hand_over h join absence a on a.id = h.absence_id
                        where a.number = ? and h.kind = 'TO_DEPUTY' order by h.task_id
                        """)
                .param(absence)
                .query(String.class)
                .list();
    }

    /** The cases that these numbers belong to; a number of no case is left out. */
    public Map<String, UUID> casesOf(Collection<String> numbers) {
        var found = new HashMap<String, UUID>();
        sql.sql("select n, case_of(n) from unnest(?) n where case_of(n) is not null")
                .param(numbers.stream().distinct().toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString(1), row.getObject(2, UUID.class));
                });
        return found;
    }

    private Optional<UUID> caseOf(String number) {
        return Optional.ofNullable(casesOf(List.of(number)).get(number));
    }

    List<HandOver> of(UUID caseId, String caseNumber) {
        return sql.sql(
                        """
                        select h.task_id, h.task, h.number, h.from_person, h.to_person, h.kind, a.number as absence, h.reasons,
                               h.handed_by, h.handed_at
                        from task_hand_over h left join absence a on a.id = h.absence_id
                        where h.number in (
                            select cast(:caseNumber as text) union all select number from notice where case_id = :case
                            union all select number from operator_order where case_id = :case)
                        order by h.id
                        """)
                .param("case", caseId)
                .param("caseNumber", caseNumber)
                .query(HandOver.class)
                .list();
    }
}
