package org.duenotice.security;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Nothing answers without a login but the signed calls of platforms, the public check of letters, the public register, reports and appeals of
 * the public. The webapps log people in themselves and are fenced here; every other address of the
 * application, known today or added tomorrow, asks for a login.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Script policy of everything but the webapps, which bring their own. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Making the first user by a call nobody is logged in for is closed: the first administrator comes from a secret. */
    @Bean
    @Order(1)
    SecurityFilterChain firstUserSetUp(HttpSecurity http) throws Exception {
        return withoutState(http)
                .securityMatcher(
                        new OrRequestMatcher(path("/camunda/api/admin/setup/**"), path("/camunda/app/*/*/setup/**")))
                .authorizeHttpRequests(rules -> rules.anyRequest().denyAll())
                .exceptionHandling(
                        answers -> answers.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.NOT_FOUND)))
                .build();
    }

    /** The webapps: pages, styles, scripts and the login are open; every other call needs their login. */
    @Bean
    @Order(2)
    SecurityFilterChain webapps(HttpSecurity http, People people) throws Exception {
        return withoutState(http)
                .securityMatcher(path("/camunda/**"))
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(
                                // the name of the engine, which the login page asks for
                                path(HttpMethod.GET, "/camunda/api/engine/engine/"),
                                path(HttpMethod.GET, "/camunda/api/admin/auth/user/*"),
                                path(HttpMethod.POST, "/camunda/api/admin/auth/user/*/login/*"),
                                path(HttpMethod.POST, "/camunda/api/admin/auth/user/*/logout"),
                                path(HttpMethod.GET, "/camunda/api/*/plugin/*/static/**"))
                        .permitAll()
                        .requestMatchers(path("/camunda/api/**"))
                        .access(loggedInToTheWebapps(people))
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(
                        answers -> answers.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain everythingElse(HttpSecurity http, People people, Login login, Refusal refusal)
            throws Exception {
        return withoutState(http)
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        // shows nothing, leads to the webapps
                        .requestMatchers(path(HttpMethod.GET, "/"))
                        .permitAll()
                        // signed by platforms instead of a login
                        .requestMatchers(path(HttpMethod.POST, "/api/v1/callbacks/{platform}"))
                        .permitAll()
                        // signed by the authorised body's system instead of a login
                        .requestMatchers(path(HttpMethod.POST, "/agency/v1/decisions"))
                        .permitAll()
                        // whether a letter is genuine, for everybody
                        .requestMatchers(path(HttpMethod.GET, "/check"), path(HttpMethod.GET, "/pages.css"))
                        .permitAll()
                        // each restriction, and the open data about them
                        .requestMatchers(
                                path(HttpMethod.GET, "/register"),
                                path(HttpMethod.GET, "/register/**"),
                                path(HttpMethod.HEAD, "/register/**"))
                        .permitAll()
                        // what people outside report, and what became of it
                        .requestMatchers(
                                path(HttpMethod.GET, "/report"),
                                path(HttpMethod.POST, "/report"),
                                path(HttpMethod.GET, "/report/status"),
                                path(HttpMethod.POST, "/public/v1/reports"),
                                path(HttpMethod.GET, "/public/v1/reports/{number}"))
                        .permitAll()
                        // who disagrees, and how their appeal stands, opened by its code
                        .requestMatchers(
                                path(HttpMethod.GET, "/appeals"),
                                path(HttpMethod.POST, "/appeals"),
                                path(HttpMethod.GET, "/appeals/*"),
                                path(HttpMethod.POST, "/appeals/*"),
                                path(HttpMethod.POST, "/public/v1/appeals"),
                                path("/public/v1/appeals/**"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .authenticationProvider(login)
                .httpBasic(basic -> basic.authenticationEntryPoint(refusal))
                .exceptionHandling(
                        answers -> answers.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY)))
                .addFilterBefore(new Changes(refusal), BasicAuthenticationFilter.class)
                .addFilterBefore(new WebappLogin(people, refusal), BasicAuthenticationFilter.class)
                .addFilterAfter(new ActingPerson(people), AuthorizationFilter.class)
                .build();
    }

    /** No session of ours: the webapps keep theirs, and who may change something is checked by {@link WebappLogin} and {@link Changes}. */
    private static HttpSecurity withoutState(HttpSecurity http) throws Exception {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        // the session is the webapps' own, its number must not change under their pages
                        .sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::none))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    private static AuthorizationManager<RequestAuthorizationContext> loggedInToTheWebapps(People people) {
        return (nobody, context) -> {
            var session = context.getRequest().getSession(false);
            return new AuthorizationDecision(
                    session != null && people.loggedIn(session).isPresent());
        };
    }

    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    private static RequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }
}
