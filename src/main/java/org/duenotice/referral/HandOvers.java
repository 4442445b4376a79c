package org.duenotice.referral;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.casefile.Cases;
import org.duenotice.casefile.Participations;
import org.duenotice.casefile.Side;
import org.duenotice.problem.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person does who has looked at a package: hand it over, or send it back to be mended. */
@Component
@RequiredArgsConstructor
public class HandOvers {

    private final Cases cases;
    private final Participations participations;
    private final Referrals referrals;
    private final ReferralPackages packages;
    private final Timeline timeline;

    /** {@code bodyCode} counts only for a referral from before packages existed; otherwise the package says who gets it. */
    public record HandOver(String bodyCode, String number, LocalDate on, String person) {}

    /**
     * Records the hand-over of the last package.
     *
     * @return when registration is due, where nothing but this step starts that term: for a referral from before packages existed
     */
    @Transactional
    public Optional<Instant> handOver(String caseNumber, ReferralKind kind, HandOver handOver) {
        var caseFile = cases.byNumber(caseNumber);
        cases.refuseHeld(caseFile.id());
        var referral = referrals.get(caseFile.id(), kind);
        var body = referral.packaged() ? addressee(referral) : handOver.bodyCode();
        referrals.handOver(caseNumber, kind, body, handOver.number(), handOver.on(), handOver.person());
        return referral.packaged() || kind != ReferralKind.CRIMINAL
                ? Optional.empty()
                : Optional.of(referrals.awaitRegistration(caseNumber));
    }

    private String addressee(Referral referral) {
        return packages.last(referral.id())
                .map(ReferralPackage::bodyCode)
                .orElseThrow(() -> Problem.conflict("referral.no-package", referral.number()));
    }

    /** The package is to be mended, and why. */
    @Transactional
    public void sendBack(String caseNumber, ReferralKind kind, String remarks, String person) {
        var caseFile = cases.byNumber(caseNumber);
        cases.refuseHeld(caseFile.id());
        var referral = referrals.get(caseFile.id(), kind);
        if (!referral.packaged()) {
            throw Problem.conflict("referral.no-package", referral.number());
        }
        if (remarks.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        participations.join(caseFile.id(), person, Side.UNIT);
        timeline.record(caseFile.id(), "REFERRAL_SENT_BACK", person, referral.number(), remarks.strip());
    }
}
