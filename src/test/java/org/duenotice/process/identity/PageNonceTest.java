package org.duenotice.process.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.duenotice.DueNoticeTest;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@DueNoticeTest
class PageNonceTest {

    private static final Pattern IN_HEADER = Pattern.compile("'nonce-([^']+)'");

    @LocalServerPort
    int port;

    @Test
    void aPageOpenedWhileOthersWorkCarriesTheNonceThatItsHeaderAllows() {
        var nobody = Caller.nobody(port);
        var threads = Executors.newFixedThreadPool(8);
        try {
            IntStream.range(0, 400)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> nobody.get("/camunda/app/tasklist/default/"), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .forEach(page -> {
                        var policy = page.headers()
                                .firstValue("Content-Security-Policy")
                                .orElseThrow();
                        var allowed = IN_HEADER.matcher(policy);
                        assertThat(allowed.find()).isTrue();
                        assertThat(page.body()).contains("nonce=\"" + allowed.group(1) + "\"");
                    });
        } finally {
            threads.shutdown();
        }
    }
}
