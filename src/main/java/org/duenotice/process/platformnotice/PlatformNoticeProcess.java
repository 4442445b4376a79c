package org.duenotice.process.platformnotice;

import org.duenotice.process.ProcessVariable;

/** platform-notice: one batch of targets on one platform, from its first letter to its end. Business key: the notice number. */
public final class PlatformNoticeProcess {

    /** The letter that the delivery is called for. */
    public static final ProcessVariable<String> LETTER_NUMBER = ProcessVariable.text("letterNumber");

    /** The gate's outcome when the platform answered before anybody had decided. */
    public static final String ANSWERED_AT_GATE = "ANSWERED";

    /** What a person chose at the last gate, or that it was answered; null before the first. */
    public static final ProcessVariable<String> GATE_CHOICE = ProcessVariable.text("gateChoice");

    /** A person opened the way to restrict access to what the notice left undone. */
    static final ProcessVariable<Boolean> ACCESS_RESTRICTION = ProcessVariable.flag("accessRestriction");

    /** The list that orders for the rest are called for. */
    static final String ORDER_NUMBERS = "orderNumbers";

    private PlatformNoticeProcess() {}
}
