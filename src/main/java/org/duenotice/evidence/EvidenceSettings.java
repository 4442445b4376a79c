package org.duenotice.evidence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Limits of evidence, and how the store is looked at again.
 *
 * @param mostPixels of an image that is decoded for a thumbnail
 * @param recheckAt cron expression in UTC
 * @param recheckPart how many contents are looked at before a pause of {@code recheckPause}
 */
@ConfigurationProperties("duenotice.evidence")
record EvidenceSettings(
        DataSize largestFile, long mostPixels, String recheckAt, int recheckPart, Duration recheckPause) {}
