package org.duenotice.security;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** The border to the one place where people, passwords and groups are kept. */
public interface People {

    /** The person, if the password is theirs and they are not locked out after too many wrong ones. */
    Optional<Person> withPassword(String id, String password);

    /** The person of that login with their groups, whoever asks. */
    Optional<Person> byId(String id);

    /** The person who logged in to the webapps in this session, if they still exist. */
    Optional<Person> loggedIn(HttpSession session);

    /** The token that a page of this session must send back to change anything. */
    Optional<String> changeToken(HttpSession session);

    /** From now on this thread works as that person, for the engine's authorizations and history too. */
    void actAs(Person person);

    void actAsNobody();

    /** The person this thread works as, in a request of ours or of the webapps. */
    Optional<Person> acting();
}
