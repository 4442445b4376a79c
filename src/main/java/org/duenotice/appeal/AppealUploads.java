package org.duenotice.appeal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Whoever has no login sends no more than an appeal may have: what says that it is larger, or does not say how large it is, is refused
 * before a byte of it is stored anywhere.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class AppealUploads extends OncePerRequestFilter {

    /** For the fields beside the files. */
    private static final DataSize FIELDS = DataSize.ofKilobytes(256);

    private final HandlerExceptionResolver problems;
    private final long longest;

    AppealUploads(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, AppealSettings settings) {
        this.problems = problems;
        this.longest = settings.largestFile().toBytes() * settings.filesPerFiling() + FIELDS.toBytes();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getServletPath();
        var type = request.getContentType();
        return !(path.equals("/appeals") || path.startsWith("/appeals/") || path.startsWith("/public/v1/appeals"))
                || type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var length = request.getContentLengthLong();
        if (length < 0 || length > longest) {
            problems.resolveException(request, response, null, new MaxUploadSizeExceededException(longest));
            return;
        }
        chain.doFilter(request, response);
    }

    /** What a form sends for a field in which nothing was chosen is no file. */
    static List<Attachments.Sent> sent(List<MultipartFile> files) {
        return files == null
                ? List.of()
                : files.stream()
                        .filter(file -> !file.isEmpty()
                                || file.getOriginalFilename() != null
                                        && !file.getOriginalFilename().isEmpty())
                        .map(file -> new Attachments.Sent(file.getOriginalFilename(), file))
                        .toList();
    }
}
