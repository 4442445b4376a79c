package org.duenotice.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterCsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void whatASpreadsheetWouldCalculateIsText(String text) {
        assertThat(RegisterCsv.harmless(text)).isEqualTo("'" + text);
    }

    @Test
    void everythingElseStaysAsItIs() {
        assertThat(RegisterCsv.harmless("https://casino.example/…")).isEqualTo("https://casino.example/…");
        assertThat(RegisterCsv.harmless("")).isEmpty();
        assertThat(RegisterCsv.harmless(null)).isEmpty();
    }
}
