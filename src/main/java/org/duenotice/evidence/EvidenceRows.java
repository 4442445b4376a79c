package org.duenotice.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.database.Moment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows about evidence, all of them only added to. */
@Component
@RequiredArgsConstructor
class EvidenceRows {

    private final JdbcClient sql;

    /** @return whether it was new in this case */
    boolean insert(UUID id, UUID caseId, Capture capture, HashedCopy file, String detectedType, Instant receivedAt) {
        return sql.sql(
                                """
                                insert into evidence (id, case_id, kind, name, media_type, detected_type, size, sha256, captured_at,
                                    received_at, client_clock, captured_by, tool, tool_version, requested_address,
                                    reached_address, redirects, http_status, vantage, entered_at)
                                values (:id, :case, :kind, :name, :type, :detected, :size, :sha256, :captured, :received, :clock,
                                    :by, :tool, :version, :requested, :reached, :redirects, :status, :vantage, :received)
                                on conflict (case_id, sha256) do nothing
                                """)
                        .param("id", id)
                        .param("case", caseId)
                        .param("kind", capture.kind().name())
                        .param("name", capture.name())
                        .param("type", capture.mediaType())
                        .param("detected", detectedType)
                        .param("size", file.size())
                        .param("sha256", file.sha256())
                        .param("captured", capture.capturedAt().atOffset(ZoneOffset.UTC))
                        .param("received", receivedAt.atOffset(ZoneOffset.UTC))
                        .param(
                                "clock",
                                capture.clientClock() == null
                                        ? null
                                        : capture.clientClock().atOffset(ZoneOffset.UTC),
                                java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("by", capture.capturedBy())
                        .param("tool", capture.tool())
                        .param("version", capture.toolVersion())
                        .param("requested", capture.requestedAddress())
                        .param("reached", capture.reachedAddress())
                        .param("redirects", String.join("\n", capture.redirects()))
                        .param("status", capture.httpStatus(), java.sql.Types.INTEGER)
                        .param("vantage", capture.vantage())
                        .update()
                == 1;
    }

    Optional<Evidence> byContent(UUID caseId, String sha256) {
        return sql.sql("select * from evidence where case_id = ? and sha256 = ?")
                .params(caseId, sha256)
                .query(Evidence.class)
                .optional();
    }

    Optional<Evidence> find(UUID caseId, UUID id) {
        return sql.sql("select * from evidence where case_id = ? and id = ?")
                .params(caseId, id)
                .query(Evidence.class)
                .optional();
    }

    /** Captured by then, or come along from another case by then. */
    List<Evidence> of(UUID caseId, Moment moment) {
        return then(
                        "select * from evidence where case_id = :case and"
                                + Moment.covers(
                                        "case when entered_at > received_at then entered_at else captured_at end",
                                        "recorded_at")
                                + "order by captured_at, id",
                        caseId,
                        moment)
                .query(Evidence.class)
                .list();
    }

    private JdbcClient.StatementSpec then(String statement, UUID caseId, Moment moment) {
        return sql.sql(statement)
                .param("case", caseId)
                .param("at", moment.effective())
                .param("known", moment.recorded());
    }

    /** The evidence of any case with that content, unless it is disposed of. */
    List<Evidence> withContent(String sha256) {
        return sql.sql("select * from evidence e where sha256 = ? and not exists "
                        + "(select from disposed_evidence d where d.evidence_id = e.id) order by case_id, id")
                .param(sha256)
                .query(Evidence.class)
                .list();
    }

    void found(UUID evidenceId, Finding finding, Instant at) {
        sql.sql("insert into evidence_finding (evidence_id, finding, good, detail, found_at) values (?, ?, ?, ?, ?)")
                .params(
                        evidenceId,
                        finding.code().name(),
                        finding.code().good(),
                        finding.detail(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private record FindingRow(UUID evidenceId, Finding.Code finding, String detail) {}

    /** What was found about each piece of evidence of the case. */
    Map<UUID, List<Finding>> findings(UUID caseId, Moment moment) {
        return then(
                        "select f.evidence_id, f.finding, f.detail from evidence_finding f "
                                + "join evidence e on e.id = f.evidence_id where e.case_id = :case and"
                                + Moment.covers("f.found_at", "f.recorded_at") + "order by f.id",
                        caseId,
                        moment)
                .query(FindingRow.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        FindingRow::evidenceId,
                        Collectors.mapping(row -> new Finding(row.finding(), row.detail()), Collectors.toList())));
    }

    void link(UUID evidenceId, Collection<UUID> caseTargets, String person, Instant at) {
        sql.sql(
                        """
                        insert into evidence_target (evidence_id, case_target_id, linked_by, linked_at)
                        select :evidence, id, :person, :at from case_target where id = any (:targets)
                        and case_id = (select case_id from evidence where id = :evidence) on conflict do nothing
                        """)
                .param("evidence", evidenceId)
                .param("targets", caseTargets.toArray(UUID[]::new))
                .param("person", person)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private record TargetRow(UUID evidenceId, int no) {}

    /** The numbers of the targets that each piece of evidence of the case shows. */
    Map<UUID, List<Integer>> targets(UUID caseId, Moment moment) {
        return then(
                        "select l.evidence_id, t.no from evidence_target l join case_target t on t.id = l.case_target_id "
                                + "where t.case_id = :case and" + Moment.covers("l.linked_at", "l.recorded_at")
                                + "order by t.no",
                        caseId,
                        moment)
                .query(TargetRow.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        TargetRow::evidenceId, TreeMap::new, Collectors.mapping(TargetRow::no, Collectors.toList())));
    }

    Set<UUID> disposed(UUID caseId, Moment moment) {
        return Set.copyOf(then(
                        "select evidence_id from custody_entry where case_id = :case and event = 'DISPOSED' "
                                + "and evidence_id is not null and" + Moment.covers("happened_at", "recorded_at"),
                        caseId,
                        moment)
                .query(UUID.class)
                .list());
    }

    /** What has a row about its disposal, whether or not the log tells of it. */
    List<UUID> recordedAsDisposed(UUID caseId) {
        return sql.sql("select d.evidence_id from evidence_disposal d join evidence e on e.id = d.evidence_id "
                        + "where e.case_id = ? order by d.evidence_id")
                .param(caseId)
                .query(UUID.class)
                .list();
    }

    private record Copied(UUID id, String sha256) {}

    /** Gives the other case what it lacks of this one, with what was found about it; the hashes of what was new. */
    Map<String, UUID> copy(UUID from, UUID to, Instant at) {
        var copied = sql.sql(
                        """
                        insert into evidence (id, case_id, kind, name, media_type, detected_type, size, sha256, captured_at,
                            received_at, client_clock, captured_by, tool, tool_version, requested_address, reached_address,
                            redirects, http_status, vantage, entered_at)
                        select gen_random_uuid(), :to, kind, name, media_type, detected_type, size, sha256, captured_at,
                            received_at, client_clock, captured_by, tool, tool_version, requested_address, reached_address,
                            redirects, http_status, vantage, :at
                        from evidence e where case_id = :from
                        and not exists (select from disposed_evidence d where d.evidence_id = e.id)
                        on conflict (case_id, sha256) do nothing returning id, sha256
                        """)
                .param("from", from)
                .param("to", to)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Copied.class)
                .list();
        var ids = copied.stream().map(Copied::id).toArray(UUID[]::new);
        along(
                from,
                ids,
                "evidence_finding (evidence_id, finding, good, detail, found_at)",
                "finding, good, detail, found_at");
        along(
                from,
                ids,
                "working_copy (evidence_id, id, kind, what_done, name, media_type, size, sha256, made_by, made_at)",
                "gen_random_uuid(), a.kind, what_done, a.name, a.media_type, a.size, a.sha256, made_by, made_at");
        along(
                from,
                ids,
                "time_stamp (evidence_id, token, stamped_at, serial, policy, signer, received_at)",
                "a.token, a.stamped_at, a.serial, a.policy, a.signer, a.received_at");
        along(from, ids, "time_stamp_wait (evidence_id, attempts, due_at, words)", "a.attempts, a.due_at, a.words");
        linkAlong(from, to, at);
        return copied.stream().collect(Collectors.toMap(Copied::sha256, Copied::id));
    }

    private void along(UUID from, UUID[] copied, String into, String columns) {
        var table = into.substring(0, into.indexOf(' '));
        sql.sql("insert into " + into + " select n.id, " + columns + " from evidence n "
                        + "join evidence o on o.case_id = :from and o.sha256 = n.sha256 "
                        + "join " + table + " a on a.evidence_id = o.id where n.id = any (:copied)")
                .param("from", from)
                .param("copied", copied)
                .update();
    }

    /** Evidence shows in the other case the targets that came along, also evidence that the other case had already. */
    private void linkAlong(UUID from, UUID to, Instant at) {
        sql.sql(
                        """
                        insert into evidence_target (evidence_id, case_target_id, linked_by, linked_at)
                        select n.id, nt.id, l.linked_by, :at
                        from evidence o
                        join evidence n on n.case_id = :to and n.sha256 = o.sha256
                        join evidence_target l on l.evidence_id = o.id
                        join case_target ot on ot.id = l.case_target_id
                        join case_target nt on nt.case_id = :to and nt.target_id = ot.target_id
                        where o.case_id = :from on conflict do nothing
                        """)
                .param("from", from)
                .param("to", to)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether nothing that points into the store names the content any more. */
    boolean unused(String sha256) {
        return sql.sql("select not exists (select from content_needed where sha256 = ?)")
                .param(sha256)
                .query(Boolean.class)
                .single();
    }

    /** Those of the contents that went with a disposal, or with the seal of a case, and that nothing needs. */
    Set<String> disposedOf(Collection<String> contents) {
        return Set.copyOf(sql.sql(
                        """
                                select c.sha256 from unnest(:contents) c (sha256)
                                where (exists (select from evidence e join disposed_evidence d on d.evidence_id = e.id
                                               where e.sha256 = c.sha256)
                                    or exists (select from working_copy w join disposed_evidence d using (evidence_id)
                                               where w.sha256 = c.sha256)
                                    or exists (select from sealed_content s where s.sha256 = c.sha256)
                                    or exists (select from detection_import i where i.sha256 = c.sha256 and not i.file_kept))
                                and not exists (select from content_needed n where n.sha256 = c.sha256)
                                """)
                .param("contents", contents.toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
