package org.duenotice.restriction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.LawDay;
import org.duenotice.calendar.Numbers;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.evidence.ContentStore;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.law.Body;
import org.duenotice.law.Competences;
import org.duenotice.law.JudicialActs;
import org.duenotice.law.LegalBases;
import org.duenotice.law.Wording;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.NotificationContent.Text;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The unit's notifications to the authorised body: prepared by one person, approved by another, then numbered and kept by hash
 * before anything leaves.
 */
@Component
@RequiredArgsConstructor
public class Notifications {

    private final JdbcClient sql;
    private final Cases cases;
    private final Rounds rounds;
    private final Restrictions restrictions;
    private final MeasuresTaken measuresTaken;
    private final Participations participations;
    private final LegalBases legalBases;
    private final JudicialActs judicialActs;
    private final Competences competences;
    private final EvidenceFiles evidence;
    private final ContentStore store;
    private final NotificationPaper paper;
    private final UnitName unit;
    private final BodyClock bodyClock;
    private final Timeline timeline;
    private final ObjectMapper json;
    private final Numbers numbers;
    private final Clock clock;

    /** A draft as its second person reads it; decision and remarks are null while nobody has. */
    public record Draft(
            UUID id,
            UUID roundId,
            String reasonsRu,
            String reasonsKk,
            String preparedBy,
            String decision,
            String remarks,
            String approvedBy) {}

