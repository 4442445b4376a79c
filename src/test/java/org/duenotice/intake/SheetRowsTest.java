package org.duenotice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.Test;

/** What a workbook may look like, and what it may not do to the machine. */
class SheetRowsTest {

    private static final long ENOUGH = 10_000_000;
    private static final List<String> TITLES =
            List.of("source_reference", "category", "description", "address", "source", "campaign");

    private static List<FileRow> read(byte[] workbook, long mostUnpacked) throws IOException {
        var rows = new ArrayList<FileRow>();
        try (var reader = new SheetRows(new ByteArrayInputStream(workbook), mostUnpacked)) {
            for (var row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void sharedTextsTextsInCellsNumbersAndGapsAreRead() throws IOException {
        var workbook = new Workbook(List.of(
                TITLES,
                List.of("4711", "FRAUD_PHISHING", "a < b & c", "https://a.example/", "CITIZEN"),
                List.of("", "", "", "", ""),
                List.of("4.712E3", "X", "", "https://b.example/x", "CITIZEN", "camp")));

        var rows = read(workbook.bytes(), ENOUGH);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).values())
                .containsEntry(Column.SOURCE_REFERENCE, "4711")
                .containsEntry(Column.DESCRIPTION, "a < b & c")
                .containsEntry(Column.CAMPAIGN, "");
        assertThat(rows.get(1).line()).isEqualTo(4);
        assertThat(rows.get(1).values())
                .containsEntry(Column.SOURCE_REFERENCE, "4712")
                .containsEntry(Column.DESCRIPTION, "")
                .containsEntry(Column.ADDRESS, "https://b.example/x")
                .containsEntry(Column.CAMPAIGN, "camp");
    }

    @Test
    void aWorkbookThatUnpacksToMoreThanAllowedIsRefused() {
        var bomb =
                new Workbook(List.of(TITLES)).with("xl/sharedStrings.xml", "<sst>" + " ".repeat(2_000_000) + "</sst>");

        assertThat(bomb.bytes().length).isLessThan(10_000);
        assertThatThrownBy(() -> read(bomb.bytes(), 1_000_000))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("import.unpacks-too-large"));
    }

    @Test
    void entitiesOfAWorkbookAreNotExpanded() {
        var workbook = new Workbook(List.of(TITLES, List.of("A-1", "X", "d", "a.example", "CITIZEN")));
        var sheet = workbook.part("xl/worksheets/sheet1.xml");
        workbook.with(
                "xl/worksheets/sheet1.xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + sheet.replace("<v>", "<v>&e;"));

        assertThatThrownBy(() -> read(workbook.bytes(), ENOUGH)).isInstanceOf(IOException.class);
    }

    @Test
    void whatStandsBeforeTheBreakOfAFileIsGiven() throws IOException {
        var workbook = new Workbook(List.of(
                TITLES,
                List.of("A-1", "X", "d", "a.example", "CITIZEN"),
                List.of("A-2", "X", "d", "b.example", "CITIZEN")));
        var sheet = workbook.part("xl/worksheets/sheet1.xml");
        workbook.with("xl/worksheets/sheet1.xml", sheet.substring(0, sheet.indexOf("<row r=\"3\"") + 30));

        try (var reader = new SheetRows(new ByteArrayInputStream(workbook.bytes()), ENOUGH)) {
            var batches = new RowBatches(reader, 10);
            assertThat(batches.next()).hasSize(1);
            assertThatThrownBy(batches::next).isInstanceOf(IOException.class);
            assertThatThrownBy(batches::next).isInstanceOf(IOException.class);
        }
    }
}
