package org.duenotice.law;

import java.util.UUID;

/**
 * A state body that materials are handed over to or that decides.
 *
 * @param version the row of the register that names it so
 */
public record Body(String code, Wording name, UUID version) {}
