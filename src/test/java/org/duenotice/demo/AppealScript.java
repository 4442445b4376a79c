package org.duenotice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * An appeal against a restricted demo target, from the measure to open access, over plain HTTP with the demo logins: the owner files without a
 * login, the measure is suspended, an officer cancels it, everyone who was asked for it confirms its reverse, and the public register says so.
 * Ends with an error when it does not.
 */
public final class AppealScript {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final Desk desk;
    private final URI application;
    private final PrintStream out;

    AppealScript(URI application, PrintStream out) {
        this.desk = new Desk(application);
        this.application = application;
        this.out = out;
    }

    public static void main(String[] arguments) {
        var application = URI.create(arguments.length > 0 ? arguments[0] : "http://localhost:8080");
        System.exit(new AppealScript(application, System.out).run() ? 0 : 1);
    }

    /** True when access is open again for everyone to read. */
    boolean run() {
        var number = restricted();
        var restriction = subject(number, "RESTRICTION_PROPOSED");
        out.printf("%s is restricted by %s: an address on a platform, and a site by operators%n", number, restriction);
        var filed = desk.post(
                "",
                "/public/v1/appeals",
                Map.of(
                        "appellant",
                        "OWNER",
                        "contested",
                        restriction,
                        "grounds",
                        "The page sells garden tools; the promise of 30 % a month was put there by somebody else",
                        "demands",
                        "Cancel the restriction",
                        "name",
                        "Owner (demo)",
                        "contact",
                        "Street 1, Demo town",
                        "signed",
                        true,
                        "language",
                        "ru"));
        var appeal = filed.path("number").asText();
        out.printf("%s is filed without a login; by itself that suspends nothing%n", appeal);
        desk.complete(
                "appeals1",
                "decideAdmissibility",
                appeal,
                Map.of("outcome", "ADMIT", "execution", "SUSPEND", "reasons", "In form and against an act of ours"));
        carriedOut(number, appeal, "SUSPENSION");
        desk.complete(
                "body-officer1",
                "reconsiderMeasure",
                appeal,
                Map.of("opinion", "UPHOLD", "reasons", "The page promised 30 % a month"));
        desk.complete(
                "appeals1",
                "reviewAppeal",
                appeal,
                Map.of(
                        "hearing",
                        "NOT_HELD",
                        "hearingGround",
                        "PARTICIPANT_ASKED",
                        "hearingReasons",
                        "The owner asked to decide on paper"));
        desk.complete(
                "appeals1",
                "decideAppeal",
                appeal,
                Map.of("outcome", "CANCELLED", "reasons", "The owner has shown that the page was misused by another"));
        out.printf("%s is decided: the act is cancelled%n", appeal);
        carriedOut(number, appeal, "RESTORATION");
        until(
                "/public/v1/appeals/" + appeal + "?code=" + filed.path("code").asText(),
                status -> status.path("state").asText().equals("RESTORATION_CONFIRMED"));
        return isOpen(restriction + "-1") && isOpen(restriction + "-2");
    }

    private boolean isOpen(String entry) {
        var page = desk.page("/register/" + entry + "?lang=en");
        var open = page.contains("Lifted");
        out.printf("%s/register/%s: %s%n", application, entry, open ? "lifted" : "NOT lifted");
        return open;
    }

    /** Everyone who was told confirms, and a person looks. */
    private void carriedOut(String caseNumber, String appeal, String kind) {
        var restorations = "/api/v1/cases/" + caseNumber + "/restorations";
        until(restorations, all -> !newest(all, appeal, kind).isEmpty());
        var number = newest(desk.get("manager1", restorations), appeal, kind);
        out.printf("%s: %s%n", number, kind);
        var confirmed = new HashSet<String>();
        until("/api/v1/restorations/" + number, one -> {
            one.path("addressees").forEach(addressee -> {
                var told = addressee.path("number").asText();
                if (addressee.path("state").asText().equals("TOLD") && confirmed.add(told)) {
                    confirm(number, told);
                    out.printf(
                            "  %-34s confirmed by %s%n",
                            told, addressee.path("party").asText());
                }
            });
            return !confirmed.isEmpty()
                    && confirmed.size() == one.path("addressees").size();
        });
        desk.complete("caseworker1", "verifyRestoration", number, Map.of("foundForAll", "AS_WANTED"));
        until(
                "/api/v1/restorations/" + number,
                one -> one.at("/summary/state").asText().equals("CONFIRMED"));
        out.printf("  %-34s confirmed by everyone, and seen by a person%n", number);
    }

