package org.duenotice.accounting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.intake.Imports;
import org.duenotice.process.Casework;
import org.duenotice.security.Caller;
import org.duenotice.state.Moves;
import org.duenotice.state.Owner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What came in is the sum of what became of it. */
@DueNoticeTest
class ConservationTest {

    private static final AtomicInteger QUIET = new AtomicInteger();

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @Autowired
    private Conservation conservation;

    @Autowired
    private Imports imports;

    @Autowired
    private Moves moves;

    @Autowired
    private MeterRegistry metrics;

    @Autowired
    private FlywayConnectionDetails owner;

    @AfterEach
    void backToStart() {
        casework.clock.backToStart();
    }

    private JsonNode get(String path) {
        var answer = Caller.of(port, "manager1").get("/api/v1/conservation" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private JsonNode since(Instant from) {
        return get("?from=" + from + "&to=" + casework.clock.instant().plusSeconds(1));
    }

    private double missing() {
        conservation.measure();
        return metrics.get("duenotice.conservation.missing").gauge().value();
    }

    /** An hour that no other test reports in. */
    private Instant quietHour() {
        casework.clock.pass(Duration.ofDays(40 + QUIET.incrementAndGet()));
        return casework.clock.instant();
    }

    @Test
    void theDetectionsOfAPeriodAreTheSumOfTheirDispositions() {
        var from = quietHour();
        casework.closedWithout(
                casework.detection("FINANCIAL_PYRAMID", "https://t.me/demo_conserved/1"), "NO_VIOLATION");
        casework.detection("FINANCIAL_PYRAMID", "https://t.me/demo_conserved/2", "https://t.me/demo_conserved/3");
        // seen again in the case that has it
        casework.detection("FINANCIAL_PYRAMID", "https://t.me/demo_conserved/3");

        var report = since(from);

        assertThat(report.path("detections").asInt()).isEqualTo(4);
        assertThat(report.path("sum").asInt()).isEqualTo(4);
        assertThat(report.path("open").asInt()).isEqualTo(3);
        assertThat(report.path("byDisposition").path("NO_VIOLATION").asInt()).isEqualTo(1);
        assertThat(report.path("conserved").asBoolean()).isTrue();
    }

    @Test
    void aTargetThatLostItsDispositionIsNamedByReportAndMetric() {
        var from = quietHour();
        var number = casework.detection("FINANCIAL_PYRAMID", "https://t.me/demo_lost/1", "https://t.me/demo_lost/2");
        var lost = casework.cases.targets(casework.cases.byNumber(number).id()).get(1);
        var before = missing();
        Owner.sql(owner)
                .sql("delete from state_move where subject = ?")
                .param(lost.id())
                .update();
        try {
            var report = since(from);
            assertThat(report.path("conserved").asBoolean()).isFalse();
            assertThat(report.path("detections").asInt()).isEqualTo(2);
            assertThat(report.path("sum").asInt()).isEqualTo(1);
            assertThat(report.at("/places/0/caseNumber").asText()).isEqualTo(number);
            assertThat(report.at("/places/0/no").asInt()).isEqualTo(lost.no());
            assertThat(missing()).isEqualTo(before + 1);
        } finally {
            moves.begin(new UUID[] {lost.id()}, Disposition.IN_QUALIFICATION, "caseworker1");
        }
        assertThat(since(from).path("conserved").asBoolean()).isTrue();
        assertThat(missing()).isEqualTo(before);
    }

    @Test
    void aDetectionThatIsGoneIsNamedByWhatWasReceived() {
        var from = quietHour();
        var number = casework.detection("FINANCIAL_PYRAMID", "https://t.me/demo_gone/1", "https://t.me/demo_gone/2");
        var gone = casework.cases.targets(casework.cases.byNumber(number).id()).get(1);
        var before = missing();
        var all = Owner.sql(owner);
        all.sql("create table conserve_gone as select * from detection where case_target_id = ?::uuid"
                        .replace("?", "'" + gone.id() + "'"))
                .update();
        all.sql("delete from detection where case_target_id = ?")
                .param(gone.id())
                .update();
        try {
            var report = since(from);
            assertThat(report.path("conserved").asBoolean()).isFalse();
            assertThat(report.path("detections").asInt()).isEqualTo(2);
            assertThat(report.path("sum").asInt()).isEqualTo(1);
            var place = report.at("/places/0");
            assertThat(place.path("address").asText()).isEqualTo("https://t.me/demo_gone/2");
            assertThat(place.path("received").asBoolean()).isTrue();
            assertThat(place.path("detected").asBoolean()).isFalse();
            assertThat(missing()).isEqualTo(before + 1);
        } finally {
            all.sql("insert into detection select * from conserve_gone").update();
            all.sql("drop table conserve_gone").update();
        }
        assertThat(since(from).path("conserved").asBoolean()).isTrue();
    }

    @Test
    void aDetectionThatNobodyReceivedIsNamedByWhereItStands() {
        var from = quietHour();
        var number = casework.detection("FINANCIAL_PYRAMID", "https://t.me/demo_slipped/1");
        var target =
                casework.cases.targets(casework.cases.byNumber(number).id()).get(0);
        var before = missing();
        var all = Owner.sql(owner);
        all.sql(
                        """
                        insert into detection (id, source, source_reference, case_target_id, reported_by, reported_at)
                        select gen_random_uuid(), source, 'slipped-in', case_target_id, 'nobody', reported_at
                        from detection where case_target_id = ?
                        """)
                .param(target.id())
                .update();
        try {
            var report = since(from);
            assertThat(report.path("conserved").asBoolean()).isFalse();
            assertThat(report.path("detections").asInt()).isEqualTo(1);
            assertThat(report.path("sum").asInt()).isEqualTo(2);
            var place = report.at("/places/0");
            assertThat(place.path("caseNumber").asText()).isEqualTo(number);
            assertThat(place.path("no").asInt()).isEqualTo(target.no());
            assertThat(place.path("reference").asText()).isEqualTo("slipped-in");
            assertThat(place.path("received").asBoolean()).isFalse();
            assertThat(missing()).isEqualTo(before + 1);
        } finally {
            all.sql("delete from detection where source_reference = 'slipped-in'")
                    .update();
        }
        assertThat(since(from).path("conserved").asBoolean()).isTrue();
    }

    @Test
    void anImportWhoseRowsAreGoneIsNamedByReportAndMetric() throws IOException {
        var rows =
                """
                source_reference,category,description,address,source
                conserve-1,FINANCIAL_PYRAMID,Promises 30 %,https://t.me/demo_conserved_file/1,OTHER_BODY
                conserve-2,FINANCIAL_PYRAMID,Promises 30 %,https://t.me/demo_conserved_file/2,OTHER_BODY
                conserve-3,FINANCIAL_PYRAMID,Promises 30 %,no address at all,OTHER_BODY
                """;
        var id = imports.take("conserve.csv", new ByteArrayInputStream(rows.getBytes(UTF_8)), "caseworker1")
                .detectionImport()
                .id();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> get("/imports/" + id).path("detections").asInt() == 2);
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> get("/imports/" + id).path("conserved").asBoolean());
        var before = missing();
        var all = Owner.sql(owner);
        for (var table : new String[] {"detection", "intake_row", "rejected_row"}) {
            all.sql("create table kept_" + table + " as select * from " + table + " where import_id = '" + id + "'")
                    .update();
        }
        all.sql("delete from detection where source_reference = 'conserve-2'").update();
        try {
            var report = get("/imports/" + id);
            assertThat(report.path("conserved").asBoolean()).isFalse();
            assertThat(report.at("/places/0/importFile").asText()).isEqualTo("conserve.csv");
            assertThat(report.at("/places/0/reference").asText()).isEqualTo("conserve-2");
            assertThat(report.at("/imports")).isEmpty();
            assertThat(missing()).isEqualTo(before + 1);
            all.sql("delete from intake_row where source_reference = 'conserve-2'")
                    .update();
            all.sql("delete from rejected_row where import_id = ?").param(id).update();
            var less = get("/imports/" + id);
            assertThat(less.at("/imports/0/fileName").asText()).isEqualTo("conserve.csv");
            assertThat(less.at("/imports/0/counted").asInt()).isEqualTo(2);
            assertThat(less.at("/imports/0/found").asInt()).isEqualTo(1);
            assertThat(less.at("/imports/0/rejected").asInt()).isEqualTo(1);
            assertThat(less.at("/imports/0/rejectedFound").asInt()).isZero();
            assertThat(missing()).isEqualTo(before + 2);
        } finally {
            for (var table : new String[] {"detection", "intake_row", "rejected_row"}) {
                all.sql("insert into " + table + " select * from kept_" + table + " on conflict do nothing")
                        .update();
                all.sql("drop table kept_" + table).update();
            }
        }
        assertThat(get("/imports/" + id).path("conserved").asBoolean()).isTrue();
        assertThat(missing()).isEqualTo(before);
    }
}
