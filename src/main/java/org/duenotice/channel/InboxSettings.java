package org.duenotice.channel;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The inbox that answers to letters come to; without a host none is read.
 *
 * @param every how long after one reading the next begins
 */
@Validated
@ConfigurationProperties("duenotice.channel.inbox")
record InboxSettings(
        @DefaultValue("imaps") @NotBlank String protocol,
        String host,
        @DefaultValue("993") int port,
        String user,
        Path passwordFile,
        @DefaultValue("INBOX") @NotBlank String folder,
        @NotNull Duration every) {}
