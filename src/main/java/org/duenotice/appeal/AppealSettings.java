package org.duenotice.appeal;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How appeals are taken from the public.
 *
 * @param perOrigin filings an hour from one network address
 * @param inTotal filings an hour of everybody on this node
 * @param confirmationsPerMail mails an hour that ask one mail address to confirm; a filing over that is taken and stays unconfirmed
 * @param largestFile of those that are sent with an appeal
 * @param filesPerFiling sent at once, with the filing or later
 * @param filesPerAppeal in all
 * @param publicAddress where the public reaches this installation, without a slash at the end
 * @param retryAfter until a mail that did not leave is tried again
 */
@Validated
@ConfigurationProperties("duenotice.appeal")
record AppealSettings(
        @Positive int perOrigin,
        @Positive int inTotal,
        @Positive int confirmationsPerMail,
        @NotNull DataSize largestFile,
        @Positive int filesPerFiling,
        @Positive int filesPerAppeal,
        @NotNull URI publicAddress,
        @NotNull Duration retryAfter) {}
