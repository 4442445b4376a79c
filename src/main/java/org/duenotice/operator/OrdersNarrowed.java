package org.duenotice.operator;

import java.util.List;

/** Orders were issued that reach less far than those that stand; published in the transaction that recorded them. */
public record OrdersNarrowed(List<String> numbers) {}
