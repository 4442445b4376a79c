package org.duenotice.report;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/** Figures said in a sentence, as they are read out and quoted. */
@Component
@RequiredArgsConstructor
class Sentences {

    private final Words words;

    /** Such as “11,417 = 6,639 restricted + …; every detection has exactly one disposition”. */
    String conservation(PeriodReport.Dispositions found, Locale language) {
        var figures = new Figures(language);
        var parts = found.byDisposition().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(one -> figures.count(one.getValue()) + " (" + words.text("disposition." + one.getKey(), language)
                        + ")")
                .collect(Collectors.joining(" + "));
        return words.text(
                found.conserved() ? "report.conserved" : "report.not-conserved",
                language,
                figures.count(found.detections()),
                parts.isEmpty() ? "0" : parts,
                figures.count(found.sum()));
    }

    /** How often measures were a mistake, with what counts as one. */
    String errors(PeriodReport.Undone undone, Locale language) {
        var figures = new Figures(language);
        return words.text(
                "report.error-rate",
                language,
                undone.errorRate() == null ? "–" : figures.percent(undone.errorRate()),
                figures.count(undone.mistaken()),
                figures.count(undone.approvedMeasures()),
                undone.noViolationRate() == null ? "–" : figures.percent(undone.noViolationRate()));
    }

    /** How old what is open is. */
    String openWork(PeriodReport.OpenWork open, Locale language) {
        if (open.cases() == 0) {
            return words.text("report.nothing-open", language);
        }
        var figures = new Figures(language);
        return words.text(
                "report.open",
                language,
                figures.count(open.cases()),
                figures.decimal(open.medianDays()),
                figures.decimal(open.oldestDays()));
    }

    /** How fast operators confirmed. */
    String orders(PeriodReport.Notices notices, Locale language) {
        if (notices.medianHoursToConfirm() == null) {
            return "";
        }
        var figures = new Figures(language);
        return words.text(
                "report.confirmed-orders",
                language,
                figures.count(notices.confirmations()),
                figures.decimal(notices.medianHoursToConfirm()),
                figures.decimal(notices.ninetiethHoursToConfirm()));
    }
}
