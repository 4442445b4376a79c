package org.duenotice.benchmark;

/** One of the two that are compared: the product, or the engine alone. */
interface Side {

    /** Detection, evidence, prepared, approved, criminal referral handed over and registered, closed. */
    Walk offence();

    /** Detection, evidence, prepared, approved, restriction approved, letter sent, answered, verified, closed. */
    Walk notice();
}
