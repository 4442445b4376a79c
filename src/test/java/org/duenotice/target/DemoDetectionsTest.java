package org.duenotice.target;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo's detections: as many as the first news article counts, all invented. */
class DemoDetectionsTest {

    private static final Set<String> PLATFORM_HOSTS = Set.of(
            "t.me",
            "telegram.me",
            "www.youtube.com",
            "m.youtube.com",
            "youtu.be",
            "vk.com",
            "m.vk.com",
            "vkvideo.ru",
            "ok.ru",
            "m.ok.ru",
            "www.tiktok.com",
            "m.tiktok.com",
            "vm.tiktok.com",
            "www.instagram.com",
            "instagram.com",
            "www.facebook.com",
            "m.facebook.com",
            "web.facebook.com");
    private static final String RESERVED_HOST = "(?:.+\\.)?(?:example|test|example\\.(?:com|net|org))";

    private static List<CSVRecord> rows;

    private final TargetIdentities identities = ReleasedIdentities.get();

    @BeforeAll
    static void readTheFile() throws IOException {
        CSVFormat form = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader file = new InputStreamReader(
                DemoDetectionsTest.class.getResourceAsStream("/demo/detections-329.csv"), StandardCharsets.UTF_8)) {
            rows = form.parse(file).getRecords();
        }
    }

    @Test
    void thereAre329DetectionsEachWithItsOwnReference() {
        assertThat(rows).hasSize(329);
        assertThat(column("source_reference")).doesNotHaveDuplicates();
    }

    @Test
    void everyAddressIsAnotherTarget() {
        assertThat(rows.stream().map(row -> identity(row).canonicalKey()).toList())
                .hasSize(329)
                .doesNotHaveDuplicates();
    }

    @Test
    void sevenPlatformsAndTheWebAreThere() {
        Map<String, Long> platforms =
                rows.stream().collect(groupingBy(row -> identity(row).platform(), counting()));

        assertThat(platforms)
                .isEqualTo(Map.of(
                        "TELEGRAM",
                        82L,
                        "INSTAGRAM",
                        54L,
                        "TIKTOK",
                        48L,
                        "YOUTUBE",
                        40L,
                        "FACEBOOK",
                        33L,
                        "VK",
                        30L,
                        "OK",
                        14L,
                        "WEB",
                        28L));
    }

    @Test
    void noPlatformAddressIsAnUnknownPage() {
        assertThat(rows)
                .filteredOn(row -> !identity(row).platform().equals("WEB"))
                .allSatisfy(row -> assertThat(identity(row).canonicalKey()).doesNotStartWith("web:"));
    }

    @Test
    void hostsAreThePlatformsOwnOrReserved() {
        assertThat(rows).allSatisfy(row -> {
            String address = row.get("address");
            boolean appLink = address.startsWith("tg://resolve?domain=demo_");
            String host = address.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
            assertThat(appLink || PLATFORM_HOSTS.contains(host) || host.matches(RESERVED_HOST))
                    .as(address)
                    .isTrue();
        });
    }

    @Test
    void campaignsAreCasesOfOneTargetUpToThirty() {
        Map<String, List<CSVRecord>> campaigns = rows.stream().collect(groupingBy(row -> row.get("campaign")));

        assertThat(campaigns).hasSizeBetween(45, 60);
        assertThat(campaigns.values())
                .anySatisfy(campaign -> assertThat(campaign).hasSize(1));
        assertThat(campaigns.values())
                .anySatisfy(campaign -> assertThat(platforms(campaign)).hasSizeGreaterThan(5));
        assertThat(campaigns.values()).allSatisfy(campaign -> {
            assertThat(campaign).hasSizeLessThanOrEqualTo(30);
            assertThat(campaign.stream().map(row -> row.get("category")).distinct())
                    .hasSize(1);
            assertThat(campaign.stream().map(row -> row.get("source")).distinct())
                    .hasSize(1);
        });
    }

    @Test
    void onlyPyramidsAndCasinosAreShown() {
        assertThat(column("category")).containsOnly("FINANCIAL_PYRAMID", "PYRAMID_ADVERTISING", "ILLEGAL_GAMBLING");
        assertThat(column("source")).containsOnly("OWN_MONITORING", "OTHER_BODY", "CITIZEN", "ANONYMOUS");
        assertThat(column("description")).allSatisfy(text -> assertThat(text).matches("[А-ЯA-Z].{20,200}\\."));
    }

    private TargetIdentity identity(CSVRecord row) {
        return identities.identify(row.get("address"));
    }

    private Set<String> platforms(List<CSVRecord> campaign) {
        return Set.copyOf(campaign.stream().map(row -> identity(row).platform()).toList());
    }

    private static List<String> column(String name) {
        return rows.stream().map(row -> row.get(name)).toList();
    }
}
