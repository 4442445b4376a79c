package org.duenotice.restriction;

/** Puts a notification on paper; lives with the letters, whose typefaces and care for hostile text it shares. */
public interface NotificationPaper {

    /** @param digest 64 hexadecimal digits; the paper shows the first sixteen */
    byte[] pdf(NotificationContent content, String digest);
}
