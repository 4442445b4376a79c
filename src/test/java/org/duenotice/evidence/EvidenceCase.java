package org.duenotice.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.duenotice.TestClock;
import org.duenotice.custody.Anchors;
import org.duenotice.custody.CustodyLog;
import org.duenotice.database.OwnTransaction;
import org.duenotice.process.Casework;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A case with one piece of evidence, and what its log of custody says. */
abstract class EvidenceCase {

    @Autowired
    Casework casework;

    @Autowired
    CustodyLog log;

    @Autowired
    Anchors anchors;

    @Autowired
    OwnTransaction own;

    @Autowired
    JdbcClient sql;

    @Autowired
    FlywayConnectionDetails owner;

    @Autowired
    TestClock clock;

    @Autowired
    IntegrityChecks checks;

    @Autowired
    EvidenceFiles files;

    @Value("${duenotice.data}")
    Path data;

    @LocalServerPort
    int port;

    EvidenceDesk desk;
    String evidence;
    String sha256;

    @BeforeEach
    void aCaseHasEvidence() {
        clock.backToStart();
        desk = new EvidenceDesk(casework, port);
        var added = desk.added("shot.png", EvidenceDesk.png(800, 600), Map.of("kind", "SCREENSHOT_VIEWPORT"));
        evidence = added.path("id").asText();
        sha256 = added.path("sha256").asText();
    }

    String where() {
        return " where case_id = '" + desk.caseId + "'";
    }

    void breaks(String kind) {
        var verified = desk.verified();
        assertThat(verified.path("whole").asBoolean()).as(verified.toString()).isFalse();
        assertThat(verified.path("firstBreak").path("kind").asText())
                .as(verified.toString())
                .isEqualTo(kind);
    }

    void whole() {
        var verified = desk.verified();
        assertThat(verified.path("whole").asBoolean()).as(verified.toString()).isTrue();
    }

    void close(UUID caseId, String state) {
        EvidenceDesk.asOwner(
                owner,
                "update case_file set state = '%s', closed_at = %s, close_reason = %s where id = '%s'"
                        .formatted(
                                state,
                                state.equals("CLOSED") ? "now()" : "null",
                                state.equals("CLOSED") ? "'NO_VIOLATION'" : "null",
                                caseId));
    }

    /** Without the passes of other tests, whose clock may be ahead. */
    void passOverTheStore() {
        EvidenceDesk.asOwner(owner, "truncate integrity_run cascade");
        checks.start("manager1");
        while (checks.part()) {
            // goes on where it was left
        }
    }
}
