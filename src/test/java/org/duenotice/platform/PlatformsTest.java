package org.duenotice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.duenotice.DueNoticeTest;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@DueNoticeTest
class PlatformsTest {

    @Autowired
    Platforms platforms;

    @Autowired
    JdbcClient jdbc;

    @Test
    void everyPlatformHasAFirstAndASecondContactOnAReservedHost() {
        assertThat(platforms.all())
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
        assertThat(platforms.all()).allSatisfy(platform -> {
            var first = platforms.contact(platform.code(), 1);
            var second = platforms.contact(platform.code(), 2);
            assertThat(first.address()).endsWith(".example").isNotEqualTo(second.address());
            assertThat(second.address()).endsWith(".example");
            assertThat(first.verified() || second.verified()).isFalse();
        });
    }

    @Test
    void whenThereIsNoFurtherContactTheHighestIsWrittenTo() {
        assertThat(platforms.contact("TELEGRAM", 7)).isEqualTo(platforms.contact("TELEGRAM", 2));
    }

    @Test
    @Transactional
    void theLastRecordedAddressOfAContactCounts() {
        jdbc.sql(
                        """
                        insert into platform_contact (platform_code, position, name, channel, address, language,
                                                      verified, source)
                        values ('TELEGRAM', 1, 'Telegram', 'EMAIL', 'moved@telegram.example', 'ru', false, 'test')
                        """)
                .update();

        assertThat(platforms.contact("TELEGRAM", 1).address()).isEqualTo("moved@telegram.example");
    }

    @Test
    void theWebIsNotUnderTheLawOnOnlinePlatforms() {
        assertThat(platforms.get("WEB").underLaw()).isFalse();
        assertThat(platforms.get("TELEGRAM").underLaw()).isTrue();
    }

    @Test
    void aPlatformThatIsNotRecordedIsAProblem() {
        assertThatThrownBy(() -> platforms.get("NOWHERE"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("platform.unknown"));
        assertThatThrownBy(() -> platforms.contact("NOWHERE", 1))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("platform.no-contact"));
    }
}
