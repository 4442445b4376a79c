package org.duenotice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.duenotice.start.ApplicationProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** The README's script on a demo as anybody starts it. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoScriptIT {

    private static final int DEMO_TARGETS = 329;

    private ApplicationProcess demo;

    @BeforeAll
    void theDemoStarts() {
        demo = ApplicationProcess.onNewData("demo-script").startAndAwaitReady();
    }

    @AfterAll
    void theDemoEnds() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    @Order(1)
    void everyTargetIsAccountedForOnceAndEveryCaseIsClosed() {
        assertThat(new DemoScript(demo.uri("/"), System.out).run()).isTrue();

        var desk = new Desk(demo.uri("/"));
        var targets = desk.all("manager1", "/api/v1/cases?state=CLOSED&limit=200").stream()
                .mapToInt(line -> desk.get("manager1", "/api/v1/cases/" + number(line) + "/targets")
                        .size())
                .sum();
        assertThat(targets).isEqualTo(DEMO_TARGETS);
    }

    @Test
    @Order(2)
    void eachCaseTellsItsStoryInOrder() {
        var desk = new Desk(demo.uri("/"));
        var stories = desk.all("manager1", "/api/v1/cases?limit=200").stream()
                .map(line ->
                        desk.get("manager1", "/api/v1/cases/" + number(line)).path("timeline"))
                .toList();

        assertThat(stories).allSatisfy(story -> assertThat(each(story, "kind"))
                .startsWith("CASE_OPENED")
                .endsWith("CASE_CLOSED"));
        // letters to several platforms leave side by side; one letter's story is one line of time
        assertThat(stories.stream().filter(DemoScriptIT::hasOneNotice))
                .isNotEmpty()
                .allSatisfy(
                        story -> assertThat(each(story, "happenedAt").stream().map(Instant::parse))
                                .isSorted());
    }

    @Test
    @Order(3)
    void theMailboxShowsEveryLetterToWhoeverIsLoggedIn() {
        var sent = new Desk(demo.uri("/"))
                .all("manager1", "/api/v1/notices?limit=200").stream()
                        .map(DemoScriptIT::number)
                        .toList();

        var mailbox = demo.get("/demo/mailbox", "auditor1").body();

        assertThat(sent).isNotEmpty().allSatisfy(number -> assertThat(mailbox).contains(number + "-1.pdf"));
        var links = Pattern.compile("href=\"(/demo/mailbox/[^\"]+)\"").matcher(mailbox);
        assertThat(links.find()).isTrue();
        var letter = demo.get(links.group(1), "auditor1");
        assertThat(letter.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(letter.body()).startsWith("%PDF");
        assertThat(demo.get("/demo/mailbox").statusCode()).isEqualTo(401);
        assertThat(demo.get("/demo/mailbox/nobody@nowhere.example/1", "auditor1")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(4)
    void anAppealEndsWithEverythingUndoneAndTheRegisterSaysSo() {
        assertThat(new AppealScript(demo.uri("/"), System.out).run()).isTrue();
    }

    private static boolean hasOneNotice(JsonNode story) {
        return Collections.frequency(each(story, "kind"), "NOTICE_PREPARED") == 1;
    }

    private static String number(JsonNode line) {
        return line.path("number").asText();
    }

    private static List<String> each(JsonNode story, String field) {
        return story.findValuesAsText(field);
    }
}
