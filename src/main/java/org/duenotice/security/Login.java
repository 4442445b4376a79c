package org.duenotice.security;

import java.util.Locale;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Checks name and password of a request. Nothing is remembered between requests: the check is two short queries and one
 * hash, and who was removed a moment ago is out.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class Login implements AuthenticationProvider {

    private final People people;

    @Override
    public Authentication authenticate(Authentication attempt) {
        var id = attempt.getName();
        var password = String.valueOf(attempt.getCredentials());
        return people.withPassword(id, password).map(Login::of).orElseThrow(() -> {
            log.info("Login as {} refused", id.replaceAll("[^\\w.@-]", "?"));
            return new BadCredentialsException("Wrong login or password");
        });
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    static Authentication of(Person person) {
        var authorities = person.groups().stream().map(Login::role).toList();
        return UsernamePasswordAuthenticationToken.authenticated(person, null, authorities);
    }

    private static SimpleGrantedAuthority role(String group) {
        return new SimpleGrantedAuthority(
                "ROLE_" + group.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
