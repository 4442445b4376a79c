package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.duenotice.DueNoticeTest;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that the database cannot hold is wrong input, not a failure: a sign that stands for nothing, a day out of range. */
@DueNoticeTest
class ValuesNotHeldTest extends AppealDesk {

    private static final String[] PAGE = {"Accept", "text/html,*/*;q=0.8"};
    private static final String[] FORM = {
        "Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html,*/*;q=0.8"
    };

    private static void isWrongInput(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("0x00", "SQL", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/cases?category=%00",
                "/api/v1/cases?participant=%00",
                "/api/v1/cases?number=DN%00",
                "/api/v1/cases?text=a&after=%00",
                "/api/v1/cases.csv?category=%00",
                "/api/v1/cases.xlsx?platform=%00",
                "/api/v1/cases?openedFrom=-9999-01-01",
                "/api/v1/cases?dueTo=%2B999999999-12-31",
                "/api/v1/cases/{case}?asOf=-1000000000-01-01T00:00:00Z",
                "/api/v1/counts?asOf=-1000000000-01-01T00:00:00Z",
                "/api/v1/reports/as-of?at=-999999-01-01",
                "/api/v1/search-log?person=%00"
            })
    void ofTheApi(String path) {
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        var person = path.contains("/cases") ? "caseworker1" : "auditor1";
        var answer = Caller.of(port, person).get(path.replace("{case}", number));
        isWrongInput(answer);
        assertThat(Caller.json(answer).path("type").asText()).startsWith("urn:duenotice:problem:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/register?q=%00",
                "/register?before=%00",
                "/register/data?before=%2B9999999-01-01",
                "/register/data/index.json?before=%2B9999999-01-01",
                "/report/status?number=%00&code=x"
            })
    void ofPublicPages(String path) {
        isWrongInput(Caller.nobody(port).get(path, PAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cases/search?category=%00",
                "/cases/search?openedFrom=-9999-01-01",
                "/cases/search?dueTo=%2B999999999-12-31",
                "/manage/as-of?at=-999999-01-01"
            })
    void ofPagesForPeople(String path) {
        var person = path.startsWith("/manage") ? "manager1" : "caseworker1";
        isWrongInput(Caller.of(port, person).get(path, PAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grounds", "demands", "name", "contact", "contested", "evidence"})
    void ofAnAppeal(String field) {
        casework.clock.pass(java.time.Duration.ofMinutes(61));
        var filing = new HashMap<>(filing("My page", "Without a sign"));
        filing.put(field, "My words\0 and more");
        isWrongInput(send(filing));
    }

    @Test
    void ofWhatIsSentInAForm() {
        isWrongInput(Caller.nobody(port).post("/appeals/status", "number=%00&code=ABC", FORM));
        casework.clock.pass(java.time.Duration.ofMinutes(61));
        isWrongInput(Caller.nobody(port)
                .post(
                        "/appeals",
                        "appellant=OWNER&contested=x&grounds=long+enough+%00&demands=all&name=N&contact=here&signed=true&language=en",
                        FORM));
    }

    @Test
    void ofAReportAndAComment() {
        isWrongInput(Caller.nobody(port)
                .post(
                        "/public/v1/reports",
                        json(Map.of(
                                "category",
                                "FINANCIAL_PYRAMID",
                                "description",
                                "They promise\0 a third a month",
                                "addresses",
                                java.util.List.of(Casework.address()),
                                "language",
                                "ru",
                                "anonymous",
                                true))));
        var number = casework.detection("FINANCIAL_PYRAMID", Casework.address());
        isWrongInput(Caller.of(port, "caseworker1")
                .act("/api/v1/cases/" + number + "/comments", json(Map.of("words", "a\0b"))));
        isWrongInput(Caller.of(port, "caseworker1")
                .act(
                        "/api/v1/detections",
                        json(Map.of(
                                "category",
                                "OTHER",
                                "description",
                                "a\0b",
                                "source",
                                "OWN_MONITORING",
                                "addresses",
                                java.util.List.of(Casework.address())))));
    }
}
