package org.duenotice.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.duenotice.problem.Problem;

/** What a packed file holds, up to a limit for the whole of it: a small file may unpack to more than any machine can hold. */
final class Unpacking {

    private final long most;
    private long taken;

    /** @param most bytes */
    Unpacking(long most) {
        this.most = most;
    }

    InputStream of(InputStream part) {
        return new FilterInputStream(part) {
            @Override
            public int read() throws IOException {
                var sign = super.read();
                count(sign < 0 ? 0 : 1);
                return sign;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                var read = super.read(into, offset, length);
                count(Math.max(read, 0));
                return read;
            }
        };
    }

    private void count(int read) {
        taken += read;
        if (taken > most) {
            throw Problem.invalid("import.unpacks-too-large", most / (1024 * 1024));
        }
    }
}
