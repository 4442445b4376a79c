package org.duenotice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The people of the simulation: whoever a task is for works it, as its form would, until nothing is left to do. */
final class Office {

    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");
    private static final Pattern LINE = Pattern.compile(
            "(?m)^(\\d{1,3}) (REMOVED|GEO_RESTRICTED|NO_ACTION|REFUSED)(?: (PROCEDURE|LAW|POLICY))?\\s*$");
    private static final Map<String, String> FIELD_BY_OUTCOME = Map.of(
            "REMOVED", "removedTargets",
            "GEO_RESTRICTED", "geoRestrictedTargets",
            "NO_ACTION", "noActionTargets",
            "REFUSED", "refusedTargets");

    private final Desk desk;
    private final Map<String, BiConsumer<String, JsonNode>> work = new TreeMap<>();
    private final Map<String, Integer> gatesByNotice = new HashMap<>();
    private final Map<String, Integer> mailsRead = new HashMap<>();

    /** @param clarified hears the number of each notice whose platform got its question answered */
    Office(Desk desk, Consumer<String> clarified) {
        this.desk = desk;
        work.put("captureEvidence", (number, task) -> {
            desk.addEvidence("caseworker1", number);
            complete("caseworker1", "captureEvidence", number, Map.of("captureOutcome", "CAPTURED"));
        });
        work.put("prepareQualification", this::prepare);
        work.put(
                "approveQualification",
                (number, task) -> complete(
                        "approver1", "approveQualification", number, Map.of("decision", "APPROVE", "remarks", "")));
        work.put(
                "prepareNotification",
                (number, task) -> complete("caseworker1", "prepareNotification", number, DemoScript.NOTIFICATION));
        work.put(
                "approveNotification",
                (number, task) -> complete("approver1", "approveNotification", number, Map.of("decision", "APPROVE")));
        work.put("decideRestriction", this::decide);
        work.put("decideMeasures", (number, task) -> DemoScript.decideMeasures(desk, number));
        work.put("recordAnswer", this::readMail);
        work.put("answerClarification", (number, task) -> {
            complete("liaison1", "answerClarification", number, Map.of("clarification", "The whole page is meant"));
            clarified.accept(number);
        });
        work.put("verifyOutcome", this::verify);
        work.put("decideEscalation", this::gate);
        work.put("matchMail", this::match);
        work.put(
                "correctContact",
                (number, task) -> complete(
                        "liaison1",
                        "correctContact",
                        number,
                        Map.of("settlement", "GIVE_UP", "remarks", "The mailbox does not exist")));
    }

    /** Works every open task once; false when there was nothing that a person could do. */
    boolean workOnce() {
        var worked = false;
        for (var step : work.entrySet()) {
            for (var task :
                    desk.get("manager1", "/engine-rest/task?maxResults=500&taskDefinitionKey=" + step.getKey())) {
                var number = number(task);
                var before = desk.openTasks("manager1", step.getKey(), number).size();
                step.getValue().accept(number, task);
                worked |= before
                        > desk.openTasks("manager1", step.getKey(), number).size();
            }
        }
        return worked;
    }

    /** What is still open, by name; timers and jobs that wait count too. */
    List<String> open() {
        var open = new ArrayList<String>();
        desk.get("manager1", "/engine-rest/task?maxResults=20")
                .forEach(task -> open.add(task.path("name").asText()));
        desk.all("manager1", "/api/v1/cases?limit=200").stream()
                .filter(line -> !line.path("state").asText().equals("CLOSED"))
                .forEach(line -> open.add(
                        line.path("number").asText() + " " + line.path("state").asText()));
        desk.all("manager1", "/api/v1/notices?limit=200").stream()
                .filter(line -> line.path("closedAt").isMissingNode())
                .forEach(line -> open.add(
                        line.path("number").asText() + " " + line.path("state").asText()));
        desk.get("manager1", "/engine-rest/incident")
                .forEach(incident -> open.add(incident.path("activityId").asText() + ": "
                        + incident.path("incidentMessage").asText()));
        desk.get("manager1", "/engine-rest/history/activity-instance?unfinished=true&maxResults=40")
                .forEach(activity -> {
                    if (!activity.path("activityType").asText().equals("callActivity")) {
                        open.add(activity.path("processDefinitionKey").asText() + "."
                                + activity.path("activityId").asText());
                    }
                });
        return open;
    }

    /** The number that the task's name carries. */
    static String number(JsonNode task) {
        var name = task.path("name").asText();
        var found = Pattern.compile("[A-Z]+-\\d{4}-\\d{6}(?:/\\d+)?").matcher(name);
        if (!found.find()) {
            throw new IllegalStateException("No number in the name of the task: " + name);
        }
        return found.group();
    }

    private void complete(String person, String task, String number, Map<String, ?> entered) {
        try {
            desk.complete(person, task, number, entered);
        } catch (Desk.Refused refused) {
            if (refused.status() != Desk.CONFLICT) {
                throw refused;
            }
            // a timer or an answer was quicker, the task is gone; what follows from it is in the list of the next round
        }
    }

    private void prepare(String number, JsonNode task) {
        prepare(desk, number, task);
    }

    /** Seeks a restriction on the basis that needs no judicial act. */
    static void prepare(Desk desk, String number, JsonNode task) {
        var form = desk.get(
                "caseworker1",
                "/engine-rest/task/" + task.path("id").asText() + "/form-variables?deserializeValues=false");
        desk.complete(
                "caseworker1",
                "prepareQualification",
                number,
                Map.of(
                        "proposal",
                        "MEASURES",
                        "offenceRoute",
                        "NONE",
                        "restriction",
                        true,
                        "restrictionBasis",
                        DemoScript.option(form, "restrictionBases"),
                        "reasons",
                        "The page promises 30 % a month and asks to bring friends"));
    }

