package org.duenotice.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language in which platforms are described. */
class TargetRulesTest {

    private static RuleSet with(String rules) {
        var all = new ArrayList<>(ReleasedRules.all());
        all.add(PlatformRules.read("platform: PLAZA\n" + rules));
        return new RuleSet(2, all);
    }

    private static String key(RuleSet rules, String address) {
        return rules.identify(address, Steps.NONE).identity().canonicalKey();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sites: [{hosts: [vk.com]}]; host vk.com stands twice",
                "sites: [{hosts: [p.example]}]\\nforms: [{at: 'q.example/{code}', page: true}]; hosts that no site has: q.example",
                "sites: [{hosts: [p.example]}]\\nforms: [{at: '/{code}', key: 'p:{id}', kind: ITEM, address: 'https://p.example/{code}'}]; a value {id}",
                "sites: [{hosts: [p.example]}]\\nforms: [{at: '/{id:digits}', page: true}]; there are no values digits",
                "sites: [{hosts: [p.example]}]\\nforms: [{at: '/{a:code}{b:code}', page: true}]; two values side by side",
                "sites: [{hosts: [p.example]}]\\nforms: [{at: '/{code}', key: 'p:{code}'}]; its kind and its address",
                "sites: [{hosts: [p.example]}]\\nforms: [{at: '/{code}', page: true, to: 'https://x.example'}]; one of key, page, to and refuse",
                "sites: [{hosts: [p.example]}]\\nvalues: {a: {length: x}}; neither 11 nor 2-32",
                "sites: [{hosts: [p.example]}]\\nexamples: {'https://p.example/x': 'p:x'}; has the key web:p.example|/x| and not p:x",
                "sites: [{hosts: [p.example]}]\\ncolour: red; colour",
                "sites: [{hosts: [p.example]}]\\nsites: [{hosts: [q.example]}]; duplicate key sites",
                "sites: [unfinished; flow sequence",
            })
    void rulesThatAreNoneAreRefusedWithTheReason(String rules, String reason) {
        assertThatThrownBy(() -> with(rules.replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void theExamplesOfOtherPlatformsHoldToo() {
        var grabbing = "sites: [{hosts: ['*.me']}]\nforms: [{at: '/{code}', page: true}]";
        assertThat(key(with(grabbing), "https://demo.me/x")).isEqualTo("web:demo.me|/x|");

        var all = new ArrayList<>(ReleasedRules.all());
        all.removeIf(rules -> rules.platform().equals("THREADS"));
        assertThat(new RuleSet(2, all)
                        .identify("https://threads.net/@demo", Steps.NONE)
                        .identity()
                        .platform())
                .isEqualTo("WEB");
    }

    @Test
    void theFirstFormThatFitsCountsAndOptionalPartsAreLeftOut() {
        var rules = with(
                """
                sites:
                  - {hosts: ["{shop:shop}.p.example"], own: true}
                  - {hosts: [p.example, "*.p.example"], as: p.example}
                values:
                  shop: {of: a-z0-9_-, length: 1-20, lower: true, swap: {"-": "_"}, not: [www2]}
                  article: {of: A-Z0-9., length: 2-10, without: "."}
                forms:
                  - {at: "{shop:shop}.p.example/**", to: "https://p.example/shop/{shop}/{rest}{query}"}
                  - {at: ["/shop/{shop}/{article}?[size={size:number}]", "/**#!{shop}+{article}"], key: "p:{shop}/{article}[/{size}]", kind: ITEM,
                      address: "https://p.example/shop/{shop}/{article}[?size={size}]"}
                  - {at: "/shop/{shop}", key: "p:{shop}", kind: ACCOUNT, address: "https://p.example/shop/{shop}"}
                  - {at: "/{word:one|two}-{tail:text}", key: "p:{word}:{tail}", kind: ITEM, address: "https://p.example/{word}-{tail}"}
                """);

        assertThat(key(rules, "https://my-shop.p.example/A.1?x=1&size=07")).isEqualTo("p:my_shop/A1/7");
        assertThat(key(rules, "https://p.example/shop/my-shop/A1")).isEqualTo("p:my_shop/A1");
        assertThat(key(rules, "https://p.example/x/#!my-shop+A1")).isEqualTo("p:my_shop/A1");
        assertThat(key(rules, "https://my-shop.p.example")).isEqualTo("p:my_shop");
        assertThat(key(rules, "https://www2.p.example/shop/b")).isEqualTo("p:b");
        assertThat(key(rules, "https://p.example/TWO-ж%2Fz")).isEqualTo("p:two:%D0%B6%2Fz");
        assertThat(key(rules, "https://p.example/three-x")).isEqualTo("web:p.example|/three-x|");
    }

    @Test
    void aRuleThatLeadsInACircleEndsAsARefusal() {
        var rules = with("sites: [{hosts: [p.example]}]\nforms: [{at: '/{code}', to: 'https://p.example/{code}'}]");

        assertThatThrownBy(() -> key(rules, "https://p.example/abc"))
                .isInstanceOfSatisfying(IllegalAddress.class, refusal -> assertThat(refusal.problem())
                        .isEqualTo(IllegalAddress.Problem.TOO_MANY_REDIRECTS));
    }

    @Test
    void everyPlatformThatIsReleasedProvesItselfByExamples() {
        assertThat(ReleasedRules.all())
                .allSatisfy(rules ->
                        assertThat(rules.examples()).as(rules.platform()).hasSizeGreaterThan(1));
        assertThat(ReleasedRules.all())
                .extracting(PlatformRules::platform)
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "TELEGRAM",
                        "YOUTUBE",
                        "VK",
                        "OK",
                        "TIKTOK",
                        "INSTAGRAM",
                        "FACEBOOK",
                        "LINKEDIN",
                        "X",
                        "MAIL_RU",
                        "LIVEJOURNAL",
                        "THREADS",
                        "WEB"));
    }
}
