package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.referral.ReferralContent;
import org.duenotice.referral.ReferralPackages;
import org.duenotice.referral.Referrals;
import org.duenotice.restriction.Notifications;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What was disposed of is no evidence any more: nothing rests on it, and no paper promises it. */
@DueNoticeTest
class DisposedEvidenceTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @Autowired
    private EvidenceFiles evidence;

    @Autowired
    private Referrals referrals;

    @Autowired
    private ReferralPackages packages;

    @Autowired
    private Notifications notifications;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private UUID caseId(String number) {
        return casework.cases.byNumber(number).id();
    }

    /** A closed case that is taken up again after that piece of its evidence was disposed of. */
    private void reopenedWithout(String number, Evidence piece) {
        var disposed = Caller.of(port, "manager1")
                .act(
                        "/api/v1/cases/" + number + "/evidence/" + piece.id() + "/disposal",
                        "{\"reasons\": \"The term of keeping has ended\"}");
        assertThat(disposed.statusCode()).as(disposed.body()).isEqualTo(204);
        var reopened = Caller.of(port, "approver1")
                .act("/api/v1/cases/" + number + "/reopenings", "{\"reason\": \"A new witness\"}");
        assertThat(reopened.statusCode()).as(reopened.body()).isEqualTo(200);
    }

    private String refused() {
        var number = casework.restrictionSought(Casework.address());
        casework.bodyRefuses(number);
        return number;
    }

    @Test
    void aCaseWhoseOnlyEvidenceWasDisposedOfAsksForEvidenceAgain() {
        var number = refused();
        reopenedWithout(number, evidence.of(caseId(number)).get(0));
        var measures = casework.measures("FINANCIAL_PYRAMID", "CRIMINAL", false);

        assertThat(evidence.isThere(caseId(number))).isFalse();
        assertThatThrownBy(() -> casework.complete("caseworker1", "prepareQualification", number, measures))
                .hasStackTraceContaining("evidence.none");

        casework.addEvidence(number);
        casework.complete("caseworker1", "prepareQualification", number, measures);
        casework.approve(number);
        assertThat(casework.open(number)).contains("prepareCriminalReferral");
    }

    @Test
    void papersListWhatIsKeptAndTheirFilesCanBeFetched() {
        var number = refused();
        var gone = evidence.of(caseId(number)).get(0);
        reopenedWithout(number, gone);
        casework.addEvidence(number);
        casework.addEvidence(number);
        var kept = evidence.of(caseId(number)).stream()
                .map(Evidence::sha256)
                .filter(sha256 -> !sha256.equals(gone.sha256()))
                .toList();
        assertThat(kept).hasSize(2);
        casework.complete(
                "caseworker1",
                "prepareQualification",
                number,
                casework.measures("FINANCIAL_PYRAMID", "CRIMINAL", true));
        casework.approve(number);
        casework.notifyBody(number);
        casework.prepareReferral(number, "POLICE");

        var composed =
                packages.last(referrals.last(caseId(number)).orElseThrow().id()).orElseThrow();
        List<ReferralContent.Exhibit> listed = packages.content(composed).evidence();
        assertThat(listed).extracting(ReferralContent.Exhibit::sha256).containsExactlyElementsOf(kept);
        assertThat(listed).extracting(ReferralContent.Exhibit::no).containsExactly(1, 2);
        var bundle = Caller.of(port, "liaison1").get(composed.place() + "/bundle");
        assertThat(bundle.statusCode()).as(bundle.body()).isEqualTo(200);
        assertThat(notifications.last(caseId(number)).orElseThrow().content())
                .contains(kept)
                .doesNotContain(gone.sha256());
    }
}
