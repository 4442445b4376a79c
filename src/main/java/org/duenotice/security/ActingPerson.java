package org.duenotice.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets the rest of the request work as the person who is logged in, and nobody after it. */
@RequiredArgsConstructor
class ActingPerson extends OncePerRequestFilter {

    private final People people;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Person person)) {
            chain.doFilter(request, response);
            return;
        }
        people.actAs(person);
        try {
            chain.doFilter(request, response);
        } finally {
            people.actAsNobody();
        }
    }
}
