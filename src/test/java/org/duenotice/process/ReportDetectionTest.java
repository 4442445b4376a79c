package org.duenotice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.duenotice.DueNoticeTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@DueNoticeTest
class ReportDetectionTest {

    @Autowired
    private Casework casework;

    @Autowired
    private FormService forms;

    @Autowired
    private RepositoryService repository;

    @BeforeEach
    void mondayMorning() {
        casework.clock.backToStart();
    }

    private String report(String addresses) {
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("report-detection")
                .latestVersion()
                .singleResult();
        return casework.as("caseworker1", () -> forms.submitStartForm(
                        definition.getId(),
                        Map.of(
                                "addresses", addresses,
                                "category", "ILLEGAL_GAMBLING",
                                "description", "A casino without a licence",
                                "source", "OWN_MONITORING"))
                .getId());
    }

    @Test
    void theFormInTasklistOpensACaseLikeEveryOtherWayIn() {
        var first = Casework.address();
        var instance = report(first + "\n\n  " + Casework.siteAddress() + "  \n" + first);
        var number = casework.history
                .createHistoricProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getBusinessKey();
        assertThat(number).matches("DN-2026-\\d{6}");
        assertThat(casework.open(number)).containsExactly("captureEvidence");
        assertThat(casework.cases.targets(casework.cases.byNumber(number).id())).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://files.example/x", "not an address at all ::", "https://"})
    void anAddressThatIsNoneIsRefusedWithItsLine(String address) {
        assertThatThrownBy(() -> report(Casework.address() + "\n" + address))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2");
    }
}
