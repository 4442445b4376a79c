package org.duenotice.qualification;

/** Where signs of an offence are sent; one per case, beside an independent restriction. */
public enum OffenceRoute {
    CRIMINAL,
    ADMINISTRATIVE,
    NONE
}
