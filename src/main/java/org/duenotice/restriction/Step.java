package org.duenotice.restriction;

import org.duenotice.law.Scope;

/**
 * How far a measure on a target shall reach.
 *
 * @param scope null for the narrowest that fits
 * @param ground why it may be wider; null counts as {@link Ground#NARROWER_FAILED}
 * @param words for {@link Ground#WHOLE_OBJECT_FOR_OFFENCE}: how the object shows it
 * @param object the address of the wider object; may be left out where the target's own address tells it
 */
public record Step(Scope scope, Ground ground, String words, String object) {

    /** The only reasons for a measure wider than the narrowest that fits. */
    public enum Ground {
        /** The step below was taken and did not work; looked up, never taken on trust. */
        NARROWER_FAILED,
        /** The judicial act itself names the wider object. */
        JUDICIAL_ACT_NAMES_WIDER,
        /** The whole object exists for the offence. */
        WHOLE_OBJECT_FOR_OFFENCE
    }

    public static Step narrowest() {
        return new Step(null, null, "", "");
    }
}
