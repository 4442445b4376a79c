package org.duenotice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Works the imported demo cases through every route, closing, notice outcome and gate choice, over plain HTTP with the demo
 * logins, and prints what became of every target. Ends with an error when a target is missing or counted twice.
 */
public final class DemoScript {

    static final Map<String, Object> NOTIFICATION = Map.of(
            "reasonsRu", "Страница обещает 30 % в месяц и просит приводить друзей",
            "reasonsKk", "Бет айына 30 % уәде етеді және достарды әкелуді сұрайды");

    /** Dispositions of a target about which something is still to be done. */
    private static final Set<String> UNDECIDED =
            Set.of("", "IN_QUALIFICATION", "RESTRICTION_SOUGHT", "UNDER_NOTICE", "UNDER_ORDER");

    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final Desk desk;
    private final PrintStream out;

    DemoScript(URI application, PrintStream out) {
        this.desk = new Desk(application);
        this.out = out;
    }

    public static void main(String[] arguments) {
        var application = URI.create(arguments.length > 0 ? arguments[0] : "http://localhost:8080");
        System.exit(new DemoScript(application, System.out).run() ? 0 : 1);
    }

    /** One way a case can go; each is taken in turn. */
    private enum Way {
        CRIMINAL_AND_REMOVED,
        GEO_RESTRICTED,
        CRIMINAL_ONLY,
        NO_VIOLATION,
        ALREADY_UNAVAILABLE,
        OUT_OF_COMPETENCE,
        DUPLICATE,
        CANCELLED,
        BODY_REFUSES,
        BODY_WANTS_MORE_THEN_ARGUMENT_ACCEPTED,
        NEW_TERM_THEN_REMOVED,
        SECOND_CONTACT_THEN_LABELLED,
        FORMAL_ORDER_THEN_REMOVED,
        WITHDRAWN,
        RIGHTS_REVIEW_REFUSED,
        TICK_TAKEN_BACK_THEN_ALREADY_GONE,
        PARTLY_REMOVED_STILL_THERE
    }

    /** True when every target of the demo is accounted for exactly once. */
    boolean run() {
        var open = desk.all("caseworker1", "/api/v1/cases?state=DETECTED&limit=200");
        out.printf("%d cases wait for their evidence%n", open.size());
        var ways = Way.values();
        var worked = 0;
        for (var line : open) {
            var number = line.path("number").asText();
            var category = line.path("category").asText();
            if (category.equals("PYRAMID_ADVERTISING") && worked % 2 == 0) {
                administrative(number, category);
                out.printf("%s  %-20s administrative referral%n", number, category);
            } else {
                var way = ways[worked % ways.length];
                go(way, number, category);
                out.printf("%s  %-20s %s%n", number, category, way);
            }
            worked++;
        }
        return table();
    }

