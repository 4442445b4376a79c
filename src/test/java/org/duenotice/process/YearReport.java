package org.duenotice.process;

import com.icegreen.greenmail.util.GreenMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.duenotice.Application;
import org.duenotice.TestServers;
import org.duenotice.casefile.CaseFile;
import org.duenotice.demo.ManyDetections;
import org.duenotice.intake.Imports;
import org.duenotice.notice.Answers.ItemAnswer;
import org.duenotice.notice.ItemOutcome;
import org.duenotice.notice.Notice;
import org.duenotice.notice.RefusalGround;
import org.duenotice.restoration.RestorationGround;
import org.duenotice.restoration.RestorationKind;
import org.duenotice.restoration.Restorations;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The demo year and its report: takes the 7,964 invented detections of {@link ManyDetections} in over the months of 2026, lets the
 * people of the demo work them with the time that platforms take, and writes the report of the year as PDF, XLSX and CSV in three
 * languages. Nothing is made up for the report: it is counted from what was worked.
 *
 * <pre>mvn -q test-compile exec:java@year-report</pre>
 */
public final class YearReport {

    private static final int PARTS = 23;
    private static final int YEAR = 2026;
    private static final String PERIOD = "from=%d-01-01&to=%d-12-31".formatted(YEAR, YEAR);

    /** Hours until an answer; a platform that is not here does not answer. */
    private static final Map<String, Integer> HOURS =
            Map.of("INSTAGRAM", 3, "TIKTOK", 7, "VK", 16, "WEB", 20, "TELEGRAM", 30);

    /** Of ten targets, how many are removed, and how many of the others are refused by reading of the law. */
    private static final Map<String, int[]> OF_TEN = Map.of(
            "INSTAGRAM",
            new int[] {7, 2},
            "TIKTOK",
            new int[] {9, 0},
            "VK",
            new int[] {6, 3},
            "WEB",
            new int[] {3, 1},
            "TELEGRAM",
            new int[] {4, 2});

    private final Casework casework;
    private final Imports imports;
    private final JdbcClient sql;
    private final Restorations restorations;
    private final int port;
    private int worked;

    private YearReport(ConfigurableApplicationContext application) {
        this.casework = application.getBean(Casework.class);
        this.imports = application.getBean(Imports.class);
        this.sql = application.getBean(JdbcClient.class);
        this.restorations = application.getBean(Restorations.class);
        this.port = ((WebServerApplicationContext) application).getWebServer().getPort();
    }

