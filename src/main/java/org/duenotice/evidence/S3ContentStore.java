package org.duenotice.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import lombok.RequiredArgsConstructor;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects named by their hash. What arrives is hashed into a temporary file first, because its name is its hash; the store is
 * told that hash and refuses bytes that do not give it. What goes in parts has a hash for each part, see {@link S3Parts}.
 */
@RequiredArgsConstructor
class S3ContentStore implements ContentStore {

    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /** What is longer, in bytes, goes in parts. */
    private final long partSize;

    @Override
    public Stored store(InputStream content) throws IOException {
        try (var arrived = HashedCopy.of(content, null, Long.MAX_VALUE)) {
            if (!isThere(arrived.sha256())) {
                put(arrived);
            }
            return new Stored(arrived.sha256(), arrived.size());
        } catch (SdkException e) {
            throw new IOException("The object store did not take the content", e);
        }
    }

    private void put(HashedCopy arrived) throws IOException {
        if (arrived.size() > partSize) {
            new S3Parts(client, bucket, key(arrived.sha256()), partSize).put(arrived.file(), arrived.size());
            return;
        }
        client.putObject(
                put -> put.bucket(bucket)
                        .key(key(arrived.sha256()))
                        .checksumSHA256(Base64.getEncoder()
                                .encodeToString(HexFormat.of().parseHex(arrived.sha256()))),
                RequestBody.fromFile(arrived.file()));
    }

    private boolean isThere(String sha256) {
        try {
            client.headObject(head -> head.bucket(bucket).key(key(sha256)));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        try {
            return client.getObject(get -> get.bucket(bucket).key(key(sha256)));
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException(sha256);
        } catch (SdkException e) {
            throw new IOException("The object store did not give the content", e);
        }
    }

    @Override
    public List<String> after(String sha256, int limit) throws IOException {
        try {
            return client
                    .listObjectsV2(list -> list.bucket(bucket)
                            .prefix(prefix)
                            .startAfter(key(sha256))
                            .maxKeys(limit))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .map(key -> key.substring(prefix.length()))
                    .toList();
        } catch (SdkException e) {
            throw new IOException("The object store did not list its content", e);
        }
    }

    @Override
    public void delete(String sha256) throws IOException {
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(key(sha256)));
        } catch (SdkException e) {
            throw new IOException("The object store did not delete the content", e);
        }
    }

    private String key(String sha256) {
        return prefix + sha256;
    }
}
