package org.duenotice.intake;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.duenotice.seal.SealedCategory;

/** The numbered lines of a text in UTF-8. A line that is too long is cut, so that no file can fill the memory. */
final class TextLines implements Closeable {

    private static final char MARK = '\uFEFF';

    /** More than any words that name sealed material. */
    private static final int LONGEST_MENTION = 1_000;

    private final BufferedReader text;
    private final Deque<Line> given = new ArrayDeque<>();
    private int no;

    /**
     * A line.
     *
     * @param cut it is longer and the rest of it was passed over
     * @param mark sealed material that the rest speaks of, or that the line belongs to; null for none
     */
    record Line(int no, String text, boolean cut, SealedCategory mark) {}

    TextLines(InputStream text) {
        this.text = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 1 << 16);
    }

    /** The next line without its end, null behind the last one. */
    Line next() throws IOException {
        if (!given.isEmpty()) {
            return given.pop();
        }
        var line = new StringBuilder();
        var cut = false;
        var rest = new StringBuilder();
        SealedCategory mark = null;
        var sign = text.read();
        if (sign < 0) {
            return null;
        }
        no++;
        if (no == 1 && sign == MARK) {
            sign = text.read();
        }
        for (; sign >= 0 && sign != '\n'; sign = text.read()) {
            if (sign == '\r') {
                passNewline();
                break;
            }
            if (line.length() < FileRow.LONGEST) {
                line.append((char) sign);
            } else {
                cut = true;
                if (mark == null) {
                    rest.append((char) sign);
                    mark = passOver(rest);
                }
            }
        }
        mark = mark == null && cut ? mentioned(rest) : mark;
        return new Line(no, line.toString(), cut, mark);
    }

    /** Looks at what is passed over, piece by piece, each beginning with the end of the one before. */
    private static SealedCategory passOver(StringBuilder rest) {
        if (rest.length() < FileRow.LONGEST) {
            return null;
        }
        var found = mentioned(rest);
        rest.delete(0, rest.length() - LONGEST_MENTION);
        return found;
    }

    private static SealedCategory mentioned(StringBuilder text) {
        return SealedCategory.mentionedIn(text.toString()).orElse(null);
    }

    private void passNewline() throws IOException {
        text.mark(1);
        if (text.read() != '\n') {
            text.reset();
        }
    }

    /**
     * Gives lines back, to be read again in their order.
     *
     * @param mark sealed material that they may go on about; null for none
     */
    void giveBack(List<Line> lines, SealedCategory mark) {
        for (var i = lines.size() - 1; i >= 0; i--) {
            var line = lines.get(i);
            given.push(new Line(line.no(), line.text(), line.cut(), line.mark() == null ? mark : line.mark()));
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