    private static String newest(JsonNode restorations, String appeal, String kind) {
        var number = "";
        for (var one : restorations) {
            if (one.path("occasion").asText().equals(appeal)
                    && one.path("kind").asText().equals(kind)) {
                number = one.path("number").asText();
            }
        }
        return number;
    }

    private void confirm(String restoration, String told) {
        if (told.startsWith("O-")) {
            desk.complete(
                    "body-officer1",
                    "recordConfirmation",
                    told,
                    Map.of("confirmation", "EXECUTED", "reference", "D-1"));
            return;
        }
        desk.post(
                "liaison1",
                "/api/v1/restorations/" + restoration + "/confirmations",
                Map.of(
                        "letter",
                        told,
                        "outcome",
                        "CARRIED_OUT",
                        "reference",
                        "D-2",
                        "confirmedAt",
                        Instant.now().toString()));
    }

    /** A case of two addresses that are restricted: one removed by its platform, one closed by operators. */
    private String restricted() {
        var own = UUID.randomUUID().toString().substring(0, 8);
        var number = desk.report(
                "caseworker1",
                "FINANCIAL_PYRAMID",
                "https://t.me/demo_appeal_" + own + "/1",
                "https://demo-appeal-" + own + ".example/join");
        desk.addEvidence("caseworker1", number);
        desk.complete("caseworker1", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));
        Office.prepare(desk, number, desk.await("caseworker1", "prepareQualification", number));
        desk.complete("approver1", "approveQualification", number, Map.of("decision", "APPROVE"));
        desk.complete("caseworker2", "prepareNotification", number, DemoScript.NOTIFICATION);
        desk.complete("approver1", "approveNotification", number, Map.of("decision", "APPROVE"));
        desk.complete(
                "body-officer1",
                "decideRestriction",
                number,
                DemoScript.bodyDecision("APPROVE", LocalDate.now(ZONE).plusMonths(6)));
        desk.complete(
                "body-officer1",
                "decideMeasures",
                number,
                Map.of(
                        "addresseeForAll",
                        "PLATFORM",
                        "operatorTargets",
                        List.of("2"),
                        "reasons",
                        "They answer for it"));
        var orders =
                until("/api/v1/orders?limit=20", all -> !orderOf(all, number).isEmpty());
        desk.get("manager1", "/api/v1/orders/" + orderOf(orders, number))
                .path("executions")
                .forEach(execution -> confirm(
                        "",
                        orderOf(orders, number) + "/"
                                + execution.path("operatorCode").asText()));
        var notice = subject(number, "NOTICE_PREPARED");
        desk.complete("liaison1", "recordAnswer", notice, Map.of("answerForAll", "REMOVED"));
        desk.complete(
                "caseworker1",
                "verifyOutcome",
                notice,
                Map.of("verifyForAll", "CONFIRMED", "noCaptureReason", "The platform says that it is gone"));
        until(
                "/api/v1/cases/" + number,
                one -> one.at("/summary/state").asText().equals("CLOSED"));
        return number;
    }

    private static String orderOf(JsonNode orders, String caseNumber) {
        for (var order : orders.path("items")) {
            if (order.path("caseNumber").asText().equals(caseNumber)
                    && order.path("kind").asText().equals("RESTRICT")) {
                return order.path("number").asText();
            }
        }
        return "";
    }

    /** The number that the story names first under that kind. */
    private String subject(String caseNumber, String kind) {
        for (var entry : desk.get("manager1", "/api/v1/cases/" + caseNumber).path("timeline")) {
            if (entry.path("kind").asText().equals(kind)) {
                return entry.path("subject").asText();
            }
        }
        throw new IllegalStateException("No " + kind + " in the story of " + caseNumber);
    }

    private JsonNode until(String path, Predicate<JsonNode> there) {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            var found = desk.get("manager1", path);
            if (there.test(found)) {
                return found;
            }
            Desk.pause();
        }
        throw new IllegalStateException("Not within %s: %s".formatted(PATIENCE, path));
    }
}
