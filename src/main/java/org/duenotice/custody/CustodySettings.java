package org.duenotice.custody;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Anchors of the log of custody.
 *
 * @param signingKeyFile private key on the curve P-256, PKCS#8 in PEM; without one a pair is made in the data folder
 * @param publicKeyFile its public key, X.509 in PEM
 * @param anchorFolder where every anchor is also written as a file; null means {@code anchors} in the data folder. Best on a
 *     volume that the database's administrators cannot write to
 * @param anchorAt cron expression in UTC
 */
@ConfigurationProperties("duenotice.custody")
record CustodySettings(Path signingKeyFile, Path publicKeyFile, Path anchorFolder, String anchorAt) {}
