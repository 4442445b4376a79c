package org.duenotice.intake;

import java.io.Closeable;
import java.io.IOException;

/** The rows of a file one after the other, however long it is; the same file gives the same rows each time. */
interface RowReader extends Closeable {

    /**
     * The next row, null behind the last one.
     *
     * @throws IOException when the rest of the file cannot be read at all
     */
    FileRow next() throws IOException;
}
