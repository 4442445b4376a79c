package org.duenotice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duenotice.DueNoticeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whoever reads a case, or something in a case, is written down, whatever address it has. */
@DueNoticeTest
class SeenCasesTest {

    /** What staff read by a number or name that is in no case: registers, places, files before they are cases, and lists of one's own. */
    private static final List<String> OF_NO_CASE = List.of(
            "/api/v1/absences/",
            "/api/v1/conservation/imports/",
            "/api/v1/imports/",
            "/api/v1/platforms/",
            "/api/v1/register-changes/",
            "/api/v1/{register",
            "/api/v1/targets/",
            "/api/v1/test-effects/",
            // they keep a log of their own, with the purpose of each reading
            "/api/v1/sealed-cases/");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyAddressThatNamesSomethingInACaseRecordsWhoReadsIt() {
        var named = mappings.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(pattern -> pattern.contains("{"))
                .filter(pattern -> pattern.startsWith("/api/v1/") || pattern.startsWith("/cases/"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .contains(
                        "/api/v1/cases/{number}",
                        "/api/v1/restorations/{number}",
                        "/api/v1/restriction-reviews/{number}",
                        "/api/v1/appeals/{number}",
                        "/cases/{number}");
        assertThat(named.stream()
                        .filter(pattern -> OF_NO_CASE.stream().noneMatch(pattern::startsWith))
                        .filter(pattern -> !SeenCases.records(pattern)))
                .as("addresses that show something of a case and record nothing: put them below a root of SeenCases")
                .isEmpty();
        assertThat(OF_NO_CASE)
                .as("named here without need")
                .allMatch(beginning -> named.stream().anyMatch(pattern -> pattern.startsWith(beginning)))
                .noneMatch(SeenCases::records);
    }
}
