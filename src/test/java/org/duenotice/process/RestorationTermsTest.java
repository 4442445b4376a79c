package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.icegreen.greenmail.util.GreenMail;
import com.jayway.jsonpath.JsonPath;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.task.Task;
import org.duenotice.DueNoticeTest;
import org.duenotice.casefile.Disposition;
import org.duenotice.evidence.Evidence;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.notice.InboxReader;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a restoration waits for: an addressee's word, which may come by mail, and a person's look, which has a term. */
@DueNoticeTest
class RestorationTermsTest {

    private static final String INBOX = "notices@duenotice.example";

    @Autowired
    private Casework casework;

    @Autowired
    private RestorationDesk desk;

    @Autowired
    private GreenMail mailServer;

    @Autowired
    private InboxReader reader;

    @Autowired
    private EvidenceFiles evidence;

    @Autowired
    private FormFacts forms;

    @Autowired
    private FilterService filters;

    @Autowired
    private JdbcClient sql;

    @LocalServerPort
    private int port;

    private String number;
    private String restoration;
    private String letter;

    @BeforeEach
    void aLetterOfARestorationIsOut() {
        casework.clock.backToStart();
        number = desk.restricted(1, 0);
        restoration = desk.ordered(number, RestorationKind.RESTORATION, "RC-1", 1);
        letter = desk.told(restoration).get(0).number();
    }

    @AfterEach
    void backToMonday() {
        casework.clock.backToStart();
    }

