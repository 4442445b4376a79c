package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.duenotice.DueNoticeTest;
import org.duenotice.PlatformApi;
import org.duenotice.notice.Answers;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Answers of platforms over real HTTP, signed as they sign them. */
@DueNoticeTest
class CallbackTest {

    private static final String PATH = "/api/v1/callbacks/OK";

    @Autowired
    private Casework casework;

    @Autowired
    private RestorationDesk desk;

    @Autowired
    private Answers answers;

    @LocalServerPort
    private int port;

    private String notice;

    @BeforeEach
    void aNoticeIsOut() {
        casework.clock.backToStart();
        notice = casework.noticeSent("https://ok.ru/video/88" + System.nanoTime());
    }

    private String outcome(String notice, String outcome) {
        return """
                {"noticeNumber":"%s","kind":"OUTCOME","reference":"CR-1","items":[{"no":1,"outcome":"%s"}],"remarks":"by script"}
                """
                .formatted(notice, outcome);
    }

    private long now() {
        return casework.clock.instant().getEpochSecond();
    }

    private static String signature(String secret, long time, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256="
                    + HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> call(String path, long time, String signature, String body) {
        return Caller.nobody(port)
                .post(path, body, "X-DueNotice-Timestamp", String.valueOf(time), "X-DueNotice-Signature", signature);
    }

    private HttpResponse<String> signed(String body) {
        return call(PATH, now(), signature(PlatformApi.CALLBACK_SECRET, now(), body), body);
    }

    private List<Answers.Answer> stored() {
        return answers.of(casework.notices.byNumber(notice).id());
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Caller.json(answer).path("type").asText()).isEqualTo("urn:duenotice:problem:" + code);
    }

    @Test
    void aSignedAnswerIsStoredAndTheNoticeGoesOn() {
        var answer = signed(outcome(notice, "GEO_RESTRICTED"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(stored()).singleElement().satisfies(kept -> {
            assertThat(kept.channel()).isEqualTo(Answers.Channel.WEBHOOK);
            assertThat(kept.reference()).isEqualTo("CR-1");
            assertThat(kept.recordedBy()).isEqualTo("platform:OK");
        });
        assertThat(casework.notices
                        .items(casework.notices.byNumber(notice).id())
                        .get(0)
                        .outcome())
                .isEqualTo(ItemOutcome.GEO_RESTRICTED);
        assertThat(casework.open(notice)).isEmpty();
    }

    @Test
    void aPlatformConfirmsAWithdrawalOverItsInterface() {
        signed(outcome(notice, "GEO_RESTRICTED"));
        casework.runJobs();
        var restoration = desk.ordered(casework.caseOf(notice), RestorationKind.RESTORATION, "", 1);
        var letter = desk.told(restoration).get(0).number();
        assertThat(casework.open(letter)).containsExactly("recordRestorationConfirmation");
        refused(signed(confirmation("N-2026-999999/1")), 404, "letter.unknown");
        refused(signed(confirmation(notice + "/1")), 404, "restoration.no-letter");
        assertThat(signed(confirmation(letter)).statusCode()).isEqualTo(202);
        assertThat(casework.open(letter)).isEmpty();
        assertThat(desk.told(restoration)).singleElement().satisfies(told -> {
            assertThat(told.state()).hasToString("CARRIED_OUT");
            assertThat(told.reference()).isEqualTo("CR-2");
        });
        assertThat(stored()).hasSize(1);
    }

    private String confirmation(String letter) {
        return """
                {"noticeNumber":"%s","letterNumber":"%s","confirmation":"CARRIED_OUT","reference":"CR-2"}
                """
                .formatted(notice, letter);
    }

    @Test
    void aWrongSignatureIsRefusedAndNothingIsStored() {
        var body = outcome(notice, "REMOVED");
        refused(call(PATH, now(), signature("guessed", now(), body), body), 401, "callback.signature-wrong");
        refused(
                call(PATH, now(), signature(PlatformApi.CALLBACK_SECRET, now(), body + " "), body),
                401,
                "callback.signature-wrong");
        refused(
                call(PATH, now(), signature(PlatformApi.CALLBACK_SECRET, now() - 1, body), body),
                401,
                "callback.signature-wrong");
        refused(Caller.nobody(port).post(PATH, body), 401, "callback.signature-wrong");
        assertThat(stored()).isEmpty();
    }

    @Test
    void aPlatformWithoutASecretCannotCall() {
        var body = outcome(notice, "REMOVED");
        for (var platform : List.of("VK", "NOBODY")) {
            refused(
                    call("/api/v1/callbacks/" + platform, now(), signature("anything", now(), body), body),
                    401,
                    "callback.signature-wrong");
        }
    }

    @Test
    void aCallOutOfItsTimeIsRefused() {
        var body = outcome(notice, "REMOVED");
        for (var time : List.of(now() - 301, now() + 310)) {
            refused(
                    call(PATH, time, signature(PlatformApi.CALLBACK_SECRET, time, body), body),
                    401,
                    "callback.out-of-time");
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void aCallIsTakenOnceEvenWhenItComesTwiceAtTheSameMoment() {
        var body = outcome(notice, "REMOVED");
        var time = now();
        var signature = signature(PlatformApi.CALLBACK_SECRET, time, body);
        var statuses = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> call(PATH, time, signature, body).statusCode()))
                .limit(3)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(statuses).containsExactly(202, 401, 401);
        refused(call(PATH, time, signature, body), 401, "callback.repeated");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void aSecondAnswerSignedAnewIsKeptToo() {
        signed(outcome(notice, "REMOVED"));
        assertThat(signed(outcome(notice, "REFUSED").replace("\"REFUSED\"", "\"REFUSED\",\"ground\":\"LAW\""))
                        .statusCode())
                .isEqualTo(202);
        assertThat(stored()).hasSize(2);
    }

    @Test
    void whatIsNoAnswerIsRefusedAndTheSignatureIsNotUsedUp() {
        for (var body : List.of("{\"noticeNumber\":", "[]", "null", "{}", "\u0000", outcome(notice, "EVERYTHING"))) {
            refused(signed(body), 400, "callback.unreadable");
        }
        refused(signed(outcome("N-1999-000001", "REMOVED")), 404, "notice.unknown");
        refused(signed(outcome(casework.noticeSent(Casework.address()), "REMOVED")), 404, "notice.unknown");
        assertThat(stored()).isEmpty();
    }

    @Test
    void aBodyOfAHundredMegabytesIsNotRead() throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 104857600\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(firstLine(socket.getInputStream())).contains(" 413 ");
        }
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var block = new byte[256 * 1024];
            for (var i = 0; i < 5; i++) {
                out.write((Integer.toHexString(block.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(block);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
            assertThat(firstLine(socket.getInputStream())).contains(" 413 ");
        }
        assertThat(signed(outcome(notice, "GEO_RESTRICTED")).statusCode()).isEqualTo(202);
    }

    private static String firstLine(InputStream from) throws IOException {
        var line = new StringBuilder();
        for (var next = from.read(); next >= 0 && next != '\n'; next = from.read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
