package org.duenotice.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartRefusedAnalyzerTest {

    @Test
    void theRefusalIsTwoPlainLines() {
        var analysis = new StartRefusedAnalyzer().analyze(new StartRefused("Why.", "What to do."));

        assertThat(analysis.getDescription()).isEqualTo("Why.");
        assertThat(analysis.getAction()).isEqualTo("What to do.");
    }
}
