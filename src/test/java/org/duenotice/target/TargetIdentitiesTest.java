package org.duenotice.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by which two addresses are one target; platform by platform in {@link TargetPlatformFormsTest}. */
class TargetIdentitiesTest {

    private final TargetIdentities identities = ReleasedIdentities.get();

    @ParameterizedTest
    @CsvSource({
        "https://casino.example/Bonus, web:casino.example|/Bonus|",
        "HTTP://WWW.Casino.Example/Bonus/, web:casino.example|/Bonus|",
        "casino.example/Bonus, web:casino.example|/Bonus|",
        "//casino.example/Bonus, web:casino.example|/Bonus|",
        "https:casino.example/Bonus, web:casino.example|/Bonus|",
        "https://casino.example:443/Bonus, web:casino.example|/Bonus|",
        "http://casino.example:80/Bonus, web:casino.example|/Bonus|",
        "casino.example:443/Bonus, web:casino.example|/Bonus|",
        "https://casino.example./Bonus, web:casino.example|/Bonus|",
        "https://casino.example/a/../x/./../Bonus, web:casino.example|/Bonus|",
        "https://casino.example/a/%2e%2e/Bonus, web:casino.example|/Bonus|",
        "https://casino.example/%42onus, web:casino.example|/Bonus|",
        "https:\\\\casino.example\\Bonus, web:casino.example|/Bonus|",
        "https://casino.example/Bonus#top, web:casino.example|/Bonus|",
        "https://casino.example/Bonus/index.html, web:casino.example|/Bonus|",
        "https://casino.example/Bonus/amp/, web:casino.example|/Bonus|",
        "https://casino.example/Bonus?utm_source=x&fbclid=1&yclid=2&_openstat=3, web:casino.example|/Bonus|",
        "https://someone:secret@casino.example/Bonus, web:casino.example|/Bonus|",
        "https://www.google.kz/url?sa=t&url=https%3A%2F%2Fcasino.example%2FBonus, web:casino.example|/Bonus|",
        "https://google.com/url?q=http://casino.example/Bonus, web:casino.example|/Bonus|",
        "https://www.google.com/amp/s/casino.example/Bonus, web:casino.example|/Bonus|",
        "https://casino-example.cdn.ampproject.org/c/s/casino.example/Bonus, web:casino.example|/Bonus|",
        "https://vk.com/away.php?to=https%3A%2F%2Fcasino.example%2FBonus&cc_key=, web:casino.example|/Bonus|",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fcasino.example%2FBonus&h=AT0, web:casino.example|/Bonus|",
        "https://www.facebook.com/flx/warn/?u=https%3A%2F%2Fcasino.example%2FBonus, web:casino.example|/Bonus|",
        "https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fcasino.example%2FBonus, web:casino.example|/Bonus|",
        "https://t.me/iv?url=https%3A%2F%2Fcasino.example%2FBonus&rhash=1, web:casino.example|/Bonus|",
        "https://l.instagram.com/?u=https%3A%2F%2Fcasino.example%2FBonus, web:casino.example|/Bonus|",
    })
    void everySpellingOfAWebPageHasOneKey(String address, String key) {
        TargetIdentity target = identities.identify(address);

        assertThat(target.canonicalKey()).isEqualTo(key);
        assertThat(target.platform()).isEqualTo("WEB");
        assertThat(target.kind()).isEqualTo(TargetKind.ITEM);
        assertThat(target.unresolved()).isFalse();
        assertThat(target.original()).isEqualTo(address);
        assertThat(target.ruleVersion()).isEqualTo(ReleasedIdentities.VERSION);
    }

