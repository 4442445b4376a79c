package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duenotice.DueNoticeTest;
import org.duenotice.MoodySmtp;
import org.duenotice.appeal.AppealState;
import org.duenotice.calendar.LawDay;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people file: taken from everybody, slowed when it is too much, and theirs alone. */
@DueNoticeTest
class AppealFilingTest extends AppealDesk {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static String form(Map<String, Object> values) {
        var body = new StringBuilder();
        values.forEach((field, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(field)
                .append('=')
                .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)));
        return body.toString();
    }

    private String page(String path, Map<String, Object> values) {
        return Caller.nobody(port)
                .post(path + "?lang=ru", form(values), "Content-Type", FORM)
                .body();
    }

    @Test
    void thePageTakesAnAppealTellsHowItStandsAndSetsNoCookie() {
        var answer = Caller.nobody(port)
                .post("/appeals?lang=kk", form(filing(entry(), "Filed on the page")), "Content-Type", FORM);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).contains("lang=\"kk\"", "Шағым келіп түсті");
        var number = answer.body().replaceAll("(?s).*<code>(A-\\d+-\\d+)</code>.*", "$1");
        var code = answer.body().replaceAll("(?s).*<code>([A-Z0-9]{12})</code>.*", "$1");

        var status = page("/appeals/status", Map.of("number", number, "code", code));
        assertThat(status).contains("Решается вопрос о приемлемости", "ст. 99", "ещё не подтверждён");
        assertThat(page("/appeals/status", Map.of("number", number, "code", "WRONGCODE234")))
                .contains("Нет жалобы с таким номером и кодом");
        assertThat(page("/appeals/status", Map.of("number", number, "code", code, "step", "say", "words", "One more")))
                .contains("Добавлено", "One more");
        assertThat(page("/appeals/status", Map.of("number", number, "code", code, "step", "withdraw")))
                .contains("Жалоба отозвана", "Отозвана заявителем");
    }

    @Test
    void aSlipOnThePageIsSaidAndNothingTypedIsLost() {
        var typed = filing("R-1", "short");
        typed.put("signed", "");
        typed.put("mail", "not an address");
        var answer = Caller.nobody(port).post("/appeals?lang=en", form(typed), "Content-Type", FORM);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This is not an e-mail address", "Aidana Zharkyn", "The page sells books");
    }

    @Test
    void theSameTextFiledAgainAnswersWithTheFirstNumberAndNoCode() {
        var filing = filing(entry(), "Filed twice");
        var first = file(filing);
        var again = Caller.json(send(filing));
        assertThat(again.path("number").asText()).isEqualTo(first.number());
        assertThat(again.has("code")).isFalse();
    }

    @Test
    void noAppealWaitsForTheCalendarOfTheNextYear() {
        var entry = entry();
        casework.clock.pass(Duration.ofDays(50)); // 20 working days end in a year whose days off nobody has loaded
        try {
            var filed = file(filing(entry, "Filed at the end of the year"));
            assertThat(casework.task("decideAdmissibility", filed.number())).isNotNull();
            assertThat(page("/appeals/status", Map.of("number", filed.number(), "code", filed.code())))
                    .contains("2027");
        } finally {
            casework.clock.backToStart();
        }
    }

    @Test
    void theSpammerIsSlowedAndTheHonestOneComesFirst() {
        var entry = entry();
        var last = new Receipt("", "");
        for (var no = 0; no < 5; no++) {
            last = file(filing(entry, "Spam " + no));
        }
        assertThat(send(filing(entry, "Spam 6")).statusCode()).isEqualTo(429);
        assertThat(casework.task("decideAdmissibility", last.number()).getPriority())
                .isLessThan(50);

        var registered = Caller.of(port, "liaison1").act("/api/v1/appeals", json(paper(entry)));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        var honest = Caller.json(registered).path("number").asText();
        assertThat(casework.task("decideAdmissibility", honest).getPriority()).isEqualTo(50);
        casework.clock.pass(Duration.ofMinutes(61));
        assertThat(send(filing(entry, "The next hour")).statusCode()).isEqualTo(201);
    }

    private static Map<String, Object> paper(String entry) {
        var paper = filing(entry, "By letter " + UUID.randomUUID());
        paper.remove("signed");
        paper.put("way", "LETTER");
        return paper;
    }

    @Test
    void nobodysMailboxIsFilledByFilingsOfOthers() {
        var entry = entry();
        for (var no = 0; no < 5; no++) {
            var filing = filing(entry, "Same mailbox " + no);
            filing.put("mail", "victim@appellant.example");
            file(filing);
        }
        assertThat(sql.sql(
                                "select count(*) from appellant p join appeal_message m using (appeal_id) where p.mail = ? and m.kind = 'CONFIRM'")
                        .param("victim@appellant.example")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void whatNamesNothingOfOursIsTakenAlikeAndForwardedByAPerson() {
        var known = appealAgainst(entry());
        var unknown = appealAgainst("A decision of the city of Almaty No. 7");
        assertThat(state(unknown)).isEqualTo(state(known));
        assertThatThrownBy(
                        () -> casework.complete(OFFICER, "decideAdmissibility", unknown.number(), admission("SUSPEND")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                OFFICER,
                "decideAdmissibility",
                unknown.number(),
                Map.of(
                        "outcome", "FORWARD",
                        "body", "POLICE",
                        "forwardNumber", "7-1/44",
                        "forwardDate", LawDay.of(casework.clock.instant()).toString(),
                        "reasons", "An act of the police"));
        assertThat(state(unknown)).isEqualTo(AppealState.FORWARDED);
        assertThat(casework.open(unknown.number())).isEmpty();
        casework.runJobs();
        // nobody confirmed an address: a person tells the sender (art. 65)
        assertThat(casework.open(unknown.number() + "/M2")).containsExactly("tellAppellant");
        casework.complete(
                OFFICER,
                "tellAppellant",
                unknown.number() + "/M2",
                Map.of(
                        "how",
                        "Letter 7-1/45",
                        "toldDate",
                        LawDay.of(casework.clock.instant()).toString()));
        assertThat(casework.open(unknown.number() + "/M2")).isEmpty();
    }

    @Test
    void aPersonFindsTheCaseOfAnAppealThatNamedNone() {
        var notice = casework.noticeSent(Casework.address());
        var receipt = appealAgainst("My channel that cannot be opened any more");
        var input = new HashMap<>(admission("SUSPEND"));
        input.put("caseNumber", casework.caseOf(notice));
        input.put("targets", "1");
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), input);
        assertThat(undone(receipt)).containsExactly(RestorationKind.SUSPENSION);
    }

    @Test
    void whatIsLeftWithoutConsiderationHasAGroundAndLatenessIsNone() {
        var receipt = appealAgainst(entry());
        assertThatThrownBy(() -> casework.complete(
                        OFFICER,
                        "decideAdmissibility",
                        receipt.number(),
                        Map.of("outcome", "LEAVE_WITHOUT_CONSIDERATION", "reasons", "Too late")))
                .isInstanceOf(Refusal.class);
        casework.complete(
                OFFICER,
                "decideAdmissibility",
                receipt.number(),
                Map.of(
                        "outcome", "LEAVE_WITHOUT_CONSIDERATION",
                        "ground", "SAME_MATTER_IN_COURT",
                        "reasons", "Case 2-17 of the city court"));
        assertThat(state(receipt)).isEqualTo(AppealState.LEFT_WITHOUT_CONSIDERATION);
        assertThat(undone(receipt)).isEmpty();
    }

    @Test
    void whoAppealsIsReadByTheOfficeAloneAndStandsNowhereElse() {
        var receipt = appealAgainst(entry());
        var path = "/api/v1/appeals/" + receipt.number();
        var why = "{\"reason\": \"To answer\"}";
        for (var person : List.of("caseworker1", "manager1", BODY)) {
            assertThat(Caller.of(port, person).act(path + "/appellant", why).statusCode())
                    .isEqualTo(403);
        }
        assertThat(Caller.of(port, OFFICER).act(path + "/appellant", why).body())
                .contains("Aidana Zharkyn");
        assertThat(sql.sql("select person from appellant_look l join appeal a on a.id = l.appeal_id where a.number = ?")
                        .param(receipt.number())
                        .query(String.class)
                        .list())
                .containsExactly(OFFICER);
        var detail = Caller.of(port, "manager1").get(path);
        assertThat(detail.statusCode()).as(detail.body()).isEqualTo(200);
        assertThat(detail.body()).contains("sells books").doesNotContain("Aidana", receipt.code());
        assertThat(Caller.of(port, "caseworker1").get(path).statusCode()).isEqualTo(403);
        assertThat(Caller.of(port, OFFICER)
                        .get("/api/v1/appeals?confirmed=false&limit=5")
                        .body())
                .contains(receipt.number())
                .doesNotContain("Aidana");
        assertThat(sql.sql("select count(*) from act_hi_varinst where text_ like '%Aidana%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(sql.sql("select count(*) from appeal_code where code_sha256 = ?")
                        .param(receipt.code())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theFileIsShownOnRequestWithoutNamesAndEachLookIsKept() {
        var notice = casework.noticeSent(Casework.address());
        var receipt = appealAgainst(entryOf(notice));
        assertThat(post(receipt, "file-requests", Map.of()).statusCode()).isEqualTo(409);
        casework.complete(OFFICER, "decideAdmissibility", receipt.number(), admission("SUSPEND"));
        assertThat(post(receipt, "file-requests", Map.of()).statusCode()).isEqualTo(204);
        assertThat(post(receipt, "file-requests", Map.of()).statusCode()).isEqualTo(204);
        var path = "/public/v1/appeals/" + receipt.number() + "/file?code=" + receipt.code();
        assertThat(Caller.nobody(port).get(path).statusCode()).isEqualTo(409);
        casework.clock.pass(Duration.ofDays(6));
        casework.runJobs();
        casework.complete(OFFICER, "grantFileAccess", receipt.number(), Map.of("fileAnswer", "GRANTED"));
        var file = Caller.nobody(port).get(path);
        assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
        assertThat(file.body())
                .contains("Prohibited by law", "page.html", "APPROVED")
                .doesNotContain("caseworker1", "approver1", BODY);
        assertThat(page("/appeals/status", Map.of("number", receipt.number(), "code", receipt.code(), "step", "file")))
                .contains("Prohibited by law", "Просмотр записан");
        assertThat(sql.sql(
                                "select count(*) from appeal_file_look l join appeal a on a.id = l.appeal_id where a.number = ?")
                        .param(receipt.number())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void anAppealByLetterIsRecordedInTasklistAndItsClaimToo() {
        var entry = entry();
        submits(
                "caseworker2",
                "appeal-registration",
                Map.of(
                        "way", "LETTER",
                        "appellant", "PLATFORM",
                        "contested", entry,
                        "grounds", "Posted by the platform " + UUID.randomUUID(),
                        "demands", "Cancel it",
                        "appellantName", "Platform LLP",
                        "appellantContact", "Astana",
                        "language", "RU"));
        var number =
                sql.sql("select max(number) from appeal").query(String.class).single();
        casework.runJobs();
        assertThat(casework.open(number + "/M1")).containsExactly("tellAppellant");
        casework.complete(
                OFFICER,
                "decideAdmissibility",
                number,
                Map.of("outcome", "LEAVE_WITHOUT_CONSIDERATION", "ground", "NO_ACT_FOUND", "reasons", "None"));
        submits(
                OFFICER,
                "court-claim",
                Map.of(
                        "appealNumber",
                        number,
                        "court",
                        "Specialised court",
                        "claimNumber",
                        "7594-26-1",
                        "claimDate",
                        LawDay.of(casework.clock.instant()).toString()));
        assertThat(casework.open(number)).containsExactly("recordCourt");
    }

    @Autowired
    private MoodySmtp moodySmtp;

    @Test
    void aMailThatDoesNotLeaveIsTriedAgainAndInTheEndToldByAPerson() {
        var entry = entry();
        var paper = paper(entry);
        moodySmtp.mood(MoodySmtp.Mood.BUSY);
        var later = Caller.json(Caller.of(port, OFFICER).act("/api/v1/appeals", json(paper)))
                .path("number")
                .asText();
        casework.runJobs();
        moodySmtp.mood(MoodySmtp.Mood.REFUSES_RECIPIENTS);
        casework.clock.pass(Duration.ofHours(7));
        casework.runJobs();
        moodySmtp.mood(MoodySmtp.Mood.FINE);
        assertThat(casework.open(later + "/M1")).containsExactly("tellAppellant");
        assertThat(sql.sql("select r.result from appeal_message_result r join appeal_message m on m.id = r.message_id "
                                + "where m.number = ? order by r.no")
                        .param(later + "/M1")
                        .query(String.class)
                        .list())
                .containsExactly("RETRY_LATER", "UNDELIVERABLE");
    }
}
