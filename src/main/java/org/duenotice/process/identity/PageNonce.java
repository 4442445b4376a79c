package org.duenotice.process.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request to the webapps its own script nonce. The webapps keep it in the servlet context, which all requests share:
 * when another request comes between the header and the page, the two differ, the browser runs no script, and the page stays
 * blank.
 */
class PageNonce extends OncePerRequestFilter {

    private static final String NONCE = ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new WithOwnNonce(request), response);
    }

    private static final class WithOwnNonce extends HttpServletRequestWrapper {

        private final ServletContext context;
        private Object nonce;

        private WithOwnNonce(HttpServletRequest request) {
            super(request);
            var shared = request.getServletContext();
            context = (ServletContext) Proxy.newProxyInstance(
                    ServletContext.class.getClassLoader(),
                    new Class<?>[] {ServletContext.class},
                    (proxy, call, values) -> {
                        if (call.getName().equals("setAttribute") && NONCE.equals(values[0])) {
                            nonce = values[1];
                            return null;
                        }
                        if (call.getName().equals("getAttribute") && NONCE.equals(values[0])) {
                            return nonce;
                        }
                        try {
                            return call.invoke(shared, values);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }
    }
}
