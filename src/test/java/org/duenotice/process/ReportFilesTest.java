package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.duenotice.DueNoticeTest;
import org.duenotice.notice.ItemOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A report as the files that people take away: the same figures in each, on days before any other test. */
@DueNoticeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportFilesTest {

    private static final String PERIOD = "from=2026-06-01&to=2026-07-05";

    @LocalServerPort
    private int port;

    @Autowired
    private Casework casework;

    @BeforeAll
    void twoCasesInJune() {
        casework.clock.moveTo(Instant.parse("2026-06-02T05:00:00Z"));
        casework.closedWithout(casework.detection("ILLEGAL_GAMBLING", Casework.siteAddress()), "NO_VIOLATION");
        casework.answers(casework.noticeSent(Casework.address()), ItemOutcome.GEO_RESTRICTED, null);
        casework.runJobs();
    }

    @BeforeEach
    void theDayAfterThePeriod() {
        casework.clock.moveTo(Instant.parse("2026-07-06T05:00:00Z"));
    }

    @AfterEach
    void backToStart() {
        casework.clock.backToStart();
    }

    private byte[] file(String ending, String language) throws IOException, InterruptedException {
        var answer = Downloads.get(
                port, "manager1", "/api/v1/reports/period.%s?%s&lang=%s".formatted(ending, PERIOD, language));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("report-2026-06-01-2026-07-05." + ending);
        return answer.body();
    }

    @Test
    void theWorkbookHasASheetATableWithNumbersThatCanBeCountedOn() throws Exception {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file("xlsx", "ru")))) {
            var names = book.getSheets().map(sheet -> sheet.getName()).toList();
            assertThat(names).hasSize(17).contains("Отчёт", "Что стало с выявленным", "Жалобы");
            var rows = book.findSheet("Что стало с выявленным").orElseThrow().read();
            var heads = rows.get(1);
            assertThat(heads.getCellText(0)).isEqualTo("Результат");
            var sum = 0L;
            for (var row : rows.subList(2, rows.size() - 2)) {
                assertThat(row.getCell(1).getType()).isEqualTo(CellType.NUMBER);
                sum += row.getCellAsNumber(1).orElseThrow().longValue();
            }
            var total = rows.get(rows.size() - 2);
            assertThat(total.getCellText(0)).isEqualTo("Всего");
            assertThat(total.getCellAsNumber(1).orElseThrow().longValue())
                    .isEqualTo(sum)
                    .isPositive();
        }
        assertThat(new String(unzipped(file("xlsx", "en"), "xl/worksheets/sheet2.xml"), StandardCharsets.UTF_8))
                .contains("ySplit=\"3\"")
                .contains("state=\"frozen\"");
    }

    private static byte[] unzipped(byte[] book, String name) throws IOException {
        var file = Files.write(Files.createTempFile(Path.of("target"), "report", ".xlsx"), book);
        try (var zip = new ZipFile(file.toFile())) {
            return zip.getInputStream(zip.getEntry(name)).readAllBytes();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void theCsvTellsOneFigureALine() throws Exception {
        var text = new String(file("csv", "en"), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF");
        try (var csv = CSVParser.parse(
                text.substring(1),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            var lines = csv.getRecords();
            assertThat(lines).allSatisfy(line -> assertThat(line.get("Value")).matches("-?\\d+(\\.\\d+)?"));
            assertThat(lines).anySatisfy(line -> assertThat(
                            List.of(line.get("Table"), line.get("Line"), line.get("Figure"), line.get("Value")))
                    .containsExactly("dispositions", "All", "Detections", "2"));
        }
    }

    @ParameterizedTest
    @CsvSource({"kk,Заңсыз контент туралы,Сурет 1.", "ru,Отчёт о работе,Рисунок 1.", "en,Report on notices,Figure 1."})
    void thePaperSpeaksTheLanguageOfItsReaderAndNumbersItsPages(String language, String title, String chart)
            throws Exception {
        var bytes = file("pdf", language);
        try (var pdf = Loader.loadPDF(bytes)) {
            var text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains(title, chart).contains("1 / " + pdf.getNumberOfPages());
            // no word that a translation lacks, no sign that a typeface lacks
            assertThat(text).doesNotContain("report.").doesNotContain("‹U+").doesNotContain("{0}");
            assertThat(pdf.getNumberOfPages()).isBetween(3, 9);
        }
        assertThat(file("pdf", language))
                .as("the same figures give the same bytes")
                .isEqualTo(bytes);
    }
}
