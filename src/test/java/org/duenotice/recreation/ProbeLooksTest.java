package org.duenotice.recreation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.CaseTarget;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.process.Casework;
import org.duenotice.recreation.Probe.Suggestion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The probe looks at what a platform says is gone, before a person does, and changes nothing by it. */
@DueNoticeTest
class ProbeLooksTest {

    @Autowired
    private Casework casework;

    @Autowired
    private JdbcClient sql;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer site;
    private ProbeLooks looks;

    @BeforeEach
    void aSiteWithOnePageLeft() throws IOException {
        casework.clock.backToStart();
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().startsWith("/left") ? 200 : 404, -1);
            exchange.close();
        });
        site.start();
        var local = new Probe(
                new ProbeSettings(true, Duration.ofMillis(1), Duration.ofSeconds(2)),
                InetAddress::isLoopbackAddress,
                host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                (SSLSocketFactory) SSLSocketFactory.getDefault());
        looks = new ProbeLooks(sql, local, casework.clock);
        looks.lookAtClaimed(10_000); // what other tests left behind
        asked.set(0);
    }

    @AfterEach
    void theSiteEnds() {
        site.stop(0);
    }

    private String at(String page) {
        return "http://probed-%s.example:%d/%s"
                .formatted(UUID.randomUUID(), site.getAddress().getPort(), page);
    }

    @Test
    void whatAPlatformSaysIsGoneIsLookedAtOncePerAnswer() {
        var notice = casework.noticeSent(at("left"), at("gone"));
        assertThat(looks.lookAtClaimed(10)).isZero();

        casework.answers(notice, ItemOutcome.REMOVED, null);
        assertThat(looks.lookAtClaimed(10)).isEqualTo(2);
        assertThat(looks.lookAtClaimed(10)).isZero();
        assertThat(asked).hasValue(2);

        var targets = targets(notice);
        var last = looks.last(targets.stream().map(CaseTarget::targetId).toList());
        assertThat(targets)
                .extracting(target -> last.get(target.targetId()).suggestion())
                .containsExactly(Suggestion.AVAILABLE, Suggestion.GONE);
        assertThat(casework.notices.items(casework.notices.byNumber(notice).id()))
                .allSatisfy(item -> assertThat(item.verified()).isNull());
    }

    @Test
    void aTargetOfAClosedCaseIsLookedAtAgainOnlyWhenItsNextLookIsDue() {
        var notice = casework.noticeSent(at("gone"));
        var targets = targets(notice);
        var due = casework.clock.instant();
        looks.lookAt(targets, due);
        looks.lookAt(targets, due);
        assertThat(asked).hasValue(1);

        casework.clock.pass(Duration.ofDays(7));
        looks.lookAt(targets, casework.clock.instant());
        assertThat(asked).hasValue(2);
    }

    private List<CaseTarget> targets(String notice) {
        return casework.cases.targets(casework.notices.byNumber(notice).caseId());
    }
}
