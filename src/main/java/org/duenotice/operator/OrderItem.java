package org.duenotice.operator;

import java.util.UUID;

/** One target of an order and the scope in which access to it is restricted; {@code cancelled} when that was taken back. */
public record OrderItem(
        UUID caseTargetId, int no, String address, String canonicalKey, String scope, boolean cancelled) {}
