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

/** The numbered lines of a text in UTF-8. A line that is too long is cut, so that no file can fill the memory. */
final class TextLines implements Closeable {

    private static final char MARK = '\uFEFF';

    private final BufferedReader text;
    private final Deque<Line> given = new ArrayDeque<>();
    private int no;

    /** @param cut the line is longer and the rest of it was passed over */
    record Line(int no, String text, boolean cut) {}

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
            }
        }
        return new Line(no, line.toString(), cut);
    }

    private void passNewline() throws IOException {
        text.mark(1);
        if (text.read() != '\n') {
            text.reset();
        }
    }

    /** Gives lines back, to be read again in their order. */
    void giveBack(List<Line> lines) {
        for (var i = lines.size() - 1; i >= 0; i--) {
            given.push(lines.get(i));
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
