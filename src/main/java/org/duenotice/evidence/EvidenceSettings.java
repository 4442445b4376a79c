package org.duenotice.evidence;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of evidence, and how the store is looked at again.
 *
 * @param mostPixels of an image that is decoded for a thumbnail
 * @param recheckAt cron expression in UTC
 * @param recheckPart how many contents are looked at before a pause of {@code recheckPause}; an object store lists at most 1000 at once
 */
@Validated
@ConfigurationProperties("duenotice.evidence")
record EvidenceSettings(
        DataSize largestFile,
        long mostPixels,
        String recheckAt,
        @Min(1) @Max(1000) int recheckPart,
        Duration recheckPause) {}
