package org.duenotice.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.duenotice.DueNoticeTest;
import org.duenotice.custody.Digests;
import org.duenotice.evidence.EvidenceFiles;
import org.duenotice.problem.Problem;
import org.duenotice.process.Casework;
import org.duenotice.process.ReferredCases;
import org.duenotice.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the body gets: on paper, and as one file. */
@DueNoticeTest
class ReferralPackageTest {

    private static final int TARGETS = 300;
    private static final AtomicInteger RUN = new AtomicInteger();

    @Autowired
    private Casework casework;

    @Autowired
    private ReferredCases cases;

    @Autowired
    private Referrals referrals;

    @Autowired
    private ReferralPackages packages;

    @Autowired
    private ReferralBundle bundles;

    @Autowired
    private EvidenceFiles evidence;

    @Value("${duenotice.data}")
    private Path data;

    @LocalServerPort
    private int port;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    /** Addresses that no other case has; every fiftieth is long, has Kazakh letters and a character that nobody sees. */
    private static List<String> addresses(int count) {
        var run = RUN.incrementAndGet();
        return IntStream.rangeClosed(1, count)
                .mapToObj(no -> no % 50 == 0
                        ? "https://long-%d.example/%s/қаржы/%d?q=a\u200Bb"
                                .formatted(run, "veryLongPartOfThePath".repeat(12), no)
                        : "https://pyramid-demo-%d.example/page/%d".formatted(run, no))
                .toList();
    }

