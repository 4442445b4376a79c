package org.duenotice.operator;

/** Every operator of an order is heard or given up; published in the transaction that recorded it. */
public record OrderClosed(String number) {}
