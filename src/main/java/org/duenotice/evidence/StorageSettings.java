package org.duenotice.evidence;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Where content is kept.
 *
 * @param s3 only with {@link Kind#S3}
 */
@ConfigurationProperties("duenotice.storage")
record StorageSettings(Kind kind, S3 s3) {

    enum Kind {
        /** The folder {@code content} in the data folder. */
        FILES,
        S3
    }

    /**
     * An object store that speaks S3, with the bucket in the path.
     *
     * @param endpoint null means the region's own
     * @param prefix before every key, such as {@code content/}
     * @param secretKeyFile holds the secret that belongs to {@code accessKey}
     * @param partSize what is longer goes in parts of this length; 16 MB unless set, stores take no part below 5 MB but the last
     */
    record S3(
            URI endpoint,
            String region,
            String bucket,
            String prefix,
            String accessKey,
            Path secretKeyFile,
            DataSize partSize) {

        S3 {
            prefix = prefix == null ? "" : prefix;
            partSize = partSize == null ? DataSize.ofMegabytes(16) : partSize;
            if (bucket == null || region == null || accessKey == null || secretKeyFile == null) {
                throw new IllegalArgumentException(
                        "duenotice.storage.s3 needs region, bucket, access-key and secret-key-file");
            }
        }
    }

    StorageSettings {
        kind = kind == null ? Kind.FILES : kind;
        if (kind == Kind.S3 && s3 == null) {
            throw new IllegalArgumentException("duenotice.storage.kind S3 needs duenotice.storage.s3");
        }
    }
}
