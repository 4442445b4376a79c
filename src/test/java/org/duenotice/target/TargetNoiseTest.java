package org.duenotice.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is entered, it is told apart quickly or refused; and the address written for a thing names that thing. */
class TargetNoiseTest {

    private static final RuleSet RULES = ReleasedIdentities.rules();
    private static final int INPUTS = 70_000;
    private static final Duration LONGEST = Duration.ofMillis(50);
    private static final List<String> HOSTS = new ArrayList<>();
    private static final List<String> WORDS = new ArrayList<>();
    private static final List<String> VALUES = List.of(
            "1",
            "-1_2",
            "wall-1_2",
            "demo",
            "Demo.One",
            "@demo",
            "+AbCdEf",
            "dEmo0-00_01",
            "UCaaaaaaaaaaaaaaaaaaaa01",
            "12345.html",
            "7000000000000000001",
            "pfbid02DemoDemoDemo",
            "urn:li:activity:7123456789012345678",
            "https://t.me/demo/1",
            "%2F%2Fx",
            "казино",
            "=",
            "",
            "%",
            "a-activity-7123456789012345678-x",
            "_r3",
            "🎰",
            "\u0130",
            "x".repeat(300),
            "-100123",
            "a/b",
            "[",
            ")",
            "!",
            "*",
            "~",
            "'");

    @BeforeAll
    static void takeTheWordsOfTheRules() {
        for (var rules : ReleasedRules.all()) {
            rules.sites()
                    .forEach(site -> site.hosts().forEach(host -> HOSTS.add(host.replaceAll("[{*][^.]*", "demo"))));
            rules.forms()
                    .forEach(form -> form.at().forEach(at -> WORDS.addAll(List.of(at.split("[/{}|?&=#\\[\\]:]+")))));
        }
        WORDS.removeIf(String::isEmpty);
        WORDS.sort(null);
        HOSTS.sort(null);
    }

    @Test
    void addressesMadeOfTheWordsOfTheRulesAreToldApartOrRefused() {
        var named = tryAll(new Random(20261122), TargetNoiseTest::address);
        assertThat(named).isGreaterThan(INPUTS / 2);
    }

    @Test
    void addressesWithSlipsAreToldApartOrRefused() {
        tryAll(new Random(7), TargetNoiseTest::slips);
    }

    @Test
    void anyLettersAreToldApartOrRefused() {
        tryAll(new Random(42), TargetNoiseTest::letters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                " (",
                "[.]",
                " — ",
                "https://",
                ",https://",
                "{.} ",
                ". ",
                "%25",
                "&v=",
                "/wall-1_2",
                "?",
                "-activity-1234567890",
                "xn--",
                "ß",
                "/_r1",
                "@",
                "a-",
                "1_",
                "/*"
            })
    void anEndlesslyRepeatedPartTakesNoLonger(String part) {
        for (var host : List.of(
                "https://",
                "https://vk.com/",
                "https://www.linkedin.com/posts/",
                "https://t.me/s/",
                "x",
                "https://facebook.com/",
                "vk.com/?w=wall",
                "https://my.mail.ru/")) {
            takesNoLonger(host + part.repeat(8192 / part.length()));
            takesNoLonger((host + part.repeat(2048 / part.length())).substring(0, 2040));
        }
    }

    private static int tryAll(Random random, Function<Random, String> make) {
        var named = 0;
        for (var round = 0; round < INPUTS; round++) {
            named += takesNoLonger(make.apply(random)) ? 1 : 0;
        }
        return named;
    }

    /** True if it names something; slow ones get a second chance, because the machine has other work too. */
    private static boolean takesNoLonger(String entered) {
        var begun = System.nanoTime();
        var named = namesOneThing(entered);
        for (var again = 0; again < 5 && System.nanoTime() - begun > LONGEST.toNanos(); again++) {
            begun = System.nanoTime();
            namesOneThing(entered);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(entered).isLessThan(LONGEST.multipliedBy(4));
        return named;
    }

    private static boolean namesOneThing(String entered) {
        TargetIdentity target;
        try {
            target = RULES.identify(entered, Steps.NONE).identity();
        } catch (IllegalAddress refused) {
            return false;
        }
        assertThat(target.canonicalKey()).as(entered).matches("[\\x21-\\x7e]{5,1024}");
        if (target.address().length() <= 2048) {
            var again = RULES.identify(target.address(), Steps.NONE).identity();
            assertThat(again.canonicalKey())
                    .as("%s, written %s", entered, target.address())
                    .isEqualTo(target.canonicalKey());
            assertThat(again.kind()).as(entered).isEqualTo(target.kind());
            assertThat(again.platform()).as(entered).isEqualTo(target.platform());
            assertThat(again.unresolved()).as(entered).isEqualTo(target.unresolved());
            assertThat(again.address()).as(entered).isEqualTo(target.address());
        }
        return true;
    }

    private static String address(Random random) {
        var text = new StringBuilder(random.nextInt(8) == 0 ? "" : "https://").append(any(random, HOSTS));
        for (var segment = random.nextInt(5); segment > 0; segment--) {
            text.append('/').append(part(random));
        }
        var separator = '?';
        for (var parameter = random.nextInt(3); parameter > 0; parameter--) {
            text.append(separator).append(any(random, WORDS)).append('=').append(part(random));
            separator = '&';
        }
        return random.nextInt(6) == 0 ? text.append('#').append(part(random)).toString() : text.toString();
    }

    private static String slips(Random random) {
        var text = new StringBuilder(any(random, TargetAddressesTest.ADDRESSES));
        for (var slip = random.nextInt(4); slip > 0 && !text.isEmpty(); slip--) {
            var at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, any(random, VALUES));
                default -> text.setCharAt(at, (char) (33 + random.nextInt(94)));
            }
        }
        return text.toString();
    }

    private static String part(Random random) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> any(random, WORDS);
            case 2 -> any(random, WORDS) + any(random, VALUES);
            default -> any(random, VALUES);
        };
    }

    private static String letters(Random random) {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        var soup = new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        var place = random.nextInt(4);
        return place == 0 ? soup : any(random, HOSTS) + (place == 1 ? "/" : "") + soup.replaceAll("\\p{Cntrl}", "");
    }

    private static String any(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
