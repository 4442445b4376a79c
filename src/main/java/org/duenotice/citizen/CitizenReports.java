package org.duenotice.citizen;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.duenotice.audit.Timeline;
import org.duenotice.calendar.Numbers;
import org.duenotice.intake.Detections;
import org.duenotice.intake.Source;
import org.duenotice.problem.Problem;
import org.duenotice.seal.SealedArrivals;
import org.duenotice.seal.SealedCases;
import org.duenotice.security.OneTimeCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes reports of people outside. Each gets a receipt; who knows the receipt hears what became of it. An anonymous report is a lead for
 * monitoring and keeps nothing of its sender (Criminal Procedure Code, art. 181(6)); of a named one the name is kept apart from the case.
 */
@Component
@RequiredArgsConstructor
public class CitizenReports {

    static final int MOST_ADDRESSES = 20;

    /** What people outside may name; everything else is {@code OTHER}. */
    static final List<String> CATEGORIES = List.of(
            "FINANCIAL_PYRAMID",
            "ILLEGAL_GAMBLING",
            "FRAUD_PHISHING",
            "DRUG_SALE",
            "PYRAMID_ADVERTISING",
            "CHILD_SEXUAL_ABUSE_MATERIAL",
            "OTHER");

    /** Whom the case names as its reporter: nobody in particular. */
    private static final String THE_PUBLIC = "public";

    private static final List<String> LANGUAGES = List.of("kk", "ru", "en");
    private static final int SHORTEST = 10;
    private static final int LONGEST = 5_000;
    private static final int LONGEST_NAME = 200;

    private final JdbcClient sql;
    private final Detections detections;
    private final ReportOutcomes outcomes;
    private final SealedArrivals sealedArrivals;
    private final SealedCases sealedCases;
    private final Numbers numbers;
    private final Timeline timeline;
    private final OneTimeCodes codes;
    private final Clock clock;

    /** A report as it comes in; name and contact only where the sender gives both. */
    public record NewReport(
            String category,
            String description,
            List<String> addresses,
            String language,
            boolean anonymous,
            String name,
            String contact) {}

    /** What the sender keeps: number and code together are the only key to the report. */
    public record Receipt(String number, String code) {}

    public record Status(String number, Told told, Instant receivedAt, Instant closedAt) {}

    public record Reporter(String number, boolean anonymous, String language, String name, String contact) {}

    private record Row(
            UUID id,
            String number,
            String codeSha256,
            UUID caseId,
            String language,
            boolean anonymous,
            Instant receivedAt) {}

    /**
     * Takes a report and opens its case, or attaches it to the one that its targets are in already.
     *
     * @throws Problem {@code citizen.*} or {@code detection.*} when something is missing or wrong; nothing is kept then
     */
    @Transactional
    public Receipt receive(NewReport report) {
        check(report);
        var now = clock.instant();
        var number = numbers.next(Numbers.Kind.CITIZEN_REPORT, now);
        var code = codes.next();
        var opened = detections
                .report(new Detections.Report(
                        report.category(),
                        report.description().strip(),
                        report.anonymous() ? Source.ANONYMOUS : Source.CITIZEN,
                        number,
                        report.addresses(),
                        THE_PUBLIC))
                .caseFile();
        var id = UUID.randomUUID();
        sql.sql("insert into citizen_report values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        number,
                        OneTimeCodes.sha256(code),
                        opened.id(),
                        report.language(),
                        report.anonymous(),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        var sealed = sealedCases.handedOver(opened.id()).isPresent();
        if (sealed && !report.anonymous()) {
            sealedArrivals.keepReporter(
                    opened.id(), number, report.name().strip(), report.contact().strip());
        } else if (!report.anonymous()) {
            sql.sql("insert into citizen_reporter values (?, ?, ?)")
                    .params(id, report.name().strip(), report.contact().strip())
                    .update();
        }
        if (!sealed) {
            timeline.record(opened.id(), "CITIZEN_REPORTED", Timeline.SOFTWARE, number, "");
        }
        return new Receipt(number, code);
    }

    private static void check(NewReport report) {
        var description =
                report.description() == null ? "" : report.description().strip();
        if (description.length() < SHORTEST || description.length() > LONGEST) {
            throw Problem.invalid("citizen.description", SHORTEST, LONGEST);
        }
        if (report.addresses() == null
                || report.addresses().stream().allMatch(String::isBlank)
                || report.addresses().size() > MOST_ADDRESSES) {
            throw Problem.invalid("citizen.addresses", MOST_ADDRESSES);
        }
        if (!CATEGORIES.contains(report.category())) {
            throw Problem.invalid("citizen.category", String.join(", ", CATEGORIES));
        }
        if (!LANGUAGES.contains(report.language())) {
            throw Problem.invalid("citizen.language");
        }
        if (!report.anonymous() && (isMissing(report.name()) || isMissing(report.contact()))) {
            throw Problem.invalid("citizen.name");
        }
    }

    private static boolean isMissing(String text) {
        return text == null || text.isBlank() || text.length() > LONGEST_NAME;
    }

    /**
     * What became of a report, for whoever holds the receipt.
     *
     * @throws Problem {@code citizen.unknown-receipt} without a hint at which part is wrong
     */
    @Transactional(readOnly = true)
    public Status status(String number, String code) {
        var row = sql.sql("select * from citizen_report where number = ?")
                .param(number.strip().toUpperCase(Locale.ROOT))
                .query(Row.class)
                .optional()
                .filter(found -> OneTimeCodes.matches(code, found.codeSha256()))
                .orElseThrow(() -> Problem.notFound("citizen.unknown-receipt"));
        var outcome = outcomes.of(row.number(), row.caseId());
        return new Status(row.number(), outcome.told(), row.receivedAt(), outcome.closedAt());
    }

    /** Who reported, for whoever has to answer them; that and why somebody looked is kept. */
    @Transactional
    public Reporter reporter(String number, String reason, String person) {
        if (reason == null || reason.isBlank()) {
            throw Problem.invalid("reasons-missing");
        }
        var row = sql.sql("select * from citizen_report where number = ?")
                .param(number)
                .query(Row.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("citizen.unknown-receipt"));
        sql.sql("insert into reporter_look (report_id, person, reason, looked_at) values (?, ?, ?, ?)")
                .params(row.id(), person, reason, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        record Named(String name, String contact) {}
        var named = sql.sql("select name, contact from citizen_reporter where report_id = ?")
                .param(row.id())
                .query(Named.class)
                .optional()
                .orElse(new Named("", ""));
        return new Reporter(row.number(), row.anonymous(), row.language(), named.name(), named.contact());
    }
}