    private void decide(String number, JsonNode task) {
        complete(
                "body-officer1",
                "decideRestriction",
                number,
                DemoScript.bodyDecision("APPROVE", LocalDate.now(ZONE).plusMonths(6)));
        DemoScript.decideMeasures(desk, number);
    }

    /** The last mail about the notice that was not entered yet, if any; whoever answers by interface needs nobody here. */
    private void readMail(String notice, JsonNode task) {
        var caseNumber = desk.get("liaison1", "/api/v1/notices/" + notice)
                .path("summary")
                .path("caseNumber")
                .asText();
        var mails = new ArrayList<String>();
        desk.get("liaison1", "/api/v1/cases/" + caseNumber).path("timeline").forEach(event -> {
            if (event.path("kind").asText().equals("MAIL_ARRIVED")
                    && event.path("subject").asText().equals(notice)) {
                mails.add(event.path("words").asText());
            }
        });
        var read = mailsRead.getOrDefault(notice, 0);
        if (mails.size() > read) {
            mailsRead.put(notice, read + 1);
            enter(notice, desk.evidence("liaison1", caseNumber, mails.get(read) + ".eml"));
        }
    }

    private void enter(String notice, String mail) {
        if (mail.contains("CLARIFICATION_REQUESTED")) {
            complete(
                    "liaison1",
                    "recordAnswer",
                    notice,
                    Map.of("answerKind", "CLARIFICATION_REQUESTED", "remarks", "They ask which part is meant"));
            return;
        }
        var byOutcome = new TreeMap<String, List<String>>();
        var entered = new HashMap<String, Object>();
        var lines = LINE.matcher(mail.replace("\r", ""));
        while (lines.find()) {
            byOutcome.computeIfAbsent(lines.group(2), o -> new ArrayList<>()).add(lines.group(1));
            if (lines.group(3) != null) {
                entered.put("refusalGround", lines.group(3));
            }
        }
        if (byOutcome.isEmpty()) {
            return;
        }
        entered.put("answerKind", "OUTCOME");
        entered.put("answerForAll", "PENDING");
        byOutcome.forEach((outcome, numbers) -> entered.put(FIELD_BY_OUTCOME.get(outcome), numbers));
        complete("liaison1", "recordAnswer", notice, entered);
    }

    /** A mail that names a notice is put to it; any other is set aside. */
    private void match(String mail, JsonNode task) {
        var facts = desk.get(
                        "liaison1",
                        "/engine-rest/task/" + task.path("id").asText() + "/form-variables?deserializeValues=false")
                .path("facts")
                .path("value")
                .asText();
        var notice = Pattern.compile("N-\\d{4}-\\d{6}").matcher(facts);
        Map<String, Object> entered = notice.find()
                ? Map.of("choice", "MATCH", "noticeNumber", notice.group(), "reasons", "It names the notice")
                : Map.of("choice", "SET_ASIDE", "reasons", "It names no notice");
        complete("liaison1", "matchMail", mail, entered);
    }

    private void verify(String notice, JsonNode task) {
        var caseNumber = desk.get("caseworker2", "/api/v1/notices/" + notice)
                .path("summary")
                .path("caseNumber")
                .asText();
        desk.addEvidence("caseworker2", caseNumber);
        complete("caseworker2", "verifyOutcome", notice, Map.of("verifyForAll", "CONFIRMED"));
    }

    /**
     * An answer that came when the term was over gets a term of its own, so that it counts; silence and a letter that did not
     * arrive are followed by the second contact once; what is said then stands.
     */
    private void gate(String notice, JsonNode task) {
        var detail = desk.get("liaison1", "/api/v1/notices/" + notice);
        var gates = gatesByNotice.merge(notice, 1, Integer::sum);
        var answered = !detail.path("answers").isEmpty();
        var entered = new HashMap<String, Object>();
        entered.put("reasons", "As they answered, or did not");
        if (answered && isOpen(detail)) {
            entered.put("choice", "NEW_TERM");
            entered.put("newTermHours", 24);
        } else {
            entered.put("choice", gates == 1 && !answered ? "SECOND_CONTACT" : "ACCEPT_ARGUMENT");
        }
        complete("liaison1", "decideEscalation", notice, entered);
    }

    /** Whether nothing of what was answered is entered at the targets yet. */
    private static boolean isOpen(JsonNode notice) {
        for (var item : notice.path("items")) {
            if (!item.path("outcome").asText().equals("PENDING")) {
                return false;
            }
        }
        return true;
    }

    /** Receipt was earlier than thought: the terms of whoever is still silent are over. */
    int runOutTerms() {
        var moved = 0;
        for (var clock : desk.all("liaison1", "/api/v1/clocks?state=RUNNING&limit=200")) {
            if (clock.path("subject").asText().startsWith("N-")) {
                var started =
                        OffsetDateTime.parse(clock.path("startedAt").asText()).toInstant();
                var term = Duration.between(
                        started, Instant.parse(clock.path("dueAt").asText()));
                desk.post(
                        "liaison1",
                        "/api/v1/clocks/" + clock.path("id").asText() + "/corrections",
                        Map.of(
                                "startedAt",
                                Instant.now().minus(term).minusSeconds(1).toString(),
                                "reason",
                                "The receipt shows an earlier moment"));
                moved++;
            }
        }
        return moved;
    }
}
