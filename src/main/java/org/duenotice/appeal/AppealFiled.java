package org.duenotice.appeal;

/** An appeal came in. */
public record AppealFiled(String number, boolean confirmed) {}
