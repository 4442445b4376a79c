package org.duenotice.paper;

import com.openhtmltopdf.extend.FSTextBreaker;
import java.text.BreakIterator;

/**
 * Breaks lines after spaces only, and never after "№" or "No.": numbers and dates of an official letter stay in one piece, and
 * an address is broken only where the paper ends.
 */
final class LineBreaks implements FSTextBreaker {

    private String text = "";
    private int position;

    @Override
    public void setText(String text) {
        this.text = text;
        this.position = 0;
    }

    @Override
    public int next() {
        if (position >= text.length()) {
            return BreakIterator.DONE;
        }
        do {
            position++;
        } while (position < text.length() && !breaksBefore(position));
        return position;
    }

    private boolean breaksBefore(int index) {
        boolean afterSpaces = isSpace(index - 1) && !isSpace(index);
        boolean numberFollows = text.startsWith("№", index - 2) || text.startsWith("No.", index - 4);
        return afterSpaces && !numberFollows;
    }

    private boolean isSpace(int index) {
        char c = text.charAt(index);
        return c == ' ' || c == '\n' || c == '\t';
    }
}
