package org.duenotice.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a period brought and what became of it. Counts are of facts that took effect in the period, as they stood at its end; shares
 * are between 0 and 1, times are hours.
 */
public record PeriodReport(
        LocalDate from,
        LocalDate to,
        Instant asOf,
        Detections detections,
        Dispositions dispositions,
        Routes routes,
        Notices notices,
        List<PlatformLine> platforms,
        PlatformLine allPlatforms,
        List<Breach> breaches,
        Appeals appeals,
        Undone undone,
        Recreations recreations,
        OpenWork openWork) {

    /** @param bySource detections by category, then by source */
    record Detections(long total, Map<String, Map<String, Long>> byCategory, List<Month> byMonth) {}

    /** @param month its first day in the period */
    record Month(LocalDate month, long detections, long approvedMeasures) {}

    /**
     * Each detection of the period at the one disposition it had at the end.
     *
     * @param detections received, by the rows of the intake
     * @param sum over all dispositions
     * @param open of the sum, what somebody still had to work on
     * @param sealed rows of imports that are sealed cases and no detections
     * @param conserved whether the sum is the detections: nothing was lost, nothing counted twice
     */
    record Dispositions(
            long detections, long sum, long open, long sealed, boolean conserved, Map<String, Long> byDisposition) {}

    /**
     * @param approved approved qualifications by route, or by how the case was closed
     * @param handedOver referrals handed over, by kind; {@code outcomes}: what came back, by outcome
     * @param decided targets that the authorised body decided on, by its word: each once, and not again when a review renews it
     */
    record Routes(
            Map<String, Long> approved,
            Map<String, Long> handedOver,
            Map<String, Long> outcomes,
            Map<String, Long> decided) {}

    /** Letters and orders are counted apart from the targets in them; hours from sending an order to its confirmation. */
    record Notices(
            long notices,
            long items,
            long orders,
            long orderItems,
            long cancellations,
            long confirmations,
            Double medianHoursToConfirm,
            Double ninetiethHoursToConfirm) {}

    /**
     * The notices whose first letter left in the period, and what had become of them at its end.
     *
     * @param platform its code; null for all of them together
     * @param acknowledged notices that the platform said a word on: a reference, a question, an answer
     * @param answered notices with an answer about targets; late is one of them, silent is none of them although the term ran out
     * @param breached notices whose term ran out, answered later or not
     * @param partial notices on which some targets took effect and others did not
     * @param items targets in the notices; every following count is of targets
     * @param refused by ground
     * @param unconfirmed said to be gone, and not (yet) seen so by a person
     */
    record PlatformLine(
            String platform,
            long notices,
            long acknowledged,
            long answered,
            long late,
            long silent,
            long breached,
            long partial,
            long items,
            long removed,
            long geoRestricted,
            long labelled,
            long alreadyGone,
            Map<String, Long> refused,
            long noAction,
            long unconfirmed,
            long unanswered,
            Double medianHoursToAcknowledge,
            Double ninetiethHoursToAcknowledge,
            Double medianHoursToEffect,
            Double ninetiethHoursToEffect) {

        /** Targets that took effect. */
        long effective() {
            return removed + geoRestricted + labelled + alreadyGone;
        }

        long refusedInAll() {
            return refused.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Terms that ran out, by the rule that set them, with its citation in the three languages. */
    record Breach(String rule, String citationRu, String citationKk, String citationEn, long count) {}

    /** @param open received by the end and not ended by then */
    record Appeals(long received, Map<String, Long> byAppellant, Map<String, Long> outcomes, long open) {}

    /**
     * What was undone, by ground.
     *
     * @param measuresEnded measures that were lifted and confirmed as lifted
     * @param mistaken targets, each once, opened again by an appeal, a court, self-correction or after over-blocking
     * @param approvedMeasures targets, each once, on which a measure was approved in the period; renewals are none
     * @param errorRate mistaken by approvedMeasures; null where no measure was approved
     * @param noViolationRate of the detections, the share in which people found no violation or nothing within competence
     */
    record Undone(
            Map<String, Counted> byGround,
            long measuresEnded,
            long overBlocked,
            long mistaken,
            long approvedMeasures,
            Double errorRate,
            Double noViolationRate) {}

    /** Cases, and the targets in them. */
    record Counted(long cases, long targets) {}

    record Recreations(long targets, long cases, Map<String, Long> byPlatform) {}

    /** Cases that were not closed at the end, by their age in days. */
    record OpenWork(long cases, Map<String, Long> byAge, Double medianDays, Double oldestDays) {}
}
