package org.duenotice.restoration;

/** The authorised body kept the measure, with reasons. */
public record RestorationKept(String number, String occasion, RestorationGround ground, String reasons) {}
