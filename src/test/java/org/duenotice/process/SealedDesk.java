package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.intake.DetectionImport;
import org.duenotice.intake.ImportWork;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests about sealed material share: words found nowhere else, and the look for them everywhere. */
abstract class SealedDesk {

    static final String CATEGORY = "CHILD_SEXUAL_ABUSE_MATERIAL";

    @Autowired
    Casework casework;

    @Autowired
    JdbcClient sql;

    @Autowired
    ImportWork work;

    @LocalServerPort
    int port;

    final String mark = "zq" + UUID.randomUUID().toString().replace("-", "");
    final String address = "https://hidden-" + mark + ".example/x";

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    HttpResponse<String> post(String login, String path, String body) {
        return Caller.of(port, login).act(path, body);
    }

    DetectionImport imported(String name, String content) {
        var taken = Caller.of(port, "caseworker1")
                .post(
                        "/api/v1/imports",
                        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--b--\r\n"
                                .formatted(name, content),
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        "Content-Type",
                        "multipart/form-data; boundary=b");
        return work.finish(UUID.fromString(Caller.json(taken).path("id").asText()));
    }

    List<String> traces() {
        return new SealedTraces(sql).of(mark);
    }

    List<String> kept() {
        return sql.sql("select a.address from sealed_address a where a.address like ? order by a.address")
                .param("%" + mark + "%")
                .query(String.class)
                .list();
    }

    String number() {
        return sql.sql(
                        "select distinct f.number from case_file f join sealed_address a on a.case_id = f.id where a.address like ?")
                .param("%" + mark + "%")
                .query(String.class)
                .single();
    }

    void isSealed() {
        assertThat(kept()).contains(address);
        assertThat(traces()).isEmpty();
        assertThat(casework.open(number())).containsExactly("handOverSealedMaterial");
        var stub = Caller.json(Caller.of(port, "caseworker1").get("/api/v1/cases/" + number()));
        assertThat(stub.at("/summary/category").asText()).isEqualTo("SEALED_MATERIAL");
        assertThat(stub.path("description").asText()).isEqualTo("Sealed material");
        assertThat(stub.path("targets")).isEmpty();
        assertThat(stub.path("timeline")).isEmpty();
    }

    String report(String category) {
        return """
                {"category": "%s", "description": "Seen %s", "source": "OWN_MONITORING", "sourceReference": "ref-%s", "addresses": ["%s"]}
                """
                .formatted(category, mark, mark, address);
    }

    /** An ordinary case whose every field carries the mark, worked on up to its qualification. */
    String ordinaryCase() {
        var opened = post(
                "caseworker1", "/api/v1/detections", report("FINANCIAL_PYRAMID").replace("ref-", "plain-"));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        var number = Caller.json(opened).path("caseNumber").asText();
        casework.captureEvidence(number);
        casework.complete(
                "caseworker1",
                "prepareQualification",
                number,
                Map.of("proposal", "CLOSE", "closing", "NO_VIOLATION", "reasons", "Looked at " + mark));
        casework.complete(
                "approver1",
                "approveQualification",
                number,
                Map.of("decision", "RETURN", "remarks", "What is " + mark));
        return number;
    }

    HttpResponse<String> seal(String number) {
        return post(
                "caseworker2",
                "/api/v1/cases/" + number + "/seal",
                "{\"reasons\": \"It is about %s\"}".formatted(mark));
    }
}
