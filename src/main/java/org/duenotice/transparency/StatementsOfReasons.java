package org.duenotice.transparency;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.duenotice.calendar.LawDay;
import org.duenotice.web.Words;
import org.springframework.stereotype.Component;

/**
 * An entry as a statement of reasons in the field names of the European Union's DSA Transparency Database (Regulation (EU) 2022/2065,
 * articles 17 and 24(5)). What each field is made of stands in docs/transparency.md.
 */
@Component
@RequiredArgsConstructor
class StatementsOfReasons {

    private static final int LONGEST_GROUND = 500;
    private static final int LONGEST_EXPLANATION = 2000;
    private static final String FRAUD = "STATEMENT_CATEGORY_SCAMS_AND_FRAUD";
    private static final String PRODUCTS = "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS";
    private static final Kind OTHER = new Kind("STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH", List.of());
    private static final Map<String, Kind> KINDS = Map.of(
            "FINANCIAL_PYRAMID", new Kind(FRAUD, List.of("KEYWORD_PYRAMID_SCHEMES")),
            "PYRAMID_ADVERTISING", new Kind(FRAUD, List.of("KEYWORD_PYRAMID_SCHEMES")),
            "FRAUD_PHISHING", new Kind(FRAUD, List.of("KEYWORD_PHISHING")),
            "ILLEGAL_GAMBLING", new Kind(PRODUCTS, List.of("KEYWORD_GOODS_SERVICES_NOT_PERMITTED")),
            "LOTTERY_BY_NON_OPERATOR", new Kind(PRODUCTS, List.of("KEYWORD_GOODS_SERVICES_NOT_PERMITTED")),
            "DRUG_SALE", new Kind(PRODUCTS, List.of("KEYWORD_PROHIBITED_PRODUCTS")));

    private final Words words;
    private final RegisterSettings settings;

    private record Kind(String category, List<String> keywords) {}

    /** Absent fields do not apply. Dates are days in Kazakhstan. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Statement(
            List<String> decisionVisibility,
            LocalDate endDateVisibilityRestriction,
            String decisionProvision,
            LocalDate endDateServiceRestriction,
            String decisionAccount,
            LocalDate endDateAccountRestriction,
            String decisionGround,
            String decisionGroundReferenceUrl,
            String illegalContentLegalGround,
            String illegalContentExplanation,
            List<String> contentType,
            String contentTypeOther,
            String category,
            List<String> categorySpecification,
            List<String> territorialScope,
            LocalDate contentDate,
            LocalDate applicationDate,
            String decisionFacts,
            String sourceType,
            String sourceIdentity,
            String automatedDetection,
            String automatedDecision,
            String puid) {}

    Statement of(Entry entry) {
        var account = entry.scope().equals("ACCOUNT");
        var service = entry.scope().equals("SERVICE") || entry.scope().equals("PLATFORM");
        var visibility = !account && !service;
        var kind = KINDS.getOrDefault(entry.category(), OTHER);
        return new Statement(
                visibility ? List.of(visibility(entry)) : null,
                visibility ? entry.endsOn() : null,
                service ? "DECISION_PROVISION_TOTAL_SUSPENSION" : null,
                service ? entry.endsOn() : null,
                account ? "DECISION_ACCOUNT_SUSPENDED" : null,
                account ? entry.endsOn() : null,
                "DECISION_GROUND_ILLEGAL_CONTENT",
                settings.page(entry.number()),
                cut(ground(entry), LONGEST_GROUND),
                cut(explanation(entry), LONGEST_EXPLANATION),
                List.of("CONTENT_TYPE_OTHER"),
                say("scope." + entry.scope()),
                kind.category(),
                kind.keywords().isEmpty() ? null : kind.keywords(),
                List.of("KZ"),
                LawDay.of(entry.detectedAt()),
                LawDay.of(entry.decidedAt()),
                facts(entry),
                "SOURCE_TYPE_OTHER_NOTIFICATION",
                settings.authority(),
                "No",
                "AUTOMATED_DECISION_NOT_AUTOMATED",
                entry.number());
    }

    private static String visibility(Entry entry) {
        return switch (entry.outcome()) {
            case "REMOVED" -> "DECISION_VISIBILITY_CONTENT_REMOVED";
            case "LABELLED" -> "DECISION_VISIBILITY_CONTENT_LABELLED";
            default -> "DECISION_VISIBILITY_CONTENT_DISABLED";
        };
    }

    private static String ground(Entry entry) {
        return "%s, article %s, paragraph %s".formatted(entry.actEn(), entry.article(), entry.paragraph());
    }

    private String explanation(Entry entry) {
        var judicialAct = entry.courtActNumber() == null
                ? ""
                : " Judicial act No. %s of %s, %s."
                        .formatted(entry.courtActNumber(), entry.courtActDate(), entry.court());
        return entry.summaryEn() + "." + judicialAct;
    }

    /** Only what the register itself tells; reasons in words of people stay in the case. */
    private String facts(Entry entry) {
        return "%s decided on %s to restrict %s (%s) on %s after a notification by %s. Two people qualified the content before that."
                .formatted(
                        entry.bodyEn() == null ? "The authorised body" : entry.bodyEn(),
                        LawDay.of(entry.decidedAt()),
                        say("scope." + entry.scope()),
                        say("category." + entry.category()),
                        entry.platform().equals("WEB") ? "a site" : entry.platformName(),
                        settings.authority());
    }

    private String say(String key) {
        return words.text(key, Locale.ENGLISH);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
