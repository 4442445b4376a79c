package org.duenotice.referral;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param registrationNumber how a number of the Unified Register of Pre-trial Investigations is written; seen in practice as fifteen
 *     digits, not compared with the rules of the register
 */
@ConfigurationProperties("duenotice.referral")
record ReferralSettings(@DefaultValue("\\d{15}") Pattern registrationNumber) {}
