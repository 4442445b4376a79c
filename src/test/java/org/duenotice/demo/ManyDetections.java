package org.duenotice.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Invented detections in the shape of a year of work against fraud on the internet: 7,964 addresses, of which 6,087 stand on sites in
 * 179 campaigns, 1,874 on platforms in 145 campaigns, and 3 by themselves. Hosts are reserved ones, accounts are called demo.
 *
 * <pre>mvn -q test-compile exec:java@detections -Dfile=target/detections.csv</pre>
 */
public final class ManyDetections {

    public static final String HEADER = "source_reference,category,description,address,source,campaign";
    public static final int YEAR = 7_964;
    public static final int SITE_CAMPAIGNS = 179;
    public static final int PLATFORM_CAMPAIGNS = 145;

    private static final int ON_SITES = 6_087;
    private static final int ON_PLATFORMS = 1_874;

    private enum Topic {
        FINANCIAL_PYRAMID("pyramid", "Обещает 30 % в месяц за взносы новых участников."),
        ILLEGAL_GAMBLING("casino", "Онлайн-казино без лицензии принимает ставки."),
        FRAUD_PHISHING("bank", "Поддельная страница банка просит код из SMS."),
        DRUG_SALE("shop", "Предлагает наркотики с доставкой через тайники.");

        private final String word;
        private final String description;

        Topic(String word, String description) {
            this.word = word;
            this.description = description;
        }

        static Topic of(int campaign) {
            return values()[campaign % values().length];
        }
    }

    private ManyDetections() {}

    public static void main(String[] arguments) throws IOException {
        var file = Path.of(System.getProperty("file", "target/detections.csv"));
        Files.write(file, year("YEAR").toList());
        System.out.println(file.toAbsolutePath());
    }

    /** The header and the rows of a year; {@code mark} tells one year from another. */
    public static Stream<String> year(String mark) {
        var rows = new ArrayList<String>();
        for (var i = 0; i < ON_SITES; i++) {
            rows.add(onSite(mark, i, i % SITE_CAMPAIGNS));
        }
        for (var i = 0; i < ON_PLATFORMS; i++) {
            rows.add(onPlatform(mark, i, i % PLATFORM_CAMPAIGNS));
        }
        for (var i = rows.size(); i < YEAR; i++) {
            rows.add(row(mark, i, Topic.of(i), "https://lone-%s-%d.example/".formatted(lower(mark), i), 0, ""));
        }
        return Stream.concat(Stream.of(HEADER), rows.stream());
    }

    /** The header and so many rows without a campaign, all on sites, of which every {@code badEvery}th cannot be taken. */
    public static Stream<String> sites(String mark, int rows, int badEvery) {
        return Stream.concat(
                Stream.of(HEADER),
                IntStream.range(0, rows)
                        .mapToObj(i ->
                                badEvery > 0 && i % badEvery == badEvery - 1 ? bad(mark, i) : onSite(mark, i, -1)));
    }

    private static String onSite(String mark, int i, int campaign) {
        var topic = Topic.of(campaign < 0 ? i : campaign);
        var address = "https://%s-%s-%d.example/%s/%d"
                .formatted(topic.word, lower(mark), campaign < 0 ? i % 4_999 : campaign, i % 2 == 0 ? "play" : "go", i);
        return row(
                mark, i, topic, address, campaign < 0 ? i : campaign, campaign < 0 ? "" : mark + " sites " + campaign);
    }

    private static String onPlatform(String mark, int i, int campaign) {
        var topic = Topic.of(campaign);
        var name = "demo_%s_%s_%d".formatted(topic.word, lower(mark), campaign);
        var address = List.of(
                        "https://t.me/%s/%d".formatted(name, i + 1),
                        "https://www.instagram.com/p/demo%s%07d/".formatted(lower(mark), i),
                        "https://vk.com/wall-%d_%d".formatted(9_000_000 + campaign, i + 1),
                        "https://www.tiktok.com/@%s/video/7%018d".formatted(name, i))
                .get(campaign / 4 % 4);
        return row(mark, ON_SITES + i, topic, address, campaign, mark + " accounts " + campaign);
    }

    private static String bad(String mark, int i) {
        return row(
                mark,
                i,
                Topic.of(i),
                List.of("", "ftp://files.example/x", "tg://user?id=1").get(i % 3),
                0,
                "");
    }

    /** A campaign is known to one source; every tenth comes from another body. */
    private static String row(String mark, int i, Topic topic, String address, int sender, String campaign) {
        return "%s-%05d,%s,%s,%s,%s,%s"
                .formatted(
                        mark,
                        i,
                        topic.name(),
                        topic.description,
                        address,
                        sender % 10 == 9 ? "OTHER_BODY" : "OWN_MONITORING",
                        campaign);
    }

    private static String lower(String mark) {
        return mark.toLowerCase(Locale.ROOT);
    }

    /** Writes the lines to a file that the tests may leave behind. */
    public static Path file(String name, Stream<String> lines) {
        try {
            var file = Files.createTempFile(Files.createDirectories(Path.of("target")), name, ".csv");
            Files.write(file, (Iterable<String>) lines::iterator);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