    private void go(Way way, String number, String category) {
        switch (way) {
            case CRIMINAL_AND_REMOVED -> {
                restriction(number, category, true);
                bodyDecides(number, "APPROVE");
                notices(number).forEach(notice -> answered(notice, "REMOVED", "CONFIRMED"));
                criminal(number, category);
            }
            case GEO_RESTRICTED -> {
                approvedRestriction(number, category);
                notices(number).forEach(notice -> answer(notice, "GEO_RESTRICTED", null));
            }
            case CRIMINAL_ONLY -> {
                captured(number);
                prepare(number, measures(number, offence(category), false));
                decide(number, "APPROVE");
                offenceReferral(number, category);
            }
            case NO_VIOLATION, DUPLICATE -> close(number, way.name(), Map.of());
            case OUT_OF_COMPETENCE -> close(number, way.name(), Map.of("protectedExpression", "PRESS"));
            case ALREADY_UNAVAILABLE -> {
                desk.complete(
                        "caseworker1",
                        "captureEvidence",
                        number,
                        Map.of("captureOutcome", "NOT_OBTAINABLE", "captureRemarks", "The page is gone"));
                closing(number, way.name(), Map.of());
            }
            case CANCELLED -> {
                captured(number);
                prepare(number, measures(number, "NONE", true));
                decide(number, "CANCEL");
            }
            case BODY_REFUSES -> {
                restriction(number, category, false);
                bodyDecides(number, "REFUSE");
            }
            case BODY_WANTS_MORE_THEN_ARGUMENT_ACCEPTED -> {
                restriction(number, category, false);
                bodyDecides(number, "RETURN");
                desk.addEvidence("caseworker2", number);
                desk.complete(
                        "caseworker2", "supplementEvidence", number, Map.of("supplementRemarks", "A dated screenshot"));
                bodyDecides(number, "APPROVE");
                notices(number).forEach(notice -> {
                    answer(notice, "REFUSED", "LAW");
                    gate(notice, Map.of("choice", "ACCEPT_ARGUMENT", "reasons", "Their reading of the law is sound"));
                });
            }
            case NEW_TERM_THEN_REMOVED ->
                afterGate(number, category, Map.of("choice", "NEW_TERM", "newTermHours", 24), "REMOVED", "CONFIRMED");
            case SECOND_CONTACT_THEN_LABELLED ->
                afterGate(number, category, Map.of("choice", "SECOND_CONTACT"), "LABELLED", null);
            case FORMAL_ORDER_THEN_REMOVED ->
                afterGate(number, category, Map.of("choice", "FORMAL_ORDER"), "REMOVED", "CONFIRMED");
            case WITHDRAWN -> {
                approvedRestriction(number, category);
                notices(number).forEach(notice -> {
                    answer(notice, "NO_ACTION", null);
                    gate(notice, Map.of("choice", "WITHDRAW", "reasons", "The basis no longer holds"));
                });
            }
            case RIGHTS_REVIEW_REFUSED -> {
                rightsReview(number);
                desk.complete(
                        "lawyer1",
                        "reviewRights",
                        number,
                        Map.of("decision", "REFUSE", "reasons", "This is journalism"));
            }
            case TICK_TAKEN_BACK_THEN_ALREADY_GONE -> {
                rightsReview(number);
                desk.complete(
                        "lawyer1",
                        "reviewRights",
                        number,
                        Map.of("decision", "TAKE_BACK_TICK", "reasons", "An advertisement, ticked by mistake"));
                prepare(number, measures(number, "NONE", true));
                decide(number, "APPROVE");
                bodyDecides(number, "APPROVE");
                notices(number).forEach(notice -> answered(notice, "ALREADY_GONE", "CONFIRMED"));
            }
            case PARTLY_REMOVED_STILL_THERE -> {
                approvedRestriction(number, category);
                notices(number).forEach(notice -> {
                    answered(notice, "REMOVED", "STILL_THERE");
                    gate(notice, Map.of("choice", "ACCEPT_ARGUMENT", "reasons", "Removed in parts, a mirror is left"));
                });
            }
        }
    }

    private void afterGate(String number, String category, Map<String, ?> choice, String outcome, String found) {
        approvedRestriction(number, category);
        notices(number).forEach(notice -> {
            answer(notice, "NO_ACTION", null);
            var entered = new HashMap<String, Object>(choice);
            entered.put("reasons", "They did nothing");
            gate(notice, entered);
            if (choice.containsValue("FORMAL_ORDER")) {
                desk.complete("approver1", "approveEscalation", notice, Map.of("decision", "APPROVE"));
            }
            if (found == null) {
                answer(notice, outcome, null);
            } else {
                answered(notice, outcome, found);
            }
        });
    }

