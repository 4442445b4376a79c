package org.duenotice.restriction;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The unit as its papers name it. */
@ConfigurationProperties("duenotice.notice")
record UnitName(String authorityRu, String authorityKk) {}
