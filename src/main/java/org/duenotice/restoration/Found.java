package org.duenotice.restoration;

/** What a person sees of a target after its addressees have answered. */
public enum Found {
    BACK,
    STILL_RESTRICTED,
    /** The owner has not put it back, or the platform cannot: nothing more is asked of anybody. */
    CONTENT_NOT_THERE,
    /** After a dismissed appeal the measure stands again. */
    RESTRICTED_AGAIN,
    STILL_OPEN;

    /** What can be seen after a restoration of that kind. */
    boolean fits(RestorationKind kind) {
        return switch (this) {
            case BACK, STILL_RESTRICTED -> kind != RestorationKind.RESUMPTION;
            case RESTRICTED_AGAIN, STILL_OPEN -> kind == RestorationKind.RESUMPTION;
            case CONTENT_NOT_THERE -> true;
        };
    }
}