    private void captured(String number) {
        desk.addEvidence("caseworker1", number);
        desk.complete("caseworker1", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));
    }

    private void prepare(String number, Map<String, ?> entered) {
        desk.complete("caseworker1", "prepareQualification", number, entered);
    }

    private void decide(String number, String decision) {
        desk.complete(
                "approver1", "approveQualification", number, Map.of("decision", decision, "remarks", "Seen by two"));
    }

    private void close(String number, String closing, Map<String, ?> more) {
        captured(number);
        closing(number, closing, more);
    }

    private void closing(String number, String closing, Map<String, ?> more) {
        var entered = new HashMap<String, Object>(more);
        entered.putAll(Map.of("proposal", "CLOSE", "closing", closing, "reasons", "Looked at every address"));
        prepare(number, entered);
        decide(number, "APPROVE");
    }

    private void rightsReview(String number) {
        captured(number);
        prepare(
                number,
                Map.of(
                        "proposal",
                        "RIGHTS_REVIEW",
                        "protectedExpression",
                        "PRESS",
                        "reasons",
                        "Looks like an article"));
    }

    /** Measures with the first basis that the form offers for each. */
    private Map<String, Object> measures(String number, String offenceRoute, boolean restriction) {
        var task = desk.await("caseworker1", "prepareQualification", number)
                .path("id")
                .asText();
        var form = desk.get("caseworker1", "/engine-rest/task/" + task + "/form-variables?deserializeValues=false");
        var entered = new HashMap<String, Object>();
        entered.put("proposal", "MEASURES");
        entered.put("offenceRoute", offenceRoute);
        if (!offenceRoute.equals("NONE")) {
            ownFinding(number);
            entered.put("offenceBasis", option(form, "legalBases"));
        }
        entered.put("restriction", restriction);
        if (restriction) {
            entered.put("restrictionBasis", option(form, "restrictionBases"));
        }
        entered.put("reasons", "The page promises 30 % a month and asks to bring friends");
        return entered;
    }

    /** An anonymous message is no ground; what the caseworker saw on the pages is, as a sighting of our own in the same case. */
    private void ownFinding(String number) {
        var caseFile = desk.get("caseworker1", "/api/v1/cases/" + number).path("summary");
        if (!caseFile.path("source").asText().equals("ANONYMOUS")) {
            return;
        }
        var addresses = new ArrayList<String>();
        desk.get("caseworker1", "/api/v1/cases/" + number + "/targets")
                .forEach(target -> addresses.add(target.path("originalAddress").asText()));
        desk.report("caseworker1", caseFile.path("category").asText(), addresses.toArray(String[]::new));
    }

    /** The last option: the one that needs no judicial act comes after the one that does. */
    static String option(JsonNode form, String list) {
        try {
            var options = new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(form.path(list).path("value").asText());
            return options.get(options.size() - 1).path("value").asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String offence(String category) {
        return category.equals("PYRAMID_ADVERTISING") ? "ADMINISTRATIVE" : "CRIMINAL";
    }

    private void restriction(String number, String category, boolean withOffence) {
        captured(number);
        prepare(number, measures(number, withOffence ? offence(category) : "NONE", true));
        decide(number, "APPROVE");
    }

    private void approvedRestriction(String number, String category) {
        restriction(number, category, false);
        bodyDecides(number, "APPROVE");
    }

    /** The body is told: prepared by one, approved by another. */
    private void notified(String number) {
        desk.complete("caseworker2", "prepareNotification", number, NOTIFICATION);
        desk.complete("approver1", "approveNotification", number, Map.of("decision", "APPROVE"));
    }

    private void bodyDecides(String number, String decision) {
        notified(number);
        desk.complete("body-officer1", "decideRestriction", number, bodyDecision(decision, today().plusMonths(6)));
        if (decision.equals("APPROVE")) {
            decideMeasures(desk, number);
        }
    }

    /** The officer addresses platforms, and the owner of each site. */
    static void decideMeasures(Desk desk, String number) {
        var sites = new ArrayList<String>();
        desk.get("body-officer1", "/api/v1/cases/" + number + "/targets").forEach(target -> {
            if (target.path("platformCode").asText().equals("WEB")) {
                sites.add(target.path("no").asText());
            }
        });
        desk.complete(
                "body-officer1",
                "decideMeasures",
                number,
                Map.of(
                        "addresseeForAll",
                        "PLATFORM",
                        "siteOwnerTargets",
                        sites,
                        "ownerContacts",
                        "owner@site.example",
                        "reasons",
                        "They answer for these pages"));
    }

    static Map<String, Object> bodyDecision(String decision, LocalDate reviewDate) {
        return Map.of(
                "decisionForAll",
                decision,
                "reasons",
                "Prohibited by law, or not shown to be",
                "reviewDate",
                reviewDate.toString(),
                "hearing",
                "NOT_HELD",
                "hearingGround",
                "IMMEDIATE_ACT_NEEDED",
                "hearingReasons",
                "People lose their money as long as the page stands");
    }

    private static LocalDate today() {
        return LocalDate.now(ZONE);
    }

    private void administrative(String number, String category) {
        captured(number);
        prepare(number, measures(number, "ADMINISTRATIVE", false));
        decide(number, "APPROVE");
        offenceReferral(number, category);
    }

    private void criminal(String number, String category) {
        offenceReferral(number, category);
    }

    private void offenceReferral(String number, String category) {
        if (offence(category).equals("ADMINISTRATIVE")) {
            handOver("handOverAdministrativeReferral", number);
            desk.complete(
                    "liaison1",
                    "recordAdministrativeOutcome",
                    number,
                    Map.of("outcome", "ACCEPTED", "outcomeNumber", "A-17", "outcomeDate", today().toString()));
        } else {
            handOver("handOverCriminalReferral", number);
            desk.complete(
                    "liaison1",
                    "recordRegistration",
                    number,
                    Map.of(
                            "outcome",
                            "REGISTERED",
                            "registrationNumber",
                            "260000000000017",
                            "outcomeDate",
                            today().toString()));
            desk.complete(
                    "liaison1",
                    "recordProsecutorNotice",
                    number,
                    Map.of(
                            "prosecutor",
                            "City prosecutor (demo)",
                            "noticeNumber",
                            "P-17",
                            "noticeDate",
                            today().toString(),
                            "proof",
                            "Stamp of the office"));
        }
    }

    private void handOver(String task, String number) {
        desk.complete(
                "caseworker1",
                task.replace("handOver", "prepare"),
                number,
                Map.of(
                        "body",
                        "ECONOMIC_INVESTIGATIONS",
                        "bodyGround",
                        "It began the work on this pyramid",
                        "factsRu",
                        "Страница обещает 30 % в месяц и просит приводить друзей",
                        "factsKk",
                        "Бет айына 30 % уәде етеді және достарды әкелуді сұрайды"));
        desk.complete(
                "liaison1",
                task,
                number,
                Map.of(
                        "body",
                        "ECONOMIC_INVESTIGATIONS",
                        "handOverNumber",
                        "12/345",
                        "handOverDate",
                        today().toString()));
    }

    /** The numbers of a case's notices, as its story tells them. */
    private List<String> notices(String number) {
        var numbers = new TreeSet<String>();
        desk.get("liaison1", "/api/v1/cases/" + number).path("timeline").forEach(event -> {
            if (event.path("kind").asText().equals("NOTICE_PREPARED")) {
                numbers.add(event.path("subject").asText());
            }
        });
        return List.copyOf(numbers);
    }

    private void answer(String notice, String outcome, String ground) {
        desk.await("liaison1", "recordAnswer", notice);
        var items = new ArrayList<Map<String, Object>>();
        desk.get("liaison1", "/api/v1/notices/" + notice).path("items").forEach(item -> {
            var answer = new HashMap<String, Object>();
            answer.put("no", item.path("no").asInt());
            answer.put("outcome", outcome);
            if (ground != null) {
                answer.put("ground", ground);
            }
            items.add(answer);
        });
        desk.post(
                "liaison1",
                "/api/v1/notices/" + notice + "/answers",
                Map.of("answeredAt", Instant.now().toString(), "reference", "REF-" + notice, "items", items));
    }

    private void answered(String notice, String outcome, String found) {
        answer(notice, outcome, null);
        desk.addEvidence(
                "caseworker2",
                desk.get("caseworker2", "/api/v1/notices/" + notice)
                        .path("summary")
                        .path("caseNumber")
                        .asText());
        desk.complete("caseworker2", "verifyOutcome", notice, Map.of("verifyForAll", found));
    }

    private void gate(String notice, Map<String, ?> choice) {
        desk.complete("liaison1", "decideEscalation", notice, choice);
    }

    private boolean table() {
        awaitClosing();
        var cases = desk.all("manager1", "/api/v1/cases?limit=200");
        var counts = new TreeMap<String, Map<String, Integer>>();
        var keys = new TreeSet<String>();
        var targets = 0;
        for (var line : cases) {
            for (var target :
                    desk.get("manager1", "/api/v1/cases/" + line.path("number").asText() + "/targets")) {
                counts.computeIfAbsent(target.path("platformCode").asText(), p -> new TreeMap<>())
                        .merge(target.path("disposition").asText(), 1, Integer::sum);
                keys.add(target.path("canonicalKey").asText());
                targets++;
            }
        }
        print(counts);
        var closed = cases.stream()
                .filter(line -> line.path("state").asText().equals("CLOSED"))
                .count();
        var open = counts.values().stream()
                .flatMap(row -> row.entrySet().stream())
                .filter(row -> UNDECIDED.contains(row.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        out.printf(
                "%d cases, %d closed; %d targets, %d distinct, %d accounted for%n",
                cases.size(), closed, targets, keys.size(), targets - open);
        return open == 0 && keys.size() == targets && closed == cases.size();
    }

    /** Letters and closings are done by jobs: the last of them may still be on their way. */
    private void awaitClosing() {
        for (var i = 0; i < 150; i++) {
            var open = desk.all("manager1", "/api/v1/cases?state=ROUTED&limit=200");
            if (open.isEmpty()) {
                return;
            }
            Desk.pause();
        }
    }

    private void print(Map<String, Map<String, Integer>> counts) {
        var dispositions = new TreeSet<String>();
        counts.values().forEach(row -> dispositions.addAll(row.keySet()));
        out.printf("%n%-22s", "");
        counts.keySet().forEach(platform -> out.printf("%10s", platform));
        out.printf("%10s%n", "all");
        for (var disposition : dispositions) {
            out.printf("%-22s", disposition);
            var all = 0;
            for (var row : counts.values()) {
                out.printf("%10d", row.getOrDefault(disposition, 0));
                all += row.getOrDefault(disposition, 0);
            }
            out.printf("%10d%n", all);
        }
        out.println();
    }
}
