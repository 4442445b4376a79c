package org.duenotice.process.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.duenotice.DueNoticeTest;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@DueNoticeTest
class EngineRestTest {

    @LocalServerPort
    private int port;

    @Test
    void whatOurRulesRefuseIsSaidInWordsInTheEnginesApiToo() {
        var start = "/engine-rest/process-definition/key/report-detection/start";
        var refused = Caller.of(port, "caseworker1").post(start, "{}", "Accept-Language", "ru");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(Caller.json(refused).path("message").asText()).containsPattern("\\p{IsCyrillic}");
    }
}
