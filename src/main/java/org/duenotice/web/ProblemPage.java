package org.duenotice.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Shows a problem as a page to somebody who came with a browser; a program, which does not ask for HTML, gets JSON. */
class ProblemPage extends AbstractHttpMessageConverter<ProblemDetail> {

    private final ITemplateEngine pages;

    ProblemPage(ITemplateEngine pages) {
        super(StandardCharsets.UTF_8, MediaType.TEXT_HTML);
        this.pages = pages;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return ProblemDetail.class.isAssignableFrom(type);
    }

    @Override
    public boolean canRead(Class<?> type, MediaType mediaType) {
        return false;
    }

    @Override
    protected ProblemDetail readInternal(Class<? extends ProblemDetail> type, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("A page is never read", input);
    }

    @Override
    protected void writeInternal(ProblemDetail problem, HttpOutputMessage output) throws IOException {
        var language = output.getHeaders().getContentLanguage();
        var page = pages.process("problem", new Context(language, Map.of("problem", problem)));
        output.getBody().write(page.getBytes(StandardCharsets.UTF_8));
    }
}
