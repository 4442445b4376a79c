package org.duenotice.agency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import lombok.extern.slf4j.Slf4j;
import org.duenotice.audit.Timeline;
import org.duenotice.problem.Problem;
import org.duenotice.restriction.Notification;
import org.duenotice.restriction.Notifications;
import org.duenotice.restriction.Rounds;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notifications on their way to the other system: an attempt is claimed in one transaction and sent in the next. The other system
 * knows a notification by its number, so that a repetition after a crash arrives once.
 */
@Slf4j
@Component
public class AgencyDispatches {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final JdbcClient sql;
    private final Notifications notifications;
    private final Rounds rounds;
    private final Signatures signatures;
    private final AgencySettings settings;
    private final Timeline timeline;
    private final ObjectMapper json;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    AgencyDispatches(
            JdbcClient sql,
            Notifications notifications,
            Rounds rounds,
            Signatures signatures,
            AgencySettings settings,
            Timeline timeline,
            ObjectMapper json,
            Clock clock) {
        this.sql = sql;
        this.notifications = notifications;
        this.rounds = rounds;
        this.signatures = signatures;
        this.settings = settings;
        this.timeline = timeline;
        this.json = json;
        this.clock = clock;
    }

    /** What became of an attempt. */
    public enum Outcome {
        SENT,
        RETRY_LATER,
        /** The other system does not take it, and a repetition would not help. */
        REJECTED
    }

    /** @param retryAt only with {@link Outcome#RETRY_LATER} */
    public record Delivery(Outcome outcome, Instant retryAt, String words) {}

    /** Whether there is another system for this notification; else it is handed over in Tasklist. */
    public boolean isFor(String number) {
        return settings.takes(rounds.caseOf(notifications.roundOf(number)).category());
    }

    @Transactional
    public void claim(String number) {
        record(number, last(number) + 1, "CLAIMED", "");
    }

    /** Sends what was claimed; whatever is unknown afterwards is repeated under the same number. */
    @Transactional
    public Delivery send(String number) {
        var attempt = last(number);
        var delivery = bounded(number, attempt(notifications.byNumber(number), attempt));
        record(number, attempt, delivery.outcome().name(), delivery.words());
        var caseId = rounds.caseOf(notifications.roundOf(number)).id();
        timeline.record(
                caseId, "NOTIFICATION_" + delivery.outcome().name(), Timeline.SOFTWARE, number, delivery.words());
        return delivery;
    }

    /** What has failed often enough is no longer waited for: a person finds out why. */
    private Delivery bounded(String number, Delivery delivery) {
        return delivery.outcome() == Outcome.RETRY_LATER
                        && attemptsSincePersonSettled(number) >= settings.mostAttempts()
                ? new Delivery(Outcome.REJECTED, null, delivery.words())
                : delivery;
    }

    private int attemptsSincePersonSettled(String number) {
        return sql.sql(
                        """
                        select count(*) from agency_dispatch where number = :number and state = 'CLAIMED'
                          and recorded_at >= coalesce((select max(settled_at) from agency_dispatch_settlement where number = :number),
                                                      '-infinity')
                        """)
                .param("number", number)
                .query(Integer.class)
                .single();
    }

    private Delivery attempt(Notification notification, int attempt) {
        try {
            var answer = http.send(request(notification), BodyHandlers.ofInputStream());
            var words = words(answer);
            var status = answer.statusCode();
            if (status / 100 == 2) {
                return new Delivery(Outcome.SENT, null, words);
            }
            if (status / 100 == 5 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT) {
                return later(attempt, answer, words);
            }
            return new Delivery(Outcome.REJECTED, null, words);
        } catch (IOException e) {
            return new Delivery(Outcome.RETRY_LATER, clock.instant().plus(settings.pause(attempt)), String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Delivery later(int attempt, HttpResponse<?> answer, String words) {
        var pause = answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(settings.pause(attempt));
        return new Delivery(Outcome.RETRY_LATER, clock.instant().plus(pause), words);
    }

    /** The status and no more than the beginning of what else was said. */
    private static String words(HttpResponse<java.io.InputStream> answer) throws IOException {
        try (var body = answer.body()) {
            var said = new String(body.readNBytes(500), java.nio.charset.StandardCharsets.UTF_8).strip();
            return (answer.statusCode() + " " + said.replaceAll("\\p{Cntrl}", " ")).strip();
        }
    }

    private HttpRequest request(Notification notification) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("number", notification.number());
        body.put("signed", signatures.sign(payload(notification)));
        try (var pdf = notifications.pdf(notification)) {
            body.put("pdf", Base64.getEncoder().encodeToString(pdf.readAllBytes()));
        }
        return HttpRequest.newBuilder(settings.endpoint())
                .timeout(settings.answerTimeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", notification.number())
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
    }

    /** The content as its digest was taken, with the hash of the paper: one signature holds both. */
    private String payload(Notification notification) throws JsonProcessingException {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("content", notification.content());
        payload.put("digest", notification.digest());
        payload.put("pdfSha256", notification.pdfSha256());
        return json.writeValueAsString(payload);
    }

    /** A person found out why the other system did not take it. */
    @Transactional
    public void settle(String number, boolean sendAgain, String words, String person) {
        if (words == null || words.isBlank()) {
            throw Problem.invalid("remarks-missing");
        }
        sql.sql("insert into agency_dispatch_settlement (number, settlement, words, settled_by, settled_at) "
                        + "values (?, ?, ?, ?, ?)")
                .params(
                        number,
                        sendAgain ? "SEND_AGAIN" : "HANDED_OVER",
                        words.strip(),
                        person,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        var caseId = rounds.caseOf(notifications.roundOf(number)).id();
        timeline.record(caseId, "NOTIFICATION_SETTLED", person, number, words.strip());
    }

    private int last(String number) {
        return sql.sql("select coalesce(max(attempt), 0) from agency_dispatch where number = ?")
                .param(number)
                .query(Integer.class)
                .single();
    }

    private void record(String number, int attempt, String state, String words) {
        sql.sql("insert into agency_dispatch values (?, ?, ?, ?, ?)")
                .params(number, attempt, state, words, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