    public static void main(String[] arguments) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.ROOT);
        var application = new SpringApplication(Application.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.addInitializers(new TestServers());
        application.setDefaultProperties(Map.of(
                "duenotice.demo", "false",
                "server.port", "0",
                "camunda.bpm.job-execution.enabled", "false",
                "logging.file.name", "target/year-report/application.log",
                "logging.threshold.console", "off"));
        try (var started = application.run()) {
            new YearReport(started).run();
            started.getBean(GreenMail.class).stop();
        }
        // the other systems of the tests would keep the program running
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        var rows = ManyDetections.year("YEAR").toList();
        for (var part = 0; part < PARTS; part++) {
            casework.clock.moveTo(LocalDate.of(YEAR, 1, 5)
                    .plusDays(part * 360L / PARTS)
                    .atTime(4, 0)
                    .toInstant(ZoneOffset.UTC));
            take(rows, part);
            work(cases("DETECTED"), part == PARTS - 1);
            System.out.printf(
                    "%s  %d cases so far%n", casework.clock.instant().toString().substring(0, 10), worked);
        }
        casework.clock.moveTo(LocalDate.of(YEAR + 1, 1, 4).atTime(5, 0).toInstant(ZoneOffset.UTC));
        print();
    }

    /** Campaigns come in whole, spread over the year; the last part is what nobody belongs to. */
    private void take(List<String> rows, int part) throws IOException, InterruptedException {
        var lines = new ArrayList<>(List.of(rows.get(0)));
        rows.stream()
                .skip(1)
                .filter(row -> Math.floorMod(campaign(row).hashCode(), PARTS) == part)
                .forEach(lines::add);
        var id = imports.take(
                        "year-%02d.csv".formatted(part),
                        new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)),
                        "caseworker1")
                .detectionImport()
                .id();
        while (!sql.sql("select state from detection_import where id = ?")
                .param(id)
                .query(String.class)
                .single()
                .equals("DONE")) {
            Thread.sleep(200);
        }
        casework.runJobs();
    }

    private static String campaign(String row) {
        return row.substring(row.lastIndexOf(',') + 1);
    }

    private List<CaseFile> cases(String state) {
        return sql.sql("select * from case_file where state = ? order by number")
                .param(state)
                .query(CaseFile.class)
                .list();
    }

    private void work(List<CaseFile> found, boolean last) {
        var sought = new ArrayList<String>();
        for (var caseFile : found) {
            worked++;
            if (last && worked % 3 == 0) {
                continue; // the year ends before it is worked
            }
            switch (worked % 8) {
                case 0 -> casework.closedWithout(caseFile.number(), "NO_VIOLATION");
                case 1 -> casework.closedWithout(caseFile.number(), "ALREADY_UNAVAILABLE");
                case 2 -> {
                    casework.criminalReferralProposed(caseFile.number());
                    casework.approve(caseFile.number());
                }
                default -> {
                    casework.seekRestriction(caseFile.number(), caseFile.category());
                    sought.add(caseFile.number());
                }
            }
        }
        casework.clock.pass(Duration.ofHours(26));
        sought.forEach(casework::bodyApproves);
        casework.runJobs();
        answered(sought);
    }

    private void answered(List<String> cases) {
        var sentAt = casework.clock.instant();
        var notices = cases.stream()
                .flatMap(number ->
                        casework.notices.of(casework.cases.byNumber(number).id()).stream())
                .toList();
        for (var hour : HOURS.values().stream().sorted().distinct().toList()) {
            casework.clock.moveTo(sentAt.plus(Duration.ofHours(hour)));
            casework.runJobs();
            notices.stream()
                    .filter(notice -> hour.equals(HOURS.get(notice.platformCode())) && !isSilent(notice))
                    .forEach(this::answer);
            casework.runJobs();
        }
        casework.clock.moveTo(sentAt.plus(Duration.ofHours(52)));
        casework.runJobs();
        notices.forEach(this::finish);
        if (!notices.isEmpty() && worked % 4 == 0) {
            tooMuch(notices.get(0));
        }
    }

    /** Every sixth owner of a site, and every ninth platform, says nothing. */
    private static boolean isSilent(Notice notice) {
        var no = Integer.parseInt(notice.number().substring(notice.number().length() - 6));
        return no % (notice.platformCode().equals("WEB") ? 6 : 9) == 0;
    }

    private void answer(Notice notice) {
        var ofTen = OF_TEN.get(notice.platformCode());
        casework.receives(
                notice.number(),
                casework.notices.items(notice.id()).stream()
                        .map(item -> {
                            var place = item.no() % 10;
                            return place < ofTen[0]
                                    ? new ItemAnswer(item.no(), ItemOutcome.REMOVED, null)
                                    : place < ofTen[0] + ofTen[1]
                                            ? new ItemAnswer(item.no(), ItemOutcome.REFUSED, RefusalGround.LAW)
                                            : new ItemAnswer(item.no(), ItemOutcome.GEO_RESTRICTED, null);
                        })
                        .toList());
    }

    /** People look whether it is gone; what is left at a gate stays as it was answered. */
    private void finish(Notice notice) {
        if (casework.open(notice.number()).contains("verifyOutcome")) {
            casework.complete("caseworker2", "verifyOutcome", notice.number(), Map.of("verifyForAll", "CONFIRMED"));
            casework.runJobs();
        }
        for (var round = 0; round < 3; round++) {
            if (casework.open(notice.number()).contains("decideEscalation")) {
                var entered = new HashMap<String, Object>(Map.of("reasons", "As they answered, or did not"));
                entered.put("choice", "ACCEPT_ARGUMENT");
                casework.complete("liaison1", "decideEscalation", notice.number(), entered);
                casework.runJobs();
            }
        }
    }

    /** Somebody tells that more is hit than was meant; access to one target is opened again. */
    private void tooMuch(Notice notice) {
        var removed = casework.notices.items(notice.id()).stream()
                .filter(item -> item.outcome() == ItemOutcome.GEO_RESTRICTED)
                .limit(1)
                .map(item -> item.caseTargetId())
                .collect(Collectors.toList());
        if (!removed.isEmpty()) {
            casework.as(
                    "body-officer1",
                    () -> restorations.order(
                            new Restorations.Wanted(
                                    notice.caseId(),
                                    removed,
                                    RestorationKind.RESTORATION,
                                    RestorationGround.OVER_BLOCKING,
                                    "",
                                    "A school shares the page"),
                            "body-officer1"));
        }
    }

    private void print() throws IOException, InterruptedException {
        var folder = Files.createDirectories(Path.of("target", "year-report"));
        for (var language : List.of("kk", "ru", "en")) {
            for (var ending : List.of("pdf", "xlsx", "csv")) {
                var file = folder.resolve("report-%d-%s.%s".formatted(YEAR, language, ending));
                Files.write(file, get("period.%s?%s&lang=%s".formatted(ending, PERIOD, language)));
                System.out.println(file.toAbsolutePath());
            }
        }
        for (var day : List.of("%d-04-01".formatted(YEAR), "%d-07-27".formatted(YEAR), "%d-12-31".formatted(YEAR))) {
            System.out.print(new String(get("as-of.txt?at=%s&lang=en".formatted(day)), StandardCharsets.UTF_8));
        }
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        var answer = Downloads.get(port, "manager1", "/api/v1/reports/" + path);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }
}