    private String arrives(String from, String more, String subject) {
        var id = "<" + UUID.randomUUID() + "@telegram.example>";
        var raw =
                """
                From: Legal team <%s>
                To: %s
                Message-ID: %s
                %sSubject: %s
                Content-Type: text/plain; charset=utf-8

                The post is visible again since this morning.
                """
                        .formatted(from, INBOX, id, more, subject);
        try {
            var properties = new Properties();
            properties.setProperty("mail.smtp.host", "127.0.0.1");
            properties.setProperty(
                    "mail.smtp.port", String.valueOf(mailServer.getSmtp().getPort()));
            var session = Session.getInstance(properties);
            var message = new MimeMessage(
                    session,
                    new ByteArrayInputStream(raw.strip().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
            try (var server = session.getTransport("smtp")) {
                server.connect();
                server.sendMessage(message, InternetAddress.parse(INBOX));
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
        reader.read();
        return sql.sql("select number from inbound_mail where message_id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private String reply() {
        return "In-Reply-To: <%s.1@duenotice.example>\n".formatted(letter.replace('/', '.'));
    }

    private Task confirmation() {
        return casework.task("recordRestorationConfirmation", letter);
    }

    private String form(Task task) {
        return forms.of(task.getId()).values().stream()
                .map(value -> String.valueOf(value.getValue()))
                .reduce("", String::concat);
    }

    private String offered() {
        return String.valueOf(
                forms.of(confirmation().getId()).get("mailChoices").getValue());
    }

    private static Map<String, Object> confirmedBy(String mail) {
        return Map.of("restorationConfirmation", "CARRIED_OUT", "mail", mail);
    }

    @Test
    void aMailThatAnswersAWithdrawalOffersItselfAndAPersonWhoReadItRecordsTheConfirmation() {
        casework.clock.pass(Duration.ofHours(3));
        var mail = arrives("legal@telegram.example", reply(), "Re: your letter");

        assertThat(casework.open(mail)).isEmpty();
        assertThat(confirmation().getPriority()).isEqualTo(95);
        assertThat(form(confirmation())).contains(mail, "visible again since this morning");
        assertThat(desk.told(restoration).get(0).state()).hasToString("TOLD");

        casework.clock.pass(Duration.ofHours(1));
        casework.complete("liaison1", "recordRestorationConfirmation", letter, confirmedBy(mail));
        casework.runJobs();
        assertThat(casework.open(restoration)).containsExactly("verifyRestoration");
        var shown = Caller.of(port, "auditor1").get("/api/v1/restorations/" + restoration);
        assertThat(JsonPath.<List<String>>read(shown.body(), "$.mails[*].number"))
                .containsExactly(mail);
        assertThat(JsonPath.<String>read(shown.body(), "$.confirmations[0].mail"))
                .isEqualTo(mail);
        assertThat(JsonPath.<String>read(shown.body(), "$.confirmations[0].recordedBy"))
                .isEqualTo("liaison1");
        assertThat(JsonPath.<String>read(shown.body(), "$.confirmations[0].confirmedAt"))
                .startsWith("2026-11-02T08:00");
        assertThat(evidence.of(casework.cases.byNumber(number).id()))
                .extracting(Evidence::name)
                .contains(mail + ".eml");
    }

    @Test
    void aMailThatNamesTheLetterIsOfferedAndOneOfAStrangerIsNot() {
        var named = arrives("robot@mail.telegram.example", "", "Re: " + letter + ": withdrawal");
        var forged = arrives("legal@telegram.example.evil.example", reply(), "Re: " + letter);

        assertThat(offered()).contains(named).doesNotContain(forged);
        assertThat(casework.open(forged)).containsExactly("matchMail");
        assertThatThrownBy(() ->
                        casework.complete("liaison1", "recordRestorationConfirmation", letter, confirmedBy(forged)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(forged);
        casework.complete(
                "liaison1",
                "matchMail",
                forged,
                Map.of(
                        "choice", "MATCH",
                        "noticeNumber", letter.substring(0, letter.indexOf('/')),
                        "reasons", "Their lawyer said on the telephone that she wrote it"));
        assertThat(offered()).contains(forged);
        casework.complete("liaison1", "recordRestorationConfirmation", letter, confirmedBy(forged));
        casework.runJobs();
        assertThat(casework.open(restoration)).containsExactly("verifyRestoration");
    }

    @Test
    void aMailThatAnswersTheNoticeIsNoWordOnItsWithdrawal() {
        var notice = letter.substring(0, letter.indexOf('/'));
        var mail = arrives(
                "legal@telegram.example",
                "In-Reply-To: <%s.1.1@duenotice.example>\n".formatted(notice),
                "Re: " + notice + "/1");
        assertThat(offered()).doesNotContain(mail);
        assertThat(confirmation().getPriority()).isEqualTo(75);
    }

    @Test
    void aLookThatNobodyTakesInTimeIsABreachThatGoesFirstAndDecidesNothing() {
        desk.everyoneConfirms(restoration);
        var task = casework.task("verifyRestoration", restoration);
        assertThat(task.getDueDate().toInstant())
                .isCloseTo(casework.clock.instant().plus(Duration.ofHours(24)), within(1, ChronoUnit.MINUTES));
        assertThat(form(task)).contains("41-1");
        var before = breaches();
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();

        assertThat(casework.task("verifyRestoration", restoration).getPriority())
                .isEqualTo(95);
        assertThat(desk.dispositions(number)).isEqualTo(Map.of(1, Disposition.BEING_RESTORED));
        assertThat(lookState()).containsExactly("BREACHED");
        assertThat(breaches()).isGreaterThan(before);
        var overdue = filters.createFilterQuery()
                .filterNameLike("%Restoration overdue")
                .singleResult();
        assertThat(casework.as("manager1", () -> filters.<Task>list(overdue.getId())))
                .extracting(Task::getId)
                .contains(casework.task("verifyRestoration", restoration).getId());
        var detail = Caller.of(port, "auditor1").get("/api/v1/restorations/" + restoration);
        assertThat(JsonPath.<String>read(detail.body(), "$.lookDueAt")).startsWith("2026-11-03T05:00");

        assertThat(Caller.of(port, "manager1")
                        .get("/cases/" + number, "Accept", "text/html", "Accept-Language", "en")
                        .body())
                .contains(restoration + "/look", "a person looks whether it is within 24 hours", "breached");

        desk.looks(restoration, Map.of("foundForAll", "NOT_YET"));
        desk.everyoneConfirms(restoration);
        assertThat(lookState()).containsExactly("BREACHED", "RUNNING");
        desk.looks(restoration, Map.of("foundForAll", "AS_WANTED"));
        assertThat(lookState()).containsExactly("BREACHED", "MET");
        assertThat(desk.dispositions(number)).isEqualTo(Map.of(1, Disposition.RESTRICTION_LIFTED));
    }

    private List<String> lookState() {
        return sql.sql("select s.state from clock c join clock_state s on s.clock_id = c.id where c.subject = ? "
                        + "order by c.started_at")
                .param(restoration + "/look")
                .query(String.class)
                .list();
    }

    /** How many terms of looks ran out, as the report of the month says. */
    private int breaches() {
        var report = Caller.of(port, "manager1")
                .get("/api/v1/reports/period?from=%s&to=%s"
                        .formatted(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30)));
        assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
        return JsonPath.<List<Integer>>read(report.body(), "$.figures.breaches[?(@.rule == 'restoration-look')].count")
                .stream()
                .findFirst()
                .orElse(0);
    }
}
