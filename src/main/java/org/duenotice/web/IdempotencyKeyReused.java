package org.duenotice.web;

/** The key belongs to another request of the same person: 422. */
class IdempotencyKeyReused extends RuntimeException {}
