package org.duenotice.appeal;

/** An appellant wants to see the file. */
public record FileAccessAsked(String number) {}
