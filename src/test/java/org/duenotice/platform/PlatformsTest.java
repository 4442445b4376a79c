package org.duenotice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.duenotice.DueNoticeTest;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@DueNoticeTest
class PlatformsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Autowired
    Platforms platforms;

    @Autowired
    JdbcClient jdbc;

    @Test
    void everyPlatformHasAFirstAndASecondContactOnAReservedHost() {
        assertThat(platforms.all(TODAY))
                .extracting(Platform::code)
                .containsExactlyInAnyOrder(
                        "TELEGRAM",
                        "YOUTUBE",
                        "VK",
                        "OK",
                        "TIKTOK",
                        "INSTAGRAM",
                        "FACEBOOK",
                        "LINKEDIN",
                        "WEB",
                        "X",
                        "MAIL_RU",
                        "LIVEJOURNAL",
                        "THREADS");
        assertThat(platforms.all(TODAY)).allSatisfy(platform -> {
            var first = platforms.contact(platform.code(), 1, TODAY);
            var second = platforms.contact(platform.code(), 2, TODAY);
            assertThat(first.address()).endsWith(".example").isNotEqualTo(second.address());
            assertThat(second.address()).endsWith(".example");
            assertThat(first.verified() || second.verified()).isFalse();
        });
    }

    @Test
    void whenThereIsNoFurtherContactTheHighestIsWrittenTo() {
        assertThat(platforms.contact("TELEGRAM", 7, TODAY)).isEqualTo(platforms.contact("TELEGRAM", 2, TODAY));
    }

    @Test
    @Transactional
    void theLastRecordedAddressOfAContactCounts() {
        jdbc.sql(
                        """
                        insert into platform_contact (platform_code, position, name, channel, address, language,
                                                      verified, source, valid_from)
                        values ('TELEGRAM', 1, 'Telegram', 'EMAIL', 'moved@telegram.example', 'ru', false, 'test',
                                '2023-09-10')
                        """)
                .update();

        assertThat(platforms.contact("TELEGRAM", 1, TODAY).address()).isEqualTo("moved@telegram.example");
    }

    @Test
    @Transactional
    void aContactCountsFromItsFirstDayToItsLast() {
        jdbc.sql(
                        """
                        insert into platform_contact (platform_code, position, name, channel, address, language,
                                                      verified, source, valid_from, valid_to)
                        values ('TELEGRAM', 1, 'Telegram', 'EMAIL', 'substitute@telegram.example', 'ru', false, 'test',
                                '2026-11-20', '2026-11-24')
                        """)
                .update();

        assertThat(platforms.contact("TELEGRAM", 1, TODAY).address()).isEqualTo("substitute@telegram.example");
        for (var otherDay : new LocalDate[] {LocalDate.of(2026, 11, 19), LocalDate.of(2026, 11, 25)}) {
            assertThat(platforms.contact("TELEGRAM", 1, otherDay).address()).isEqualTo("notices@telegram.example");
        }
    }

    @Test
    void aRepresentativeMaySitAbroad() {
        assertThat(platforms.get("FACEBOOK", TODAY).isAbroad()).isTrue();
        assertThat(platforms.get("FACEBOOK", TODAY).verified()).isFalse();
        assertThat(platforms.get("VK", TODAY).isAbroad()).isFalse();
        assertThat(platforms.get("LINKEDIN", TODAY).isAbroad()).isFalse();
    }

    @Test
    void theWebIsNotUnderTheLawOnOnlinePlatforms() {
        assertThat(platforms.get("WEB", TODAY).underLaw()).isFalse();
        assertThat(platforms.get("TELEGRAM", TODAY).underLaw()).isTrue();
    }

    @Test
    void aPlatformThatIsNotRecordedIsAProblem() {
        assertThatThrownBy(() -> platforms.get("NOWHERE", TODAY))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("platform.unknown"));
        assertThatThrownBy(() -> platforms.contact("NOWHERE", 1, TODAY))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("platform.no-contact"));
    }
}
