package org.duenotice.problem;

import lombok.Getter;

/**
 * Something a person asked for cannot be done. The code is stable and names a text in {@code messages*.properties}; the
 * edges (API, forms) turn it into words in the person's language. Nothing of the refused action is kept.
 */
@Getter
public class Problem extends RuntimeException {

    /** What went wrong, as seen from outside; decides the HTTP status. */
    public enum Kind {
        /** The input is wrong or incomplete: 400. */
        INVALID,
        /** Nobody knows who says this: 401. */
        UNAUTHENTICATED,
        /** This person may not do this: 403. */
        FORBIDDEN,
        /** There is no such thing: 404. */
        NOT_FOUND,
        /** Not in this state: 409. */
        CONFLICT,
        /** So often that others would suffer: 429. */
        TOO_MANY
    }

    private final Kind kind;
    private final String code;
    private final transient Object[] arguments;

    private Problem(Kind kind, String code, Object... arguments) {
        super(code);
        this.kind = kind;
        this.code = code;
        this.arguments = arguments;
    }

    public static Problem invalid(String code, Object... arguments) {
        return new Problem(Kind.INVALID, code, arguments);
    }

    public static Problem unauthenticated(String code, Object... arguments) {
        return new Problem(Kind.UNAUTHENTICATED, code, arguments);
    }

    public static Problem forbidden(String code, Object... arguments) {
        return new Problem(Kind.FORBIDDEN, code, arguments);
    }

    public static Problem notFound(String code, Object... arguments) {
        return new Problem(Kind.NOT_FOUND, code, arguments);
    }

    public static Problem tooMany(String code, Object... arguments) {
        return new Problem(Kind.TOO_MANY, code, arguments);
    }

    public static Problem conflict(String code, Object... arguments) {
        return new Problem(Kind.CONFLICT, code, arguments);
    }
}
