package org.duenotice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.duenotice.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a CSV file may look like, and what a bad line costs. */
class CsvRowsTest {

    private static final String HEADER = "source_reference,category,description,address,source\n";

    private static List<FileRow> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<FileRow> read(byte[] file) throws IOException {
        var rows = new ArrayList<FileRow>();
        try (var reader = new CsvRows(new ByteArrayInputStream(file))) {
            for (var row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void aValueInQuotesMayHoldCommasQuotesAndLines() throws IOException {
        var rows = read(HEADER + "A-1,X,\"one, \"\"two\"\"\nthree\",a.example,CITIZEN\r\nA-2,X,four,b.example,CITIZEN");

        assertThat(rows.get(0).get(Column.DESCRIPTION)).isEqualTo("one, \"two\"\nthree");
        assertThat(rows.get(0).line()).isEqualTo(2);
        assertThat(rows.get(1).get(Column.SOURCE_REFERENCE)).isEqualTo("A-2");
        assertThat(rows.get(1).line()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A-1,X,\"never closed,a.example,CITIZEN", "A-1,X,\"closed\"too early,a.example,CITIZEN", "\""})
    void aWrongQuoteCostsItsOwnLineOnly(String bad) throws IOException {
        var rows = read(HEADER + bad + "\nA-2,X,\"good\",b.example,CITIZEN\nA-3,X,good,c.example,CITIZEN\n");

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).broken().getCode()).isEqualTo("import.row-quote");
        assertThat(rows.subList(1, 3))
                .extracting(row -> row.get(Column.SOURCE_REFERENCE))
                .containsExactly("A-2", "A-3");
    }

    @Test
    void aRowWithAnotherNumberOfValuesIsSaidToHaveIt() throws IOException {
        var row = read(HEADER + "A-1,X,one, two,a.example,CITIZEN").get(0);

        assertThat(row.broken().getCode()).isEqualTo("import.row-columns");
        assertThat(row.broken().getArguments()).containsExactly(5, 6);
        assertThat(row.content()).isEqualTo("A-1,X,one, two,a.example,CITIZEN");
    }

    @Test
    void aLineOfAnyLengthIsCutAndTheNextOneIsRead() throws IOException {
        var rows = read(HEADER + "A-1,X," + "x".repeat(3_000_000) + ",a.example,CITIZEN\nA-2,X,good,b.example,CITIZEN");

        assertThat(rows.get(0).broken().getCode()).isEqualTo("import.row-too-long");
        assertThat(rows.get(0).content().length()).isLessThan(5_000);
        assertThat(rows.get(1).get(Column.SOURCE_REFERENCE)).isEqualTo("A-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", ","})
    void spreadsheetsWriteOtherSeparatorsAndAMarkInFront(String separator) throws IOException {
        var rows = read("\uFEFF" + (HEADER + "A-1,X,one,a.example,CITIZEN").replace(",", separator));

        assertThat(rows.get(0).get(Column.ADDRESS)).isEqualTo("a.example");
    }

    @Test
    void columnsStandInAnyOrderAndOthersArePassedOver() throws IOException {
        var row = read("Remarks,ADDRESS,source,Description,category,source_reference\nr,a.example,CITIZEN,d,X,A-1")
                .get(0);

        assertThat(row.get(Column.ADDRESS)).isEqualTo("a.example");
        assertThat(row.get(Column.CAMPAIGN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "source_reference,category,description,address\n",
                "source_reference,category,description,address,source,source\n",
                "<html>"
            })
    void aFileWithoutTheColumnsIsRefusedWithTheirNames(String file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.getCode()).isEqualTo("import.header"));
    }

    @Test
    void aThousandOpenQuotesAreReadWithoutDelay() throws IOException {
        var rows = read(HEADER + "\"x\n".repeat(20_000));

        assertThat(rows).hasSize(20_000).allMatch(row -> row.broken() != null);
    }

    @Test
    void bytesThatAreNoUtf8StayInTheirRow() throws IOException {
        var file =
                (HEADER + "A-1,X,?,a.example,CITIZEN\nA-2,X,good,b.example,CITIZEN").getBytes(StandardCharsets.UTF_8);
        file[HEADER.length() + 6] = (byte) 0xC3;

        var rows = read(file);

        assertThat(rows.get(0).get(Column.DESCRIPTION)).isEqualTo("\uFFFD");
        assertThat(rows.get(1).get(Column.DESCRIPTION)).isEqualTo("good");
    }
}
