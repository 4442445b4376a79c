package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.calendar.Clocks;
import org.duenotice.intake.Source;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Sealed material goes to the police at once, and only its own group reads it. */
@DueNoticeTest
class SealedForwardingTest {

    private static final String[] OTHERS = {
        "caseworker1",
        "approver1",
        "body-officer1",
        "body-head1",
        "liaison1",
        "lawyer1",
        "appeals1",
        "registrar1",
        "manager1",
        "modeler1",
        "auditor1"
    };

    @Autowired
    private Casework casework;

    @Autowired
    private Clocks clocks;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private final String mark = "zq" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String sealed() {
        return casework.detection(
                "CHILD_SEXUAL_ABUSE_MATERIAL", Source.OWN_MONITORING, "https://hidden-" + mark + ".example/x");
    }

    private Map<String, Object> handedOver(String body) {
        return Map.of("body", body, "handOverNumber", "S-17", "how", "Duty officer, by hand");
    }

    private String kinds(String number) {
        return String.join(
                " ",
                sql.sql(
                                "select e.kind from sealed_event e join case_file f on f.id = e.case_id where f.number = ? order by e.id")
                        .param(number)
                        .query(String.class)
                        .list());
    }

    @Test
    void sealedMaterialIsHandedOverToThePoliceAtOnceAndClosedWithItsAcknowledgement() {
        var number = sealed();
        var clock = clocks.last(number + "/SEALED").orElseThrow();
        assertThat(Duration.between(clock.startedAt(), clock.dueAt())).isEqualTo(Duration.ofHours(2));
        assertThat(clock.citation().en()).contains("187", "working order of the unit");
        assertThat(casework.task("handOverSealedMaterial", number).getPriority())
                .isEqualTo(90);

        assertThatThrownBy(() -> casework.complete(
                        "sealed1", "handOverSealedMaterial", number, handedOver("ECONOMIC_INVESTIGATIONS")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("does not name");
        casework.complete("sealed1", "handOverSealedMaterial", number, handedOver("POLICE"));
        assertThat(clocks.last(number + "/SEALED").orElseThrow().state()).isEqualTo("MET");
        assertThat(casework.cases.byNumber(number).state().name()).isEqualTo("SEALED");

        casework.complete("sealed1", "recordAcknowledgement", number, Map.of("acknowledgementNumber", "KUI-5"));
        assertThat(casework.cases.byNumber(number).closeReason()).isEqualTo("SEALED_FORWARDED");
        assertThat(kinds(number)).isEqualTo("SEALED HANDED_OVER ACKNOWLEDGED");
        assertThat(casework.open(number)).isEmpty();
    }

    @Test
    void aLateHandOverIsOnTopOfTheGroupsListAndTheManagerLearnsTheNumberOnly() {
        var number = sealed();
        casework.clock.pass(Duration.ofHours(3));
        casework.runJobs();

        assertThat(clocks.last(number + "/SEALED").orElseThrow().state()).isEqualTo("BREACHED");
        assertThat(casework.open(number)).containsExactly("handOverSealedMaterial", "reviewLateHandOver");
        assertThat(casework.task("handOverSealedMaterial", number).getPriority())
                .isEqualTo(100);
        var counts = Caller.json(Caller.of(port, "manager1").get("/api/v1/sealed-cases/counts"));
        assertThat(counts.path("overdue").asInt()).isPositive();
        var review = casework.task("reviewLateHandOver", number);
        assertThat(Caller.of(port, "manager1")
                        .get("/engine-rest/task/" + review.getId() + "/form-variables?deserializeValues=false")
                        .body())
                .contains(number)
                .doesNotContain(mark);

        casework.complete(
                "manager1",
                "reviewLateHandOver",
                number,
                Map.of("remarks", "The duty officer of the group was called"));
        assertThat(casework.open(number)).as("nothing is decided by a term").containsExactly("handOverSealedMaterial");
        casework.complete("sealed1", "handOverSealedMaterial", number, handedOver("POLICE"));
        casework.complete("sealed1", "recordAcknowledgement", number, Map.of("acknowledgementNumber", "KUI-6"));
        assertThat(kinds(number)).isEqualTo("SEALED OVERDUE LATE_HAND_OVER_REVIEWED HANDED_OVER ACKNOWLEDGED");
    }

    @Test
    void onlyTheGroupHandsOverWhoeverElseMayCompleteTasks() {
        var number = sealed();
        var task = casework.task("handOverSealedMaterial", number).getId();
        for (var login : OTHERS) {
            assertThat(Caller.of(port, login)
                            .post("/engine-rest/task/" + task + "/submit-form", "{\"variables\": {}}")
                            .statusCode())
                    .as(login)
                    .isIn(400, 403, 404);
        }
        assertThatThrownBy(() -> casework.complete("manager1", "handOverSealedMaterial", number, handedOver("POLICE")))
                .isInstanceOf(RuntimeException.class);
        assertThat(casework.open(number)).containsExactly("handOverSealedMaterial");
    }

    @Test
    void everyReadIsKeptWithPersonMomentAndPurposeAndWithoutAPurposeThereIsNone() {
        var number = sealed();
        var group = Caller.of(port, "sealed1");
        assertThat(group.get("/api/v1/sealed-cases/" + number).statusCode()).isEqualTo(400);

        assertThat(group.get("/api/v1/sealed-cases/" + number + "?purpose=hand-over")
                        .body())
                .contains(mark);
        var task = casework.task("handOverSealedMaterial", number);
        var form = "/engine-rest/task/" + task.getId() + "/form-variables?deserializeValues=false";
        assertThat(group.get(form).body()).contains(mark, "POLICE");
        assertThat(Caller.of(port, "manager1").get(form).body())
                .as("whoever sees all tasks sees the number")
                .contains(number)
                .doesNotContain(mark);

        var reads = Caller.json(group.get("/api/v1/sealed-cases/" + number + "/reads"));
        assertThat(reads).hasSize(2);
        assertThat(reads.at("/0/purpose").asText()).isEqualTo("task: handOverSealedMaterial");
        assertThat(reads.at("/1/purpose").asText()).isEqualTo("hand-over");
        assertThat(reads.at("/1/person").asText()).isEqualTo("sealed1");
        assertThat(new SealedTraces(sql).of(mark)).as("the form stored nothing").isEmpty();
        assertThat(Caller.json(Caller.of(port, "sealed1").get("/api/v1/sealed-cases?limit=200"))
                        .toString())
                .contains(number)
                .doesNotContain(mark);
    }

    /** A new address that takes a number, or lists, cannot forget the seal: all there are in the application are asked. */
    @Test
    void noAddressThatCanBeReadShowsAnybodyElseAWordOfIt() {
        var notice = casework.noticeSent("https://hidden-" + mark + ".example/y");
        var number = casework.caseOf(notice);
        var clock = clocks.of(casework.cases.byNumber(number).id()).get(0).id().toString();
        var caseId = casework.cases.byNumber(number).id();
        var file = sql.sql("select id from evidence where case_id = ? limit 1")
                .param(caseId)
                .query(String.class)
                .single();
        var target = casework.cases.targets(caseId).get(0).targetId().toString();
        assertThat(Caller.of(port, "caseworker2")
                        .post(
                                "/api/v1/cases/" + number + "/seal",
                                "{\"reasons\": \"It is about %s\"}".formatted(mark),
                                "Idempotency-Key",
                                mark)
                        .statusCode())
                .isEqualTo(201);

        var asked = new TreeSet<String>();
        for (var path : readable()) {
            var about = path.contains("{");
            for (var name : about ? new String[] {number, notice, clock, target} : new String[] {"-"}) {
                var at = path.replace("{number}", name)
                        .replace("{n}", "1")
                        .replaceAll("(?<=evidence/)\\{id}", file)
                        .replace("{id}", name)
                        .replaceAll("\\{[^}]*}", name);
                for (var login : OTHERS) {
                    var answer = Caller.of(port, login).get(at);
                    assertThat(answer.body()).as("%s asks %s", login, at).doesNotContain(mark);
                    if (about && at.contains(number) && !path.equals("/api/v1/cases/{number}")) {
                        assertThat(answer.statusCode())
                                .as("%s asks %s", login, at)
                                .isIn(400, 403, 404);
                    }
                }
                asked.add(path);
            }
        }
        assertThat(asked)
                .contains(
                        "/api/v1/cases",
                        "/api/v1/cases/{number}",
                        "/api/v1/cases/{number}/sightings",
                        "/api/v1/notices/{number}/letters/{n}/pdf",
                        "/api/v1/sealed-cases/{number}/records",
                        "/cases/{number}/evidence");
    }

    private Iterable<String> readable() {
        var found = new LinkedHashMap<String, Boolean>();
        application
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> {
                    var methods = info.getMethodsCondition().getMethods();
                    if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
                        info.getPatternValues().stream()
                                .filter(path -> !path.startsWith("/actuator")
                                        && !path.contains("test-effects")
                                        && !path.contains("**"))
                                .forEach(path -> found.put(path, true));
                    }
                }));
        return found.keySet();
    }

    @Test
    void aSearchForItsAddressFindsNothing() {
        sealed();
        var known = "https%3A%2F%2Fhidden-" + mark + ".example%2Fx";
        for (var login : new String[] {"caseworker1", "sealed1", "manager1"}) {
            assertThat(Caller.json(Caller.of(port, login).get("/api/v1/cases?address=" + known))
                            .path("items"))
                    .as(login)
                    .isEmpty();
        }
        // whoever reports it as something else learns nothing, and nobody else sees it
        var again = casework.detection("FINANCIAL_PYRAMID", "https://hidden-" + mark + ".example/x");
        assertThat(casework.open(again)).containsExactly("handOverSealedMaterial");
    }
}
