package org.duenotice.process;

import org.duenotice.referral.HandOvers;
import org.duenotice.referral.ReferralPackages;

/** What the forms of a referral's package ask, the same for both procedures. */
public final class PackageInput {

    private enum Look {
        HANDED_OVER,
        MEND
    }

    private enum Next {
        PACKAGE,
        REQUALIFY
    }

    private PackageInput() {}

    /** The person who writes it sees that what it rests on no longer holds. */
    public static boolean isToBeQualifiedAgain(Input input) {
        return input.optionalOneOf("next", Next.class) == Next.REQUALIFY;
    }

    public static ReferralPackages.Draft draft(Input input) {
        return new ReferralPackages.Draft(
                input.requiredText("body"), input.text("bodyGround"), input.text("factsRu"), input.text("factsKk"));
    }

    /** The person who looked found something to mend. */
    public static boolean isToBeMended(Input input) {
        return input.optionalOneOf("look", Look.class) == Look.MEND;
    }

    public static HandOvers.HandOver handOver(Input input, String person) {
        return new HandOvers.HandOver(
                input.text("body"), input.text("handOverNumber"), input.day("handOverDate"), person);
    }
}