    @ParameterizedTest
    @CsvSource({
        "https://казино.example/бонус, web:xn--80aodfsg.example|/%D0%B1%D0%BE%D0%BD%D1%83%D1%81|",
        "https://КАЗИНО.example/%d0%b1%d0%be%d0%bd%d1%83%d1%81, web:xn--80aodfsg.example|/%D0%B1%D0%BE%D0%BD%D1%83%D1%81|",
        "https://xn--80aodfsg.EXAMPLE/, web:xn--80aodfsg.example|/|",
        "https://casino.example/a%2Fb, web:casino.example|/a%2Fb|",
        "https://casino.example/100%, web:casino.example|/100%25|",
        "https://casino.example/a|b c, web:casino.example|/a%7Cb%20c|",
        "https://casino.example/?b=2&a=1&&b=1, web:casino.example|/|a=1&b=2&b=1",
        "https://casino.example/?q=a+b, web:casino.example|/|q=a%20b",
        "https://casino.example/?q=a%20b&amp=1, web:casino.example|/|q=a%20b",
        "https://casino.example/#/slots/7, web:casino.example|/|#/slots/7",
        "https://casino.example/#!/slots/7/, web:casino.example|/|#!/slots/7",
        "https://casino.example:8443/, web:casino.example:8443|/|",
        "http://203.0.113.7/x, web:203.0.113.7|/x|",
        "http://[2001:DB8::1]/x, web:[2001:db8:0:0:0:0:0:1]|/x|",
    })
    void aPageIsSpelledInOneWay(String address, String key) {
        assertThat(identities.identify(address).canonicalKey()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "https://casino.example/a, https://casino.example/A",
        "https://casino.example/a, https://casino.example/b",
        "https://casino.example/, https://play.casino.example/",
        "https://casino.example/, https://casino.test/",
        "https://casino.example/, https://casino.example:8080/",
        "https://casino.example/?id=1, https://casino.example/?id=2",
        "https://casino.example/?id=1&id=2, https://casino.example/?id=2&id=1",
        "https://casino.example/a%2Fb, https://casino.example/a/b",
        "https://casino.example/?q=a%26b, https://casino.example/?q=a&b",
        "https://casino.example/#/a, https://casino.example/#/b",
        "https://casino.example@evil.example/, https://casino.example/",
        "https://t.me/demo_a/1, https://t.me/demo_a/2",
        "https://t.me/demo_a/1, https://t.me/demo_a/1?comment=5",
        "https://t.me/demo_a, https://t.me/demo_b",
        "https://t.me/s/demo_a, https://t.me/demo_a/s/1",
        "https://t.me/+DemoInvite1, https://t.me/+demoinvite1",
        "https://youtu.be/demo0000001, https://youtu.be/DEMO0000001",
        "https://youtu.be/demo0000001, https://youtube.com/watch?v=demo0000001&lc=UgxDemoComment",
        "https://vk.com/wall-1_2, https://vk.com/wall1_2",
        "https://vk.com/wall-1_2, https://vk.com/wall-1_2?reply=3",
        "https://vk.com/wall-1_2, https://vk.com/video-1_2",
        "https://vk.com/away.php?to=https://casino.example/a, https://vk.com/away.php?to=https://casino.example/b",
        "https://www.instagram.com/p/DEMOabc/, https://www.instagram.com/p/DEMOABC/",
        "https://www.facebook.com/groups/demo, https://www.facebook.com/demo",
    })
    void twoThingsHaveTwoKeys(String one, String other) {
        assertThat(identities.identify(one).canonicalKey())
                .isNotEqualTo(identities.identify(other).canonicalKey());
    }