    private ReferralPackage composed(String category, String route, List<String> addresses, int files) {
        var number = cases.referred(category, route, addresses);
        var caseFile = casework.cases.byNumber(number);
        for (var file = 1; file < files; file++) {
            evidence.add(
                    caseFile.id(),
                    "Снимок страницы %d.png".formatted(file),
                    "image/png",
                    new ByteArrayInputStream(("picture " + number + file).getBytes(StandardCharsets.UTF_8)),
                    casework.clock.instant(),
                    "caseworker1");
        }
        casework.prepareReferral(number, "ECONOMIC_INVESTIGATIONS");
        return packages.last(referrals.last(caseFile.id()).orElseThrow().id()).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CRIMINAL | FINANCIAL_PYRAMID | ru | Рапорт | Страница 1 из %d | статья 217",
                "CRIMINAL | FINANCIAL_PYRAMID | kk | баянат | %d беттің 1-беті | 217-бап",
                "ADMINISTRATIVE | PYRAMID_ADVERTISING | ru | Сопроводительное письмо | Страница 1 из %d | статья 150",
                "ADMINISTRATIVE | PYRAMID_ADVERTISING | kk | ілеспе хат | %d беттің 1-беті | 150-бап"
            })
    void threeHundredTargetsStandOnPaperOnceEachUnderAHeaderOnEveryPage(
            String route, String category, String language, String title, String paging, String article)
            throws IOException {
        var composed = composed(category, route, addresses(TARGETS), 40);
        var pdf = packages.print(composed, language);
        keep(route + "-" + language, pdf);
        try (var paper = Loader.loadPDF(pdf)) {
            var pages = pages(paper);
            assertThat(pages.get(0)).contains(paging.formatted(pages.size()), article, title.substring(1));
            assertThat(pages)
                    .allSatisfy(
                            page -> assertThat(page).contains(composed.number()).containsIgnoringCase(title));
            var whole = String.join("\n", pages).replaceAll("\\s", "");
            for (var target : packages.content(composed).targets()) {
                assertThat(occurrences(whole, shown(target.address())))
                        .as(target.address())
                        .isOne();
            }
            assertThat(whole).contains("a%E2%80%8Bb").doesNotContain("\u200B");
            packages.content(composed).evidence().forEach(file -> assertThat(whole)
                    .contains(file.sha256()));
            var tableHead =
                    language.equals("ru") ? "Адрес и опознавательный ключ" : "Мекенжай және сәйкестендіру кілті";
            assertThat(pages.stream().filter(page -> page.contains("/page/")))
                    .allSatisfy(page -> assertThat(page).contains(tableHead));
        }
    }

    private static String shown(String address) {
        return address.replace("\u200B", "%E2%80%8B");
    }

    private static int occurrences(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part) + "(?![0-9])", -1).length - 1;
    }

    private static List<String> pages(org.apache.pdfbox.pdmodel.PDDocument paper) throws IOException {
        var pages = new ArrayList<String>();
        for (var no = 1; no <= paper.getNumberOfPages(); no++) {
            var stripper = new PDFTextStripper();
            stripper.setStartPage(no);
            stripper.setEndPage(no);
            pages.add(stripper.getText(paper));
        }
        return pages;
    }

    /** For whoever wants to look at it. */
    private static void keep(String name, byte[] pdf) throws IOException {
        var folder = Files.createDirectories(Path.of("target/referrals"));
        Files.write(folder.resolve(name + ".pdf"), pdf);
    }

    @Test
    void anOldReferralPrintsTheSameBytesAgain() throws IOException {
        var composed = composed("FINANCIAL_PYRAMID", "CRIMINAL", addresses(1), 2);
        for (var language : ReferralPapers.LANGUAGES) {
            try (var kept = packages.paper(packages.paperSha256(composed, language))) {
                assertThat(packages.print(packages.byNumber(composed.number()), language))
                        .isEqualTo(kept.readAllBytes());
            }
        }
    }

    @Test
    void theBundleIsTheSameFileEachTimeAndAStrangerFindsTheByteThatWasChanged(@TempDir Path folder)
            throws IOException, InterruptedException {
        var composed = composed("FINANCIAL_PYRAMID", "CRIMINAL", addresses(3), 3);
        var one = bundle(composed);
        assertThat(bundle(composed)).isEqualTo(one);
        unzip(one, folder);
        assertThat(Files.readString(folder.resolve("targets.csv")))
                .contains("no,address,key,platform", ".example/page/1");
        assertThat(Files.readString(folder.resolve("manifest.json"))).contains(composed.number(), composed.digest());
        assertThat(verify(folder)).isEqualTo("OK\n");
        var touched = folder.resolve("evidence").resolve("002-Снимок_страницы_1.png");
        Files.writeString(touched, "x" + Files.readString(touched));
        assertThat(verify(folder)).contains("BROKEN", "002-").doesNotContain("OK\n", "003-");
        // who changes the hashes too has no signature for them
        Files.writeString(
                folder.resolve("SHA256SUMS"),
                Files.readString(folder.resolve("SHA256SUMS"))
                        .replaceFirst("[0-9a-f]{64}(?=  evidence/002-)", Digests.sha256(Files.readAllBytes(touched))));
        assertThat(verify(folder)).contains("BROKEN", "signature");
    }

    @Test
    void packagesAreReadOverHttpByThoseWithALogin() {
        var composed = composed("FINANCIAL_PYRAMID", "CRIMINAL", addresses(1), 1);
        var content = packages.content(composed);
        var liaison = Caller.of(port, "liaison1");
        assertThat(liaison.get("/api/v1/cases/" + content.caseNumber() + "/referrals")
                        .body())
                .contains(composed.number(), composed.checkCode(), composed.place() + "/papers/kk");
        assertThat(liaison.get("/api/v1/referrals/" + content.referral()).statusCode())
                .isEqualTo(200);
        assertThat(liaison.get(composed.place() + "/papers/ru").headers().firstValue("X-Content-SHA256"))
                .contains(packages.paperSha256(composed, "ru"));
        assertThat(liaison.get(composed.place() + "/bundle").statusCode()).isEqualTo(200);
        assertThat(liaison.get(composed.place() + "/papers/en").statusCode()).isEqualTo(404);
        assertThat(liaison.get("/api/v1/referrals/RF-2026-999999").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyThoseWhoMayTakeEvidenceAwayOrHandItOverGetAPackage() {
        var composed = composed("FINANCIAL_PYRAMID", "CRIMINAL", addresses(1), 1);
        for (var rest : List.of("/bundle", "/papers/ru")) {
            for (var person : List.of("registrar1", "lawyer1")) {
                assertThat(Caller.of(port, person).get(composed.place() + rest).statusCode())
                        .as(person + rest)
                        .isEqualTo(403);
            }
            assertThat(Caller.of(port, "auditor1").get(composed.place() + rest).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void nothingGoesOutOfAPackageOfWhichSomethingIsMissing() throws IOException {
        var composed = composed("FINANCIAL_PYRAMID", "CRIMINAL", addresses(1), 2);
        var last = packages.content(composed).evidence().get(1).sha256();
        Files.delete(data.resolve("content").resolve(last.substring(0, 2)).resolve(last));
        var out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> bundles.write(composed, "liaison1", out)).isInstanceOf(Problem.class);

        assertThat(out.size()).isZero();
        assertThat(Caller.of(port, "liaison1").get(composed.place() + "/bundle").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPackageThatBreaksOffIsNoWholeFile() {
        var composed = composed("FINANCIAL_PYRAMID", "CRIMINAL", addresses(1), 2);
        var out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                if (new String(bytes, offset, length, StandardCharsets.UTF_8).contains("evidence/")) {
                    throw new IllegalStateException("broken off");
                }
                super.write(bytes, offset, length);
            }
        };

        assertThatThrownBy(() -> bundles.write(composed, "liaison1", out)).hasMessageContaining("broken off");

        // "PK\5\6" begins the list of contents at the end of a zip
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).startsWith("PK").doesNotContain("PK\u0005\u0006");
    }

    private byte[] bundle(ReferralPackage composed) throws IOException {
        var out = new ByteArrayOutputStream();
        bundles.write(composed, "liaison1", out);
        return out.toByteArray();
    }

    private static void unzip(byte[] bundle, Path folder) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = folder.resolve(entry.getName()).normalize();
                assertThat(file).startsWithRaw(folder);
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        Files.setPosixFilePermissions(folder.resolve("verify.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String verify(Path folder) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", folder.resolve("verify.sh").toString()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var run = builder.start();
        var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        run.waitFor();
        return said;
    }
}
