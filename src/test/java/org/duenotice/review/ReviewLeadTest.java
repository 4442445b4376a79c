package org.duenotice.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.duenotice.DueNoticeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DueNoticeTest
class ReviewLeadTest {

    @Autowired
    private ReviewLead leads;

    @Test
    void aReviewOpensTenWorkingDaysBeforeItsDay() {
        var lead = leads.of(Instant.parse("2026-11-02T05:00:00Z"));
        assertThat(lead.until()).isEqualTo(LocalDate.parse("2026-11-16"));
        assertThat(lead.deadline()).isPresent();
    }

    @Test
    void aCalendarThatNobodyLoadedKeepsNoReviewBack() {
        var lead = leads.of(Instant.parse("2051-03-01T05:00:00Z"));
        assertThat(lead.until()).isEqualTo(LocalDate.parse("2051-03-15"));
        assertThat(lead.deadline()).isEmpty();
    }
}
