package org.duenotice.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.duenotice.appeal.AppealMessages.Kind;
import org.duenotice.appeal.AppealTerms.Term;
import org.duenotice.appeal.Appeals.Appeal;
import org.duenotice.casefile.CaseReaders;
import org.duenotice.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shows an appellant the file of what they contest, within three working days of asking (Administrative Procedural Code, art. 75): the
 * decisions on it with their basis and reasons, what was captured, and what happened; no name of a reporter or an officer, and no other
 * case. Each look is kept.
 */
@Component
@RequiredArgsConstructor
public class FileAccesses {

    private final JdbcClient sql;
    private final Appeals appeals;
    private final AppealRecords records;
    private final AppealTerms terms;
    private final AppealMessages messages;
    private final CaseReaders readers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** A decision on a contested target. */
    public record FiledDecision(
            int no, Instant decidedAt, String decision, String scope, String citation, String court, String reasons) {}

    /** What was captured of the contested targets. */
    public record FiledEvidence(Instant capturedAt, String name, String sha256) {}

    /** The redacted file. */
    public record Redacted(List<FiledDecision> decisions, List<FiledEvidence> evidence) {}

    /** @throws Problem {@code appeal.no-file} when there is none to see: the appeal is not admitted */
    @Transactional
    void ask(Appeal opened) {
        var appeal = appeals.locked(opened.number());
        if (appeal.state() == AppealState.WITHDRAWN) {
            throw Problem.conflict("appeal.decided", appeal.number());
        }
        if (records.admission(appeal)
                .filter(admission -> admission.outcome() == Admissions.Outcome.ADMIT)
                .isEmpty()) {
            throw Problem.conflict("appeal.no-file", appeal.number());
        }
        var asked = sql.sql("insert into appeal_file_request values (?, ?) on conflict do nothing")
                .params(appeal.id(), now())
                .update();
        if (asked > 0) {
            events.publishEvent(new FileAccessAsked(appeal.number()));
        }
    }

    /** The appeal was taken back: a request that nobody answered yet is over. */
    @Transactional
    void drop(Appeal appeal) {
        if (records.fileAccess(appeal)
                .filter(access -> access.granted() == null)
                .isPresent()) {
            events.publishEvent(new FileAccessDropped(appeal.number()));
        }
    }

    /** @return when it is to be answered */
    @Transactional
    public Instant open(String number) {
        return terms.start(appeals.byNumber(number), Term.FILE_ACCESS, clock.instant())
                .due();
    }

    @Transactional
    public void answer(String number, boolean granted, String reasons, String person) {
        var appeal = appeals.locked(number);
        if (!granted && reasons.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        appeals.joinAsOfficer(appeal, person);
        sql.sql("insert into appeal_file_answer values (?, ?, ?, ?, ?)")
                .params(appeal.id(), granted, reasons.strip(), person, now())
                .update();
        terms.meet(appeal, Term.FILE_ACCESS);
        messages.write(appeal, Kind.FILE_ACCESS);
    }

    @Transactional
    public void breached(String number) {
        terms.breach(appeals.byNumber(number), Term.FILE_ACCESS);
    }

    /** @throws Problem {@code appeal.file-closed} until somebody granted it */
    @Transactional
    Redacted look(Appeal appeal) {
        if (records.fileAccess(appeal)
                .filter(access -> Boolean.TRUE.equals(access.granted()))
                .isEmpty()) {
            throw Problem.conflict("appeal.file-closed", appeal.number());
        }
        sql.sql("insert into appeal_file_look (appeal_id, looked_at) values (?, ?)")
                .params(appeal.id(), now())
                .update();
        return redacted(appeal);
    }

    /** The file as an appellant may see it. */
    Redacted redacted(Appeal appeal) {
        readers.requireOrdinary(appeal.caseId());
        return new Redacted(decisions(appeal, appeal.language()), evidence(appeal));
    }

    /** What the body decided in the contested restriction on the contested targets, the oldest first. */
    public List<FiledDecision> decisions(Appeal appeal, String language) {
        return sql.sql(
                        """
                        select t.no, d.decided_at, d.decision, d.scope,
                               case :language when 'kk' then l.citation_kk when 'en' then l.citation_en else l.citation_ru end as citation,
                               case when j.id is not null then j.court || ', № ' || j.number || ', ' || j.act_date end as court, d.reasons
                        from appeal_contested c join case_target t on t.id = c.case_target_id
                        join restriction_decision d on d.case_target_id = t.id and d.restriction_id = c.restriction_id
                          and d.decision in ('APPROVED', 'REFUSED')
                        join restriction r on r.id = d.restriction_id
                        join (select id, act_ru || ', ' || article || '(' || paragraph || ')' as citation_ru,
                                     act_kk || ', ' || article || '(' || paragraph || ')' as citation_kk,
                                     act_en || ', ' || article || '(' || paragraph || ')' as citation_en from legal_basis) l
                          on l.id = r.legal_basis
                        left join judicial_act j on j.id = r.judicial_act
                        where c.appeal_id = :appeal order by d.id
                        """)
                .param("language", language)
                .param("appeal", appeal.id())
                .query(FiledDecision.class)
                .list();
    }

    private List<FiledEvidence> evidence(Appeal appeal) {
        return sql.sql(
                        """
                        select e.captured_at, e.name, e.sha256 from evidence e
                        where e.case_id = :case and e.media_type <> 'message/rfc822' and (
                            not exists (select from evidence_target x where x.evidence_id = e.id)
                            or exists (select from evidence_target x join appeal_contested c on c.case_target_id = x.case_target_id
                                       where x.evidence_id = e.id and c.appeal_id = :appeal))
                        order by e.captured_at
                        """)
                .param("case", appeal.caseId())
                .param("appeal", appeal.id())
                .query(FiledEvidence.class)
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
