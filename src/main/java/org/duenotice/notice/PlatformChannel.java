package org.duenotice.notice;

/** A way to reach a platform. What happened is returned, never thrown; only a fault of our own is an exception. */
interface PlatformChannel {

    /** A letter on its way: the same message id for every try of the same attempt. */
    record Dispatch(String messageId, String address, String subject, String text, String pdfName, byte[] pdf) {}

    /** What is known after a try, with words for the person who looks at it. */
    record Result(DeliveryOutcome outcome, String words) {}

    Result send(Dispatch dispatch);
}
