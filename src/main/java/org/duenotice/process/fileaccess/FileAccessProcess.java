package org.duenotice.process.fileaccess;

import java.util.Date;
import org.duenotice.process.ProcessVariable;

/** file-access: an appellant asks to see the file. Business key: the number of the appeal. */
final class FileAccessProcess {

    static final String ASKED = "file-access.asked";
    /** The appeal was taken back. */
    static final String DROPPED = "file-access.dropped";

    static final ProcessVariable<Date> FILE_ACCESS_DUE_AT = ProcessVariable.moment("fileAccessDueAt");

    private FileAccessProcess() {}
}
