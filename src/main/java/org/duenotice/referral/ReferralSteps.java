package org.duenotice.referral;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.CaseFile;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.law.Competences;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens to a criminal referral between hand-over and its end: transfers between bodies through the prosecutor, the word to
 * the prosecutor, and the passing on where the data do not suffice. Each is a fact of its own with its own clock.
 */
@Component
@RequiredArgsConstructor
public class ReferralSteps {

    private final JdbcClient sql;
    private final Cases cases;
    private final Participations participations;
    private final Referrals referrals;
    private final Competences competences;
    private final ReferralClocks clocks;
    private final Timeline timeline;
    private final Clock clock;

    /** A transfer; who has the material then is null while the prosecutor has not said. */
    public record Transfer(
            UUID id,
            int no,
            String ground,
            LocalDate announcedOn,
            String bodyCode,
            String prosecutor,
            String number,
            LocalDate decidedOn) {}

    /** What was sent, to whom and when; words are the proof. */
    public record Sent(String recipient, String number, LocalDate on, String words, String person) {}

    /**
     * The body says that another one has jurisdiction (УПК 186): from that day the material is to be with the prosecutor within
     * five days.
     */
    @Transactional
    public Instant announceTransfer(String caseNumber, LocalDate on, String ground, String person) {
        var caseFile = cases.byNumber(caseNumber);
        var referral = referrals.waiting(caseFile, ReferralKind.CRIMINAL);
        if (!referral.packaged()) {
            throw Problem.conflict("referral.no-package", referral.number());
        }
        if (ground.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        if (clocks.isOutside(on, referral.handedOverOn())) {
            throw Problem.invalid("referral.outcome-date", referral.handedOverOn(), clocks.today());
        }
        if (openTransfer(referral).isPresent()) {
            throw Problem.conflict("referral.transfer-open", caseNumber);
        }
        participations.join(caseFile.id(), person, Side.UNIT);
        sql.sql("insert into referral_transfer select ?, ?, count(*) + 1, ?, ?, ?, ? from referral_transfer "
                        + "where referral_id = ?")
                .params(UUID.randomUUID(), referral.id(), ground.strip(), on, person, now(), referral.id())
                .update();
        timeline.record(caseFile.id(), "REFERRAL_TRANSFER_ANNOUNCED", person, referral.number(), ground.strip());
        return clocks.start(caseFile, ReferralTerm.TRANSFER, clocks.startOn(on));
    }

    /** The prosecutor has the material and has said which body it goes to; only one that competence gives. */
    @Transactional
    public void transfer(String caseNumber, String bodyCode, Sent sent) {
        var caseFile = cases.byNumber(caseNumber);
        var referral = referrals.waiting(caseFile, ReferralKind.CRIMINAL);
        var transfer = openTransfer(referral).orElseThrow(() -> Problem.conflict("referral.transfer-none", caseNumber));
        check(sent, transfer.announcedOn());
        referrals.checkBody(caseFile, ReferralKind.CRIMINAL, bodyCode);
        if (bodyCode.equals(referral.bodyCode())) {
            throw Problem.invalid("referral.transfer-same-body", bodyCode);
        }
        participations.join(caseFile.id(), sent.person(), Side.UNIT);
        sql.sql("insert into referral_transfer_decision values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        transfer.id(),
                        bodyCode,
                        competences.body(bodyCode, sent.on()).version(),
                        sent.recipient().strip(),
                        sent.number().strip(),
                        sent.on(),
                        sent.person(),
                        now())
                .update();
        clocks.meet(caseFile, ReferralTerm.TRANSFER);
        timeline.record(
                caseFile.id(),
                "REFERRAL_TRANSFERRED",
                sent.person(),
                sent.number().strip(),
                bodyCode);
    }

    private Optional<Transfer> openTransfer(Referral referral) {
        return transfers(referral.id()).stream()
                .filter(transfer -> transfer.bodyCode() == null)
                .findFirst();
    }

    /** The transfers of a referral in their order. */
    public List<Transfer> transfers(UUID referralId) {
        return sql.sql(
                        """
                        select f.id, f.no, f.ground, f.announced_on, d.body_code, d.prosecutor, d.number, d.decided_on
                        from referral_transfer f left join referral_transfer_decision d on d.transfer_id = f.id
                        where f.referral_id = ? order by f.no
                        """)
                .param(referralId)
                .query(Transfer.class)
                .list();
    }

    /** The prosecutor was told of the start of the investigation, with what shows it (УПК 179(1)). */
    @Transactional
    public void tellProsecutor(String caseNumber, Sent sent) {
        var caseFile = cases.byNumber(caseNumber);
        var referral = answered(caseFile, ReferralOutcome.REGISTERED);
        check(sent, referral.outcomeOn());
        if (sent.words().isBlank()) {
            throw Problem.invalid("referral.proof-missing");
        }
        participations.join(caseFile.id(), sent.person(), Side.UNIT);
        sql.sql("insert into prosecutor_notice values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        referral.id(),
                        sent.recipient().strip(),
                        sent.number().strip(),
                        sent.on(),
                        sent.words().strip(),
                        sent.person(),
                        now())
                .update();
        clocks.meet(caseFile, ReferralTerm.PROSECUTOR);
        timeline.record(
                caseFile.id(),
                "PROSECUTOR_NOTIFIED",
                sent.person(),
                sent.number().strip(),
                sent.recipient().strip());
    }

    /** Without enough data it went on, unregistered, to the body that is to check (УПК 181(5)). */
    @Transactional
    public void passOn(String caseNumber, Sent sent) {
        var caseFile = cases.byNumber(caseNumber);
        cases.refuseHeld(caseFile.id());
        var referral = answered(caseFile, ReferralOutcome.INSUFFICIENT_DATA);
        check(sent, referral.outcomeOn());
        participations.join(caseFile.id(), sent.person(), Side.UNIT);
        sql.sql("insert into referral_passing_on values (?, ?, ?, ?, ?, ?)")
                .params(referral.id(), sent.recipient().strip(), sent.number().strip(), sent.on(), sent.person(), now())
                .update();
        clocks.meet(caseFile, ReferralTerm.PASSING_ON);
        timeline.record(
                caseFile.id(),
                "REFERRAL_PASSED_ON",
                sent.person(),
                sent.number().strip(),
                sent.recipient().strip());
    }

    private Referral answered(CaseFile caseFile, ReferralOutcome outcome) {
        var referral = referrals.get(caseFile.id(), ReferralKind.CRIMINAL);
        if (referral.outcome() != outcome) {
            throw Problem.conflict("referral.not-waiting", caseFile.number());
        }
        return referral;
    }

    private void check(Sent sent, LocalDate earliest) {
        if (sent.recipient().isBlank()) {
            throw Problem.invalid("referral.recipient-missing");
        }
        if (sent.number().isBlank()) {
            throw Problem.invalid("referral.number-missing");
        }
        if (clocks.isOutside(sent.on(), earliest)) {
            throw Problem.invalid("referral.step-date", earliest, clocks.today());
        }
    }

    private java.time.OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
