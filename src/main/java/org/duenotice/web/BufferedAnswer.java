package org.duenotice.web;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer that nobody sees before the transaction has committed. */
final class BufferedAnswer extends ContentCachingResponseWrapper {

    BufferedAnswer(HttpServletResponse response) {
        super(response);
    }

    /** Not sent at once, as the servlet container would. */
    @Override
    public void sendRedirect(String location) {
        setStatus(SC_SEE_OTHER);
        setHeader(HttpHeaders.LOCATION, location);
    }

    boolean failed() {
        return getStatus() >= SC_BAD_REQUEST;
    }
}
