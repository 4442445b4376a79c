package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.duenotice.calendar.Clocks;
import org.duenotice.restoration.Restorations;
import org.duenotice.review.ReviewLook;
import org.duenotice.review.SealedReviewLook;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The steps of those who review measures of a sealed case. */
abstract class SealedReviewDesk {

    @Autowired
    Casework casework;

    @Autowired
    ReviewLook look;

    @Autowired
    SealedReviewLook sealedLook;

    @Autowired
    Restorations restorations;

    @Autowired
    Clocks clocks;

    @Autowired
    FormFacts forms;

    @Autowired
    GreenMail mailServer;

    @Autowired
    JdbcClient sql;

    @LocalServerPort
    int port;

    ReviewDesk desk;
    String number;

    @BeforeEach
    void aRestrictedSiteIsSealed() {
        casework.clock.backToStart();
        desk = new ReviewDesk(casework, look, restorations, sql);
        number = desk.restrictedSite(ReviewDesk.reviewOn(desk.today().plusDays(5)));
    }

    @AfterEach
    void backToMonday() {
        casework.clock.backToStart();
    }

    void seal() {
        var answer = Caller.of(port, "caseworker2")
                .act("/api/v1/cases/" + number + "/seal", "{\"reasons\": \"What is behind it must be sealed\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        casework.runJobs();
    }

    void look() {
        look.look();
        sealedLook.look();
        casework.runJobs();
    }

    List<String> told() {
        return sql.sql("select e.kind from sealed_event e join case_file f on f.id = e.case_id where f.number = ? "
                        + "and e.kind not in ('SEALED') order by e.id")
                .param(number)
                .query(String.class)
                .list();
    }

    String shown(String person, String task) {
        return casework.as(
                person, () -> String.valueOf(forms.of(task).get("facts").getValue()));
    }

    void opens() {
        casework.complete(
                "sealed1",
                "openSealedAccess",
                number,
                Map.of("whoWasTold", "The duty officers of all operators, in person", "reference", "S-44"));
        casework.runJobs();
    }

    /** What somebody of the group enters who says anew why the measures must stand. */
    static Map<String, Object> renewal(LocalDate reviewOn) {
        return Map.of("sealedChoice", "RENEW", "reviewDate", reviewOn.toString(), "reasons", "The copies are still up");
    }
}
