package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.duenotice.DueNoticeTest;
import org.duenotice.notice.Letter;
import org.duenotice.notice.Letters;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The public check of letters, asked by nobody. */
@DueNoticeTest
class LetterCheckTest {

    @Autowired
    private Casework casework;

    @Autowired
    private Letters letters;

    @LocalServerPort
    private int port;

    private Letter letter;

    @BeforeEach
    void aLetterIsOut() {
        casework.clock.backToStart();
        letter = letters.byNumber(casework.noticeSent(Casework.address()) + "/1");
    }

    private HttpResponse<String> check(String number, String code, String language) {
        return Caller.nobody(port)
                .get(
                        "/check?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8) + "&code="
                                + URLEncoder.encode(code, StandardCharsets.UTF_8),
                        "Accept-Language",
                        language,
                        "Accept",
                        "text/html");
    }

    @ParameterizedTest
    @CsvSource({"en, This letter is ours and stands", "ru, Это письмо отправили мы", "kk, Бұл хатты біз жібердік"})
    void whoHoldsALetterLearnsWithoutALoginThatItIsGenuine(String language, String words) {
        var answer = check(letter.number(), letter.checkCode(), language);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(words, letter.number(), letter.recipient(), letter.pdfSha256())
                .doesNotContain("<script", letter.address());
    }

    @Test
    void theCodeIsReadAsPeopleTypeIt() {
        var code = letter.checkCode().toLowerCase().replace(' ', '-');
        assertThat(check(" " + letter.number().toLowerCase(), code, "en").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWrongCodeSaysNoMoreThanAnUnknownNumber() {
        var wrong = check(letter.number(), "0000 0000 0000 0000", "en");
        var unknown = check("N-1999-000001/1", letter.checkCode(), "en");
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(wrong.body().replaceAll("value=\"[^\"]*\"", ""))
                .isEqualTo(unknown.body().replaceAll("value=\"[^\"]*\"", ""))
                .doesNotContain(letter.recipient());
        assertThat(check(letter.number(), letter.checkCode().substring(0, 9), "en")
                        .statusCode())
                .isEqualTo(404);
        assertThat(check("<script>", "\"'><script>", "en").body()).doesNotContain("<script");
    }

    @Test
    void theCheckOfAWithdrawnLetterSaysSo() {
        casework.clock.pass(Duration.ofHours(25));
        casework.runJobs();
        casework.complete(
                "liaison1",
                "decideEscalation",
                letter.noticeNumber(),
                Map.of("choice", "WITHDRAW", "reasons", "The judicial act was overturned"));
        casework.runJobs();
        assertThat(check(letter.number(), letter.checkCode(), "en").body()).contains("its notice was withdrawn");
    }

    @Test
    void theAddressOfTheCheckIsPrintedOnTheLetter() throws Exception {
        try (var pdf = letters.pdf(letter);
                var document = Loader.loadPDF(pdf.readAllBytes())) {
            var text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            assertThat(text)
                    .contains("http://localhost:8080/check", letter.checkCode().replace(" ", ""));
        }
    }

    @Test
    void theEmptyPageAsksForNumberAndCode() {
        var answer = Caller.nobody(port).get("/check");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<form", "name=\"number\"", "name=\"code\"");
        assertThat(Caller.nobody(port).get("/pages.css").statusCode()).isEqualTo(200);
    }
}
