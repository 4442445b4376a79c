package org.duenotice.operator;

import java.time.Instant;
import java.util.UUID;

/** One operator's part in an order. */
public record Execution(
        UUID orderId,
        String operatorCode,
        String operatorName,
        String address,
        ExecutionState state,
        String words,
        Instant sentAt,
        Instant settledAt) {}
