package org.duenotice.operator;

/** An operator or technical service that carries out orders on a day. */
public record Operator(String code, String kind, String name, String address, boolean verified, String source) {}
