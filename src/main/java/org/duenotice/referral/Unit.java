package org.duenotice.referral;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The unit as its papers name it. */
@ConfigurationProperties("duenotice.notice")
record Unit(String authorityRu, String authorityKk) {}
