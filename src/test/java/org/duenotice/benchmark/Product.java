package org.duenotice.benchmark;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.casefile.Cases;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.intake.Detections;
import org.duenotice.intake.Source;
import org.duenotice.law.LegalBases;
import org.duenotice.law.Purpose;
import org.duenotice.notice.Answers;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.Notices;

/** DueNotice itself: detections, evidence and answers through their services, everything else through people's tasks. */
@RequiredArgsConstructor
final class Product implements Side {

    private static final String CATEGORY = "FINANCIAL_PYRAMID";
    private static final String REASONS = "The page promises 30 % a month and asks to bring friends";

    private final People people;
    private final Detections detections;
    private final Cases cases;
    private final EvidenceFiles evidence;
    private final LegalBases legalBases;
    private final Notices notices;
    private final Answers answers;
    private final Clock clock;
    private final int targets;
    private final AtomicInteger addresses = new AtomicInteger();

    @Override
    public Walk offence() {
        var qualification = Map.<String, Object>of(
                "proposal",
                "MEASURES",
                "offenceRoute",
                "CRIMINAL",
                "offenceBasis",
                basis(Purpose.CRIMINAL),
                "restriction",
                false,
                "reasons",
                REASONS);
        return new Walk(List.of(
                this::report,
                this::addEvidence,
                act("caseworker1", "captureEvidence", Map.of("captureOutcome", "CAPTURED")),
                act("caseworker1", "prepareQualification", qualification),
                act("approver1", "approveQualification", Map.of("decision", "APPROVE")),
                act(
                        "caseworker1",
                        "prepareCriminalReferral",
                        Map.of(
                                "body", "ECONOMIC_INVESTIGATIONS",
                                "bodyGround", REASONS,
                                "factsRu", REASONS,
                                "factsKk", REASONS)),
                act(
                        "liaison1",
                        "handOverCriminalReferral",
                        Map.of(
                                "body", "ECONOMIC_INVESTIGATIONS",
                                "handOverNumber", "12/345",
                                "handOverDate", today())),
                act(
                        "liaison1",
                        "recordRegistration",
                        Map.of(
                                "outcome",
                                "REGISTERED",
                                "registrationNumber",
                                "260000000000001",
                                "outcomeDate",
                                today())),
                act(
                        "liaison1",
                        "recordProsecutorNotice",
                        Map.of("prosecutor", "Demo", "noticeNumber", "P-1", "noticeDate", today(), "proof", REASONS)),
                this::seeClosed));
    }

    @Override
    public Walk notice() {
        var qualification = Map.<String, Object>of(
                "proposal",
                "MEASURES",
                "offenceRoute",
                "NONE",
                "restriction",
                true,
                "restrictionBasis",
                basis(Purpose.RESTRICTION),
                "reasons",
                REASONS);
        var approval = Map.<String, Object>of(
                "decisionForAll", "APPROVE",
                "reasons", "Prohibited by law",
                "reviewDate", LawDay.of(clock.instant()).plusMonths(6).toString(),
                "hearing", "NOT_HELD",
                "hearingGround", "IMMEDIATE_ACT_NEEDED",
                "hearingReasons", REASONS);
        return new Walk(List.of(
                this::report,
                this::addEvidence,
                act("caseworker1", "captureEvidence", Map.of("captureOutcome", "CAPTURED")),
                act("caseworker1", "prepareQualification", qualification),
                act("approver1", "approveQualification", Map.of("decision", "APPROVE")),
                act("caseworker1", "prepareNotification", Map.of("reasonsRu", REASONS, "reasonsKk", REASONS)),
                act("approver1", "approveNotification", Map.of("decision", "APPROVE")),
                act("body-officer1", "decideRestriction", approval),
                act(
                        "body-officer1",
                        "decideMeasures",
                        Map.of("addresseeForAll", "PLATFORM", "reasons", "It answers for this page")),
                this::readNoticeNumber,
                this::answer,
                walk -> people.complete(
                        "caseworker2",
                        "verifyOutcome",
                        walk.noticeNumber,
                        Map.of("verifyForAll", "CONFIRMED", "noCaptureReason", "The page answers 404")),
                this::seeClosed));
    }

    private Walk.Act act(String person, String task, Map<String, Object> input) {
        return walk -> people.complete(person, task, walk.caseNumber, input);
    }

    private boolean report(Walk walk) {
        var reported = new Detections.Report(
                CATEGORY, "Promises 30 % a month", Source.OWN_MONITORING, null, newAddresses(), "caseworker1");
        walk.caseNumber =
                people.as("caseworker1", () -> detections.report(reported)).number();
        return true;
    }

    private List<String> newAddresses() {
        return Stream.generate(() -> "https://t.me/demo_pyramid_benchmark/" + addresses.incrementAndGet())
                .limit(targets)
                .toList();
    }

    private boolean addEvidence(Walk walk) {
        var page = ("<html>" + UUID.randomUUID() + "</html>").getBytes(StandardCharsets.UTF_8);
        evidence.add(
                cases.byNumber(walk.caseNumber).id(),
                "page.html",
                "text/html",
                new ByteArrayInputStream(page),
                clock.instant(),
                "caseworker1");
        return true;
    }

    private boolean readNoticeNumber(Walk walk) {
        walk.noticeNumber =
                notices.of(cases.byNumber(walk.caseNumber).id()).get(0).number();
        return true;
    }

    private boolean answer(Walk walk) {
        if (!people.sees("liaison1", "recordAnswer", walk.noticeNumber)) {
            return false;
        }
        var items = notices.items(notices.byNumber(walk.noticeNumber).id()).stream()
                .map(item -> new Answers.ItemAnswer(item.no(), ItemOutcome.REMOVED, null))
                .toList();
        people.as(
                "liaison1",
                () -> answers.receive(new Answers.NewAnswer(
                        walk.noticeNumber,
                        Answers.Channel.API,
                        Answers.Kind.OUTCOME,
                        "REF-1",
                        items,
                        clock.instant(),
                        "",
                        "liaison1")));
        return true;
    }

    private boolean seeClosed(Walk walk) {
        return people.isOver("detection-case", walk.caseNumber);
    }

    private String basis(Purpose purpose) {
        return legalBases.of(purpose, CATEGORY, LawDay.of(clock.instant())).stream()
                .filter(basis -> !basis.needsAct())
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }

    private String today() {
        return LawDay.of(clock.instant()).toString();
    }
}
