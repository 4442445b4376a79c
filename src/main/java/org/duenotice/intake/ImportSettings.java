package org.duenotice.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How files of detections are worked off.
 *
 * @param chunk rows that are recorded together, and lost together by a crash until they are read again
 * @param lease how long an import is left to the copy of the application that works on it, after its last sign of life
 * @param mostUnpacked what a workbook may unpack to
 */
@Validated
@ConfigurationProperties("duenotice.import")
record ImportSettings(@Min(1) @Max(10_000) int chunk, @NotNull Duration lease, @NotNull DataSize mostUnpacked) {}