    @ParameterizedTest
    @CsvSource({
        "https://casino.example/, DOMAIN",
        "https://www.casino.com.kz/, DOMAIN",
        "https://demo.blogspot.com/, DOMAIN",
        "http://203.0.113.7/, DOMAIN",
        "https://play.casino.example/, PATH",
        "https://play.casino.com.kz/, PATH",
        "https://play.casino.example/slots, ITEM",
        "https://casino.example/?id=7, ITEM",
        "https://casino.example/#/slots, ITEM",
        "https://vk.com/, DOMAIN",
    })
    void aSiteIsADomainAndASubDomainAPartOfIt(String address, TargetKind kind) {
        assertThat(identities.identify(address).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "'', address.empty",
        "'  \u00a0\u200b ', address.empty",
        "javascript:alert(1), address.scheme-unsupported",
        "mailto:demo@casino.example, address.scheme-unsupported",
        "ftp://casino.example/a, address.scheme-unsupported",
        "tg://settings, address.scheme-unsupported",
        "https://, address.host-missing",
        "/only/a/path, address.host-missing",
        "https:///?q=1, address.host-missing",
        "casino, address.host-invalid",
        "https://casino..example/, address.host-invalid",
        "https://casino example/, address.host-invalid",
        "https://10.0.0.256/, address.host-invalid",
        "https://2130706433/, address.host-invalid",
        "https://010.0.0.1/, address.host-invalid",
        "https://[::1/, address.host-invalid",
        "https://casino.example:0/, address.port-invalid",
        "https://casino.example:99999/, address.port-invalid",
        "https://casino.example:http/, address.port-invalid",
        "'https://casino.example/a\nhttps://casino.example/b', address.control-characters",
        "https://vk.com/away.php?to=https%3A%2F%2Fcasino.example%2F%00, address.control-characters",
        "https://t.me/+77010000000, address.names-a-person",
        "tg://resolve?phone=77010000000, address.names-a-person",
        "tg://user?id=1, address.names-a-person",
    })
    void aTextThatNamesNoContentIsRefusedWithWhatToDo(String address, String code) {
        assertThatThrownBy(() -> identities.identify(address))
                .isInstanceOfSatisfying(IllegalAddress.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code))
                .hasMessageMatching("[A-Z].*\\.");
    }

    @Test
    void noAddressAtAllIsRefusedAsEmpty() {
        assertThatThrownBy(() -> identities.identify(null)).isInstanceOf(IllegalAddress.class);
    }

    @Test
    void anAddressHasAtMost2048Characters() {
        String longest = "https://casino.example/" + "a".repeat(2048 - 23);

        assertThat(identities.identify(longest).canonicalKey()).startsWith("web:casino.example|/aaa");
        assertThatThrownBy(() -> identities.identify(longest + "a"))
                .isInstanceOfSatisfying(IllegalAddress.class, refusal -> assertThat(refusal.problem())
                        .isEqualTo(IllegalAddress.Problem.TOO_LONG));
    }

    @Test
    void aKeyFitsADatabaseIndexAndStillTellsLongAddressesApart() {
        String page = "https://casino.example/" + "ж".repeat(1000);

        String key = identities.identify(page + "а").canonicalKey();

        assertThat(key)
                .hasSizeLessThanOrEqualTo(1024)
                .isEqualTo(identities.identify(page + "а/").canonicalKey());
        assertThat(key).isNotEqualTo(identities.identify(page + "б").canonicalKey());
    }

    @Test
    void redirectsAreFollowedFiveDeep() {
        String five = "https://vk.com/away.php?to=".repeat(5) + "https://casino.example/Bonus";

        assertThat(identities.identify(five).canonicalKey()).isEqualTo("web:casino.example|/Bonus|");
        assertThatThrownBy(() -> identities.identify("https://vk.com/away.php?to=" + five))
                .isInstanceOfSatisfying(IllegalAddress.class, refusal -> assertThat(refusal.code())
                        .isEqualTo("address.too-many-redirects"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://vk.com/away.php",
                "https://www.google.com/url?q=pyramid",
                "https://www.google.com/amp/s/nothing",
                "https://notgoogle.example/url?q=https://casino.example/",
                "https://google.casino.example/url?q=https://casino.example/"
            })
    void aPageThatLeadsNowhereIsItself(String address) {
        assertThat(identities.identify(address).canonicalKey()).doesNotStartWith("web:casino.example|");
    }

    @Test
    void noInputThrowsAnythingElseOrTakesLong() {
        Random random = new Random(20260731);
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (int round = 0; round < 60_000; round++) {
                identifyIfLegal(AddressNoise.of(random));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/amp",
                "/index.html",
                "/../",
                "%",
                "%2E%2E/",
                "-activity-1234567890",
                "?a",
                "&a=1",
                "=",
                "#",
                "@",
                ":",
                "[",
                "\\",
                "wall-1_2",
                "ж",
                "."
            })
    void anEndlesslyRepeatedPartTakesNoLongerThanAnyOther(String part) {
        List<String> starts = List.of(
                "https://casino.example/",
                "https://vk.com/",
                "https://t.me/",
                "tg://resolve?domain=",
                "https://www.linkedin.com/posts/",
                "https://vk.com/away.php?to=https://",
                "https://",
                "");
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (String start : starts) {
                String address = start + part.repeat(2048 / part.length());
                for (int round = 0; round < 20; round++) {
                    identifyIfLegal(address.substring(0, Math.min(2048, address.length())));
                }
            }
        });
    }

    @Test
    void theAddressWrittenForAPageHasTheSameKey() {
        Random random = new Random(42);
        int compared = 0;
        for (int round = 0; round < 60_000; round++) {
            TargetIdentity target = identifyIfLegal(AddressNoise.of(random));
            if (target != null
                    && target.canonicalKey().startsWith("web:")
                    && target.canonicalKey().length() <= 900) {
                compared++;
                TargetIdentity again = identities.identify(target.address());
                assertThat(again.canonicalKey()).as(target.original()).isEqualTo(target.canonicalKey());
                assertThat(again.platform()).as(target.original()).isEqualTo(target.platform());
                assertThat(again.kind()).as(target.original()).isEqualTo(target.kind());
            }
        }
        assertThat(compared).isGreaterThan(5_000);
    }

    private TargetIdentity identifyIfLegal(String address) {
        try {
            TargetIdentity target = identities.identify(address);
            assertThat(target.canonicalKey().length()).isBetween(5, 1024);
            assertThat(target.canonicalKey().chars().allMatch(letter -> letter > 32 && letter < 127))
                    .as(address)
                    .isTrue();
            return target;
        } catch (IllegalAddress refused) {
            return null;
        }
    }

    /** Random texts made of the parts that addresses are made of, and of anything else. */
    private static final class AddressNoise {

        private static final List<String> PARTS = Arrays.asList(
                ("https:// http:// tg: tg:// instagram:// // / \\ ? & = # : @ . .. %2e %2F %00 %zz % + - _ | [ ] ~ * ' ( ) ! $ ;"
                                + " www. m. t.me telegram.me s c joinchat demo demo_name 12 -100123 youtube.com youtu.be watch v="
                                + " demo0000001 embed shorts @ @demo channel UCaaaaaaaaaaaaaaaaaaaaaa vk.com vk.ru vkvideo.ru wall-1_2"
                                + " wall-1_2_r3 w= z= video-1_2 video_ext.php oid=-1 id=2 away.php to= ok.ru video group dk st.mvId="
                                + " tiktok.com vm.tiktok.com t instagram.com p reel stories share DEMOcode facebook.com l.php u= posts"
                                + " pfbid02demodemo permalink.php story_fbid=1 linkedin.com lnkd.in feed urn:li:activity:7123456789012345678"
                                + " google.com url q= amp index.html index.php utm_source=x fbclid=1 casino.example казино.example xn--"
                                + " 203.0.113.7 [2001:db8::1] :8080 :443 resolve?domain= privatepost?channel= web.telegram.org co.uk"
                                + " comment=3 reply=4 lc=UgxDemoComment a b A %41 ж ё \u0130 \u3002 \uff0e \u200b \ud83c\udfb0 \ud83c \udfb0")
                        .split(" "));

        static String of(Random random) {
            StringBuilder text = new StringBuilder();
            if (random.nextInt(3) > 0) {
                text.append("https://").append(PARTS.get(random.nextInt(PARTS.size())));
            }
            if (random.nextInt(3) == 0) {
                text.append(".example/");
            }
            int length = random.nextInt(12);
            for (int part = 0; part < length; part++) {
                text.append(
                        random.nextInt(12) == 0
                                ? String.valueOf((char) random.nextInt(65536))
                                : PARTS.get(random.nextInt(PARTS.size())));
                if (random.nextInt(3) == 0) {
                    text.append('/');
                }
            }
            return text.toString();
        }
    }
}