    /**
     * Prepares the next draft.
     *
     * @param targetReasons by the target's number in the case, only where they differ
     */
    @Transactional
    public void prepare(
            String number, String reasonsRu, String reasonsKk, Map<Integer, String> targetReasons, String person) {
        var round = rounds.of(number);
        var caseFile = rounds.caseOf(round);
        cases.refuseHeld(caseFile.id());
        participations.join(caseFile.id(), person, Side.UNIT);
        if (isBlank(reasonsRu) || isBlank(reasonsKk)) {
            throw Problem.invalid("notification.two-languages");
        }
        if (!evidence.isThere(caseFile.id())) {
            throw Problem.conflict("notification.no-evidence", caseFile.number());
        }
        var asked = rounds.words(round).keySet().stream().collect(Collectors.toMap(CaseTarget::no, CaseTarget::id));
        if (!asked.keySet().containsAll(targetReasons.keySet())) {
            throw Problem.invalid("notification.targets", asked.keySet());
        }
        var id = UUID.randomUUID();
        sql.sql("insert into body_notification_draft select ?, ?, count(*) + 1, ?, ?, ?, ? "
                        + "from body_notification_draft where round_id = ?")
                .params(
                        id,
                        round.id(),
                        reasonsRu.strip(),
                        reasonsKk.strip(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        round.id())
                .update();
        targetReasons.forEach((no, reasons) -> sql.sql("insert into body_notification_reason values (?, ?, ?)")
                .params(id, asked.get(no), reasons)
                .update());
        timeline.record(caseFile.id(), "NOTIFICATION_PREPARED", person, number, "");
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** The second person's word on the last draft. */
    @Transactional
    public void decide(String number, boolean approve, String remarks, String person) {
        var round = rounds.of(number);
        var caseFile = rounds.caseOf(round);
        cases.refuseHeld(caseFile.id());
        var draft = lastDraft(round).orElseThrow();
        participations.join(caseFile.id(), person, Side.UNIT);
        if (draft.preparedBy().equals(person)) {
            throw Problem.forbidden("notification.two-people", person);
        }
        var said = remarks == null ? "" : remarks.strip();
        if (!approve && said.isEmpty()) {
            throw Problem.invalid("remarks-missing");
        }
        sql.sql("insert into body_notification_approval values (?, ?, ?, ?, ?, ?)")
                .params(
                        draft.id(),
                        draft.preparedBy(),
                        approve ? "APPROVED" : "RETURNED",
                        said,
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        timeline.record(
                caseFile.id(), approve ? "NOTIFICATION_APPROVED" : "NOTIFICATION_RETURNED", person, number, said);
    }

    /** The last draft of the round with what its second person said. */
    public Optional<Draft> lastDraft(Round round) {
        return sql.sql(
                        """
                        select d.id, d.round_id, d.reasons_ru, d.reasons_kk, d.prepared_by, a.decision, a.remarks, a.approved_by
                        from body_notification_draft d left join body_notification_approval a on a.draft_id = d.id
                        where d.round_id = ? order by d.no desc limit 1
                        """)
                .param(round.id())
                .query(Draft.class)
                .optional();
    }

    /**
     * Numbers the approved draft and puts it on paper.
     *
     * @return the notification's number, such as U-2026-000001
     */
    @Transactional
    public String compose(String number) {
        var round = rounds.of(number);
        var caseFile = rounds.caseOf(round);
        var draft = lastDraft(round)
                .filter(last -> "APPROVED".equals(last.decision()))
                .orElseThrow(() -> Problem.conflict("notification.not-approved", number));
        var body = addressee(caseFile);
        var content = content(caseFile, round, draft, body);
        var written = write(content);
        var digest = sha256(written);
        var pdf = store(paper.pdf(content, digest));
        sql.sql(
                        """
                        insert into body_notification (id, number, draft_id, content, digest, pdf_sha256, composed_at, body_version)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        content.number(),
                        draft.id(),
                        written,
                        digest,
                        pdf.sha256(),
                        content.composedAt().atOffset(ZoneOffset.UTC),
                        body.version())
                .update();
        timeline.record(caseFile.id(), "NOTIFICATION_COMPOSED", Timeline.SOFTWARE, content.number(), "");
        return content.number();
    }

    /** The body that decides on a restriction, under its name of today. */
    private Body addressee(CaseFile caseFile) {
        return competences.bodies(caseFile.category(), "NONE", LawDay.of(clock.instant())).stream()
                .findFirst()
                .orElseThrow(() -> Problem.conflict("notification.no-body", caseFile.category()));
    }

    private NotificationContent content(CaseFile caseFile, Round round, Draft draft, Body addressee) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var today = LawDay.of(now);
        var restriction = restrictions.byId(round.restrictionId());
        var basis = legalBases.validOn(restriction.legalBasis(), today);
        return new NotificationContent(
                numbers.next(Numbers.Kind.BODY_NOTIFICATION, now),
                now,
                caseFile.number(),
                last(caseFile.id()).map(Notification::number).orElse(""),
                new Text(unit.authorityRu(), unit.authorityKk()),
                text(addressee.name()),
                List.of(new NotificationContent.Basis(text(basis.citation()), text(basis.summary()), basis.verified())),
                Optional.ofNullable(restriction.judicialAct()).map(judicialActs::get).stream()
                        .map(act -> new NotificationContent.Act(act.number(), act.actDate(), act.court()))
                        .toList(),
                new Text(draft.reasonsRu(), draft.reasonsKk()),
                targets(round, draft),
                failures(round),
                exhibits(caseFile),
                draft.preparedBy(),
                draft.approvedBy());
    }

    private static Text text(Wording wording) {
        return new Text(wording.ru(), wording.kk());
    }

    private List<NotificationContent.Target> targets(Round round, Draft draft) {
        var reasons = new HashMap<UUID, String>();
        sql.sql("select case_target_id, reasons from body_notification_reason where draft_id = ?")
                .param(draft.id())
                .query((row, no) -> reasons.put(row.getObject(1, UUID.class), row.getString(2)))
                .list();
        return rounds.undecided(round).stream()
                .map(target -> new NotificationContent.Target(
                        target.no(),
                        target.originalAddress(),
                        target.canonicalKey(),
                        reasons.getOrDefault(target.id(), "")))
                .toList();
    }

    private List<NotificationContent.Failure> failures(Round round) {
        var byId = rounds.words(round).keySet().stream().collect(Collectors.toMap(CaseTarget::id, CaseTarget::no));
        return measuresTaken.failures(byId.keySet()).stream()
                .map(failure -> new NotificationContent.Failure(
                        byId.get(failure.caseTargetId()),
                        failure.scope().name(),
                        failure.noticeNumber(),
                        failure.outcome()))
                .toList();
    }

    private List<NotificationContent.Exhibit> exhibits(CaseFile caseFile) {
        return evidence.kept(caseFile.id()).stream()
                .map(file -> new NotificationContent.Exhibit(
                        file.name(),
                        file.sha256(),
                        file.capturedAt().truncatedTo(ChronoUnit.SECONDS),
                        file.mediaType().startsWith("image/")))
                .toList();
    }

    private String write(NotificationContent content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private ContentStore.Stored store(byte[] pdf) {
        try {
            return store.store(new ByteArrayInputStream(pdf));
        } catch (IOException e) {
            throw new UncheckedIOException("The notification could not be stored", e);
        }
    }

    /**
     * The notification has reached the body, by its system or in Tasklist: the clock of its decision runs.
     *
     * @return when the decision is expected
     */
    @Transactional
    public Instant reached(String number, String notification, String words) {
        var round = rounds.of(number);
        var caseFile = rounds.caseOf(round);
        timeline.record(caseFile.id(), "BODY_NOTIFIED", Timeline.SOFTWARE, notification, words);
        return bodyClock.run(caseFile, round, notification);
    }

    public Notification byNumber(String number) {
        return sql.sql("select * from body_notification where number = ?")
                .param(number)
                .query(Notification.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("notification.unknown", number));
    }

    /** The round that the notification asked for. */
    public Round roundOf(String number) {
        return rounds.byId(sql.sql("select d.round_id from body_notification n join body_notification_draft d "
                        + "on d.id = n.draft_id where n.number = ?")
                .param(number)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("notification.unknown", number)));
    }

    /** The case's last notification. */
    public Optional<Notification> last(UUID caseId) {
        return sql.sql(
                        """
                        select n.* from body_notification n join body_notification_draft d on d.id = n.draft_id
                        join restriction_round o on o.id = d.round_id join restriction r on r.id = o.restriction_id
                        where r.case_id = ? order by n.composed_at desc, n.number desc limit 1
                        """)
                .param(caseId)
                .query(Notification.class)
                .optional();
    }

    public InputStream pdf(Notification notification) {
        try {
            return store.open(notification.pdfSha256());
        } catch (IOException e) {
            throw new UncheckedIOException("The notification could not be read", e);
        }
    }
}
