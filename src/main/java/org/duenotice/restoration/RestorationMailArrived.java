package org.duenotice.restoration;

/** A mail has come that may be an addressee's word on the letter; published in the transaction that matched it. */
public record RestorationMailArrived(String letter) {}
